// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.regression;

import io.github.quantml.math.Sums;
import io.github.quantml.math.stats.LongRunVariance;

/**
 * How far forecasts of a mean may leave the average, by what they were worth on outcomes they had
 * not seen.
 *
 * <p>With b the slope of outcomes on forecasts and t its statistic with a Bartlett long-run
 * variance, the trust is min(1, b) · max(0, 1 − 1/t²), and 0 where b ≤ 0: the positive-part
 * shrinkage of James and Stein (1961) of one coefficient.
 */
public final class ForecastTrust {
  private ForecastTrust() {}

  /**
   * The trust, in [0, 1].
   *
   * @param outcome what came
   * @param forecast what had been forecast, one per outcome
   * @param overlap bars that outcomes span, at least 1: neighbours share all but one of them
   */
  public static double of(double[] outcome, double[] forecast, int overlap) {
    int n = outcome.length;
    double meanForecast = Sums.mean(forecast);
    double meanOutcome = Sums.mean(outcome);
    double cross = 0;
    double square = 0;
    for (int i = 0; i < n; i++) {
      cross += (forecast[i] - meanForecast) * (outcome[i] - meanOutcome);
      square += (forecast[i] - meanForecast) * (forecast[i] - meanForecast);
    }
    if (!(square > 0) || cross <= 0) {
      return 0;
    }
    double slope = cross / square;
    double[] moment = new double[n];
    for (int i = 0; i < n; i++) {
      double residual = outcome[i] - meanOutcome - slope * (forecast[i] - meanForecast);
      moment[i] = (forecast[i] - meanForecast) * residual;
    }
    int lag = Math.min(2 * overlap, n / 4);
    double error = Math.sqrt(n * LongRunVariance.bartlett(moment, lag)) / square;
    double t = slope / error;
    return Math.min(1, slope) * Math.max(0, 1 - 1 / (t * t));
  }
}
