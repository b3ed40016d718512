// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;

/** Assertions on relative error. */
public final class Precision {
  private Precision() {}

  /** |actual − expected| / |expected|, or the absolute error where 0 is expected. */
  public static double relativeError(double actual, double expected) {
    double error = Math.abs(actual - expected);
    return expected == 0 ? error : error / Math.abs(expected);
  }

  public static void assertRelative(String what, double actual, double expected, double bound) {
    if (Double.isInfinite(expected)) {
      assertThat(actual).as(what).isEqualTo(expected);
      return;
    }
    assertThat(relativeError(actual, expected))
        .as("%s: relative error of %s against %s", what, actual, expected)
        .isLessThanOrEqualTo(bound);
  }

  public static void assertRelative(double[] actual, double[] expected, double bound) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertRelative("[" + i + "]", actual[i], expected[i], bound);
    }
  }

  /** Compares a function with the tabulated {@code key.x} and {@code key.y}. */
  public static void assertTable(
      Fixture fixture, String key, DoubleUnaryOperator function, double bound) {
    double[] x = fixture.array(key + ".x");
    double[] y = fixture.array(key + ".y");
    for (int i = 0; i < x.length; i++) {
      assertRelative(key + "(" + x[i] + ")", function.applyAsDouble(x[i]), y[i], bound);
    }
  }
}
