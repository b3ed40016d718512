// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.seasonal;

import org.jspecify.annotations.Nullable;

/**
 * Seasonal-trend decomposition by loess, exact.
 *
 * <p>y = trend + seasonal + remainder. The inner loop smooths each cycle-subseries, takes a
 * low-pass filter (moving averages of p, p and 3, then loess) out of the result to get the seasonal
 * component, and smooths what is left to get the trend; the outer loop weights points by the
 * bisquare of their remainder over six times its median absolute value. A missing value (NaN) has
 * weight zero and still gets a trend and a seasonal value.
 *
 * <p>Costs O(n·(window of trend + window of low-pass + window of seasonal)) additions and
 * multiplications per inner pass, as fixed convolutions. Immutable and thread-safe; the same bits
 * on any CPU.
 *
 * <p>Source: R. B. Cleveland, W. S. Cleveland, J. E. McRae and I. Terpenning (1990), "STL: A
 * Seasonal-Trend Decomposition Procedure Based on Loess", Journal of Official Statistics 6.
 */
public final class Stl {
  private final StlConfig config;

  private Stl(StlConfig config) {
    this.config = config;
  }

  /** A decomposer with the given configuration. */
  public static Stl of(StlConfig config) {
    return new Stl(config);
  }

  /**
   * Decomposes a series.
   *
   * @param y oldest first; NaN is missing, other values finite; at least two periods
   * @throws io.github.quantml.api.InsufficientDataException for fewer than two periods, when more
   *     than half is missing, or when a smoothing window holds no value
   * @throws io.github.quantml.api.InvalidDataException for infinite values or a constant series
   */
  public SmoothedDecomposition decompose(double[] y) {
    int missing = SeriesCheck.missing(y, config.period());
    return new Plan(config, y.length).decompose(y, missing);
  }

  /** Smoothers and scratch memory for series of one length; for one thread. */
  static final class Plan {
    private final StlConfig config;
    private final int n;
    private final LoessSmoother seasonalLoess;
    private final LoessSmoother trendLoess;
    private final LoessSmoother lowPassLoess;
    private final double[] work;
    private final double[] cycle;
    private final double[] average;
    private final double[] level;
    private final double[] series;

    Plan(StlConfig config, int n) {
      this.config = config;
      this.n = n;
      this.seasonalLoess = new LoessSmoother(n, config.period(), config.seasonal(), true);
      this.trendLoess = new LoessSmoother(n, 1, config.trend(), false);
      this.lowPassLoess = new LoessSmoother(n, 1, config.lowPass(), false);
      this.work = new double[n];
      this.cycle = new double[seasonalLoess.outputLength()];
      this.average = new double[cycle.length];
      this.level = new double[n];
      this.series = new double[n];
    }

    SmoothedDecomposition decompose(double[] y, int missing) {
      boolean @Nullable [] observed = missing == 0 ? null : new boolean[n];
      double[] weights = new double[n];
      for (int t = 0; t < n; t++) {
        boolean present = !Double.isNaN(y[t]);
        series[t] = present ? y[t] : 0;
        weights[t] = present ? 1 : 0;
        if (observed != null) {
          observed[t] = present;
        }
      }
      double[] trend = new double[n];
      double[] seasonal = new double[n];
      boolean weighted = missing > 0;
      for (int pass = 0; ; pass++) {
        double[] before = config.tolerance() > 0 && pass > 0 ? join(seasonal, trend) : null;
        inner(weighted ? weights : null, observed, trend, seasonal);
        if (pass == config.outer() || (before != null && settled(before, seasonal, trend))) {
          break;
        }
        Bisquare.weights(series, trend, seasonal, observed, weights);
        weighted = true;
      }
      if (config.periodic()) {
        averageCycles(seasonal);
      }
      double[] remainder = new double[n];
      for (int t = 0; t < n; t++) {
        remainder[t] = y[t] - seasonal[t] - trend[t];
      }
      return new SmoothedDecomposition(trend, seasonal, remainder, weights, missing);
    }

    private void inner(
        double @Nullable [] weights,
        boolean @Nullable [] observed,
        double[] trend,
        double[] seasonal) {
      LocalWeights cycles = weights == null ? null : seasonalLoess.prepare(weights, observed);
      LocalWeights levels = weights == null ? null : trendLoess.prepare(weights, observed);
      for (int pass = 0; pass < config.inner(); pass++) {
        for (int t = 0; t < n; t++) {
          work[t] = series[t] - trend[t];
        }
        seasonalLoess.smooth(work, cycles == null ? null : cycles.times(work), cycle);
        lowPass();
        lowPassLoess.smooth(level, null, work);
        int p = config.period();
        for (int t = 0; t < n; t++) {
          seasonal[t] = cycle[t + p] - work[t];
          work[t] = series[t] - seasonal[t];
        }
        trendLoess.smooth(work, levels == null ? null : levels.times(work), trend);
      }
    }

    private void lowPass() {
      int p = config.period();
      int first = movingAverage(cycle, cycle.length, p, average);
      int second = movingAverage(average, first, p, average);
      movingAverage(average, second, 3, level);
    }

    /** Averages of {@code window} consecutive values; in place works as reading keeps ahead. */
    private static int movingAverage(double[] x, int length, int window, double[] out) {
      double sum = 0;
      for (int i = 0; i < window; i++) {
        sum += x[i];
      }
      int count = length - window + 1;
      for (int i = 0; i + 1 < count; i++) {
        double oldest = x[i];
        out[i] = sum / window;
        sum += x[i + window] - oldest;
      }
      out[count - 1] = sum / window;
      return count;
    }

    private static double[] join(double[] a, double[] b) {
      double[] both = new double[a.length + b.length];
      System.arraycopy(a, 0, both, 0, a.length);
      System.arraycopy(b, 0, both, a.length, b.length);
      return both;
    }

    private boolean settled(double[] before, double[] seasonal, double[] trend) {
      return change(before, 0, seasonal) < config.tolerance()
          && change(before, n, trend) < config.tolerance();
    }

    private static double change(double[] before, int from, double[] now) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      double most = 0;
      for (int t = 0; t < now.length; t++) {
        double old = before[from + t];
        low = Math.min(low, old);
        high = Math.max(high, old);
        most = Math.max(most, Math.abs(old - now[t]));
      }
      return most / (high - low);
    }

    private void averageCycles(double[] seasonal) {
      int p = config.period();
      for (int c = 0; c < p; c++) {
        double sum = 0;
        int count = 0;
        for (int t = c; t < n; t += p) {
          sum += seasonal[t];
          count++;
        }
        for (int t = c; t < n; t += p) {
          seasonal[t] = sum / count;
        }
      }
    }
  }
}
