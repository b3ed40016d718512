// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.signal;

import java.time.LocalDate;
import java.util.List;

/**
 * Returns of assets bucketed by their signal, equally weighted, lowest bucket first.
 *
 * @param horizon periods over which returns run
 * @param dates that had enough assets
 * @param series [bucket][date] mean simple return over the horizon
 * @param means of each bucket
 * @param spread the highest bucket less the lowest, tested with a lag of horizon − 1
 * @param turnover share of the names of the highest bucket that were not in it a date before
 */
public record QuantileReturns(
    int horizon,
    List<LocalDate> dates,
    double[][] series,
    double[] means,
    MeanTest spread,
    double turnover) {
  public QuantileReturns {
    dates = List.copyOf(dates);
    series = copy(series);
    means = means.clone();
  }

  private static double[][] copy(double[][] x) {
    double[][] out = x.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] = out[i].clone();
    }
    return out;
  }

  @Override
  public double[][] series() {
    return copy(series);
  }

  @Override
  public double[] means() {
    return means.clone();
  }

  /** The test that returns rise from each bucket to the next. */
  public MonotonicityTest monotonicity(int draws, long seed) {
    return MonotonicityTest.of(series, Math.max(horizon, 1), draws, seed);
  }
}
