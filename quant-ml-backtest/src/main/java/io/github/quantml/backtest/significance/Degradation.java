// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.significance;

import io.github.quantml.math.Sums;

/**
 * The straight line of out-of-sample on in-sample performance: outside = intercept + slope ·
 * inside. A slope near 1 means that quality carries over, near 0 that it was luck, below 0 that the
 * better it looked the worse it became.
 *
 * @param slope 0 when the in-sample performance does not vary
 * @param rSquared share of the variance that the line explains; 0 without variation
 */
public record Degradation(double slope, double intercept, double rSquared) {

  /**
   * The least-squares line.
   *
   * @param inside finite
   * @param outside as many, finite
   */
  public static Degradation of(double[] inside, double[] outside) {
    if (inside.length != outside.length) {
      throw new IllegalArgumentException(
          "inside and outside: must have one length, got "
              + inside.length
              + " and "
              + outside.length);
    }
    if (inside.length == 0) {
      return new Degradation(0, 0, 0);
    }
    double meanX = Sums.mean(inside);
    double meanY = Sums.mean(outside);
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int i = 0; i < inside.length; i++) {
      double x = inside[i] - meanX;
      double y = outside[i] - meanY;
      xx += x * x;
      xy += x * y;
      yy += y * y;
    }
    double slope = xx > 0 ? xy / xx : 0;
    double explained = xx > 0 && yy > 0 ? xy * xy / (xx * yy) : 0;
    return new Degradation(slope, meanY - slope * meanX, explained);
  }
}
