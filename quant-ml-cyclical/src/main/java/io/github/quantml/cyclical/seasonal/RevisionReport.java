// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.seasonal;

import io.github.quantml.api.InsufficientDataException;

/**
 * How much the values known at the time differ from those of the whole series.
 *
 * <p>Standard deviations (root mean square) over the points that have both, leaving out the last
 * half trend window, where the decomposition of the whole series is itself not final. A trend
 * revision as large as the remainder means that the decomposition cannot be traded on.
 *
 * @param trend root mean square of filtered minus smoothed trend
 * @param seasonal root mean square of filtered minus smoothed seasonal component
 * @param remainder root mean square of the smoothed remainder
 * @param largestTrend largest absolute trend revision
 * @param points number of points compared
 */
public record RevisionReport(
    double trend, double seasonal, double remainder, double largestTrend, int points) {

  /**
   * Decomposes a series both ways and compares.
   *
   * @param config how
   * @param window points of the rolling window
   * @param y the series, long enough that points are left to compare
   */
  public static RevisionReport of(StlConfig config, int window, double[] y) {
    SmoothedDecomposition known = Stl.of(config).decompose(y);
    FilteredDecomposition then = RollingStl.of(config, window).decompose(y);
    int end = y.length - config.trend().window() / 2;
    if (end <= then.warmUp()) {
      throw new InsufficientDataException(
          "revision report: values", then.warmUp() + config.trend().window() / 2 + 1L, y.length);
    }
    double[] trends = then.trend();
    double[] seasonals = then.seasonal();
    double[] rest = known.remainder();
    double trend = 0;
    double seasonal = 0;
    double remainder = 0;
    double largest = 0;
    int observed = 0;
    for (int t = then.warmUp(); t < end; t++) {
      double dt = trends[t] - known.trendAt(t);
      double ds = seasonals[t] - known.seasonalAt(t);
      trend += dt * dt;
      seasonal += ds * ds;
      largest = Math.max(largest, Math.abs(dt));
      if (!Double.isNaN(rest[t])) {
        remainder += rest[t] * rest[t];
        observed++;
      }
    }
    int points = end - then.warmUp();
    return new RevisionReport(
        Math.sqrt(trend / points),
        Math.sqrt(seasonal / points),
        observed == 0 ? 0 : Math.sqrt(remainder / observed),
        largest,
        points);
  }
}
