// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.api.BarSeries;
import io.github.quantml.math.Sums;

/** Close-to-close simple returns of a series and the shape of their distribution. */
final class SimpleReturns {
  private static final double LIGHTEST_NU = 200;
  private static final double HEAVIEST_NU = 4.5;

  private SimpleReturns() {}

  /** The n − 1 returns close[i + 1] / close[i] − 1 of n bars. */
  static double[] of(BarSeries bars) {
    double[] closes = bars.toCloses();
    double[] returns = new double[Math.max(0, closes.length - 1)];
    for (int i = 0; i < returns.length; i++) {
      returns[i] = closes[i + 1] / closes[i] - 1;
    }
    return returns;
  }

  /** Excess kurtosis of values, from their population moments. */
  static double excessKurtosis(double[] x) {
    double mean = Sums.mean(x);
    double second = 0;
    double fourth = 0;
    for (double v : x) {
      double square = (v - mean) * (v - mean);
      second += square;
      fourth += square * square;
    }
    return second > 0 ? x.length * fourth / (second * second) - 3 : 0;
  }

  /**
   * Degrees of freedom of the Student t with the kurtosis that a sum of {@code horizon} independent
   * returns has: 4 + 6h/κ, kept within [4.5, 200].
   */
  static double degreesOfFreedom(double excessKurtosis, int horizon) {
    if (!(excessKurtosis > 0)) {
      return LIGHTEST_NU;
    }
    double nu = 4 + 6 * horizon / excessKurtosis;
    return Math.min(LIGHTEST_NU, Math.max(HEAVIEST_NU, nu));
  }
}
