// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.seasonal;

import io.github.quantml.api.InsufficientDataException;
import java.util.Arrays;

/**
 * Causal STL: the values at t are the last ones of the decomposition of the window ending at t.
 *
 * <p>The end of a decomposition is revised as data arrive ({@link RevisionReport} says by how
 * much); what this gives is what was known at the time. Costs one STL of the window per point;
 * immutable and thread-safe.
 */
public final class RollingStl {
  private final StlConfig config;
  private final int window;

  private RollingStl(StlConfig config, int window) {
    this.config = config;
    this.window = window;
  }

  /**
   * A rolling decomposer.
   *
   * @param config how each window is decomposed
   * @param window points in a window, at least two periods
   */
  public static RollingStl of(StlConfig config, int window) {
    if (window < 2L * config.period()) {
      throw new IllegalArgumentException(
          "window must be at least two periods of " + config.period() + ", got " + window);
    }
    return new RollingStl(config, window);
  }

  /**
   * Decomposes a series causally.
   *
   * @param y oldest first; NaN is missing, at most half of each window
   * @throws InsufficientDataException when the series is shorter than the window, or a window holds
   *     too few values
   */
  public FilteredDecomposition decompose(double[] y) {
    if (y.length < window) {
      throw new InsufficientDataException("rolling STL: values for one window", window, y.length);
    }
    SeriesCheck.missing(y, config.period());
    int n = y.length;
    double[] trend = new double[n];
    double[] seasonal = new double[n];
    double[] remainder = new double[n];
    Arrays.fill(trend, 0, window - 1, Double.NaN);
    Arrays.fill(seasonal, 0, window - 1, Double.NaN);
    Arrays.fill(remainder, 0, window - 1, Double.NaN);
    Stl.Plan plan = new Stl.Plan(config, window);
    for (int t = window - 1; t < n; t++) {
      double[] part = Arrays.copyOfRange(y, t - window + 1, t + 1);
      SmoothedDecomposition d = plan.decompose(part, missing(part, t));
      trend[t] = d.trendAt(window - 1);
      seasonal[t] = d.seasonalAt(window - 1);
      remainder[t] = y[t] - trend[t] - seasonal[t];
    }
    return new FilteredDecomposition(trend, seasonal, remainder, window - 1);
  }

  private static int missing(double[] part, int t) {
    int missing = 0;
    for (double v : part) {
      missing += Double.isNaN(v) ? 1 : 0;
    }
    if (2L * missing > part.length) {
      throw new InsufficientDataException(
          "rolling STL: observed values in the window that ends at " + t,
          (part.length + 1L) / 2,
          part.length - missing);
    }
    return missing;
  }
}
