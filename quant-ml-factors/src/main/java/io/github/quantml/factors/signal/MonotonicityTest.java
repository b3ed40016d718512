// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.signal;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.math.Sums;
import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.math.stats.StationaryBootstrap;

/**
 * Whether mean returns rise from every bucket to the next.
 *
 * <p>The null is that some step does not rise. The statistic is the smallest mean step J = min Δᵢ;
 * the p-value is the share of stationary bootstrap draws with min (Δᵢ* − Δᵢ) above J. Source:
 * Patton and Timmermann (2010), Monotonicity in asset returns, Journal of Financial Economics 98,
 * section 2.3.
 *
 * @param smallestStep J
 * @param pValue small where the rise is not chance
 * @param draws bootstrap draws
 */
public record MonotonicityTest(double smallestStep, double pValue, int draws) {

  /**
   * Tests bucket returns.
   *
   * @param series [bucket][date], at least two buckets
   * @param meanBlock mean block length of the bootstrap, at least the overlap of returns
   * @param draws number of draws, at least 1
   * @param seed of the draws
   */
  public static MonotonicityTest of(double[][] series, double meanBlock, int draws, long seed) {
    if (series.length < 2 || draws < 1) {
      throw new IllegalArgumentException(
          "buckets and draws: must be at least 2 and 1, got " + series.length + " and " + draws);
    }
    int n = series[0].length;
    if (n < 2) {
      throw new InsufficientDataException("monotonicity: dates", 2, n);
    }
    double[][] steps = new double[series.length - 1][n];
    double[] means = new double[steps.length];
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < steps.length; i++) {
      for (int t = 0; t < n; t++) {
        steps[i][t] = series[i + 1][t] - series[i][t];
      }
      means[i] = Sums.mean(steps[i]);
      smallest = Math.min(smallest, means[i]);
    }
    StationaryBootstrap bootstrap = StationaryBootstrap.of(meanBlock);
    CounterRandom random = CounterRandom.of(seed);
    int above = 0;
    for (int d = 0; d < draws; d++) {
      int[] rows = bootstrap.indices(n, random);
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < steps.length; i++) {
        double sum = 0;
        for (int row : rows) {
          sum += steps[i][row];
        }
        least = Math.min(least, sum / n - means[i]);
      }
      above += least > smallest ? 1 : 0;
    }
    // The data are one more draw under the null: a p-value of 0 would claim too much.
    return new MonotonicityTest(smallest, (above + 1.0) / (draws + 1.0), draws);
  }
}
