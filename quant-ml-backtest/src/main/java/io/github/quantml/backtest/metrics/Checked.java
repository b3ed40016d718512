// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.metrics;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.Sums;

/** The checks and the division rule of this package. */
final class Checked {
  /** A few units in the last place of 1. */
  static final double ROUNDING = 1e-15;

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

  /**
   * The standard deviation (n − 1) of returns; 0 where it is not above their rounding.
   *
   * <p>Equal returns taken off an equity curve differ in the last place of 1 + r; without this rule
   * they would have a Sharpe ratio of 10¹⁵ at one price level and an infinite one at another.
   */
  static double spread(double[] returns) {
    if (returns.length < 2) {
      return 0;
    }
    double largest = 0;
    for (double r : returns) {
      largest = Math.max(largest, Math.abs(r));
    }
    double deviation = Math.sqrt(Math.max(0, Sums.variance(returns, 1)));
    return deviation > ROUNDING * (1 + largest) ? deviation : 0;
  }
}
