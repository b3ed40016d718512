// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.metrics;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;

/** The checks and the division rule of this package. */
final class Checked {
  private Checked() {}

  /** Refuses a series that is too short or holds a value that is not finite. */
  static double[] finite(String name, double[] x, int atLeast) {
    if (x.length < atLeast) {
      throw new InsufficientDataException(name, atLeast, x.length);
    }
    for (int i = 0; i < x.length; i++) {
      if (!(Math.abs(x[i]) < Double.POSITIVE_INFINITY)) {
        throw new InvalidDataException(
            name + ", row " + i + ": value " + x[i] + ": must be finite");
      }
    }
    return x;
  }

  /** Refuses series of different lengths. */
  static void sameLength(String a, int lengthA, String b, int lengthB) {
    if (lengthA != lengthB) {
      throw new IllegalArgumentException(
          a + " and " + b + ": must have one length, got " + lengthA + " and " + lengthB);
    }
  }

  static double positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + ": must be positive and finite, got " + value);
    }
    return value;
  }

  static double probability(String name, double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(name + ": must lie inside (0, 1), got " + value);
    }
    return value;
  }

  /** a / b for b ≥ 0, with 0 / 0 = 0 and x / 0 = ±∞. */
  static double ratio(double a, double b) {
    if (b > 0) {
      return a / b;
    }
    return a == 0 ? 0 : Math.copySign(Double.POSITIVE_INFINITY, a);
  }
}
