// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.seasonal;

import org.jspecify.annotations.Nullable;

/**
 * Decomposition with several seasons, by STL of one after another.
 *
 * <p>In each round every season, shortest first, is re-estimated on the series without the others.
 * Immutable and thread-safe. Source: K. Bandara, R. J. Hyndman and C. Bergmeir (2021), "MSTL: A
 * Seasonal-Trend Decomposition Algorithm for Time Series with Multiple Seasonal Patterns".
 */
public final class Mstl {
  private final MstlConfig config;

  private Mstl(MstlConfig config) {
    this.config = config;
  }

  /** A decomposer with the given configuration. */
  public static Mstl of(MstlConfig config) {
    return new Mstl(config);
  }

  /**
   * Decomposes a series; all components are on the transformed scale if there is a transform.
   *
   * @param y oldest first; NaN is missing; at least two of the longest periods
   */
  public SmoothedSeasons decompose(double[] y) {
    int n = y.length;
    int count = config.seasons().size();
    for (StlConfig season : config.seasons()) {
      SeriesCheck.missing(y, season.period());
    }
    double[] rest = config.transform() == null ? y.clone() : config.transform().apply(y);
    double[][] seasonal = new double[count][n];
    int rounds = count == 1 ? 1 : config.rounds();
    int missing = 0;
    for (double v : rest) {
      missing += Double.isNaN(v) ? 1 : 0;
    }
    @Nullable SmoothedDecomposition last = null;
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < count; i++) {
        for (int t = 0; t < n; t++) {
          rest[t] += seasonal[i][t];
        }
        last = new Stl.Plan(config.seasons().get(i), n).decompose(rest, missing);
        seasonal[i] = last.seasonal();
        for (int t = 0; t < n; t++) {
          rest[t] -= seasonal[i][t];
        }
      }
    }
    if (last == null) {
      throw new IllegalStateException("no season was estimated");
    }
    double[] trend = last.trend();
    for (int t = 0; t < n; t++) {
      rest[t] -= trend[t];
    }
    int[] periods = config.seasons().stream().mapToInt(StlConfig::period).toArray();
    return new SmoothedSeasons(periods, trend, seasonal, rest, last.weights());
  }
}
