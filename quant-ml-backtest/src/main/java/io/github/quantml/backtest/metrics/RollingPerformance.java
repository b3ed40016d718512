// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.metrics;

import io.github.quantml.math.rolling.Rolling;
import java.util.Arrays;

/**
 * Statistics of every window of the last {@code window} returns; the first {@code window} − 1
 * values are NaN (warm-up).
 */
public final class RollingPerformance {
  private RollingPerformance() {}

  /** {@link Performance#sharpe} with a risk-free return of 0. */
  public static double[] sharpe(double[] returns, int window, double periodsPerYear) {
    Checked.finite("returns", returns, 0);
    Rolling rolling = Rolling.of(window);
    double[] mean = rolling.mean(returns);
    double[] std = rolling.std(returns);
    double scale = Math.sqrt(Checked.positive("periodsPerYear", periodsPerYear));
    double[] out = new double[returns.length];
    Arrays.fill(out, 0, Math.min(window - 1, out.length), Double.NaN);
    for (int i = window - 1; i < out.length; i++) {
      double noise = Checked.ROUNDING * (1 + Math.abs(mean[i]));
      out[i] = Checked.ratio(mean[i], std[i] > noise ? std[i] : 0) * scale;
    }
    return out;
  }

  /** {@link Performance#volatility}. */
  public static double[] volatility(double[] returns, int window, double periodsPerYear) {
    Checked.finite("returns", returns, 0);
    double scale = Math.sqrt(Checked.positive("periodsPerYear", periodsPerYear));
    double[] out = Rolling.of(window).std(returns);
    for (int i = window - 1; i < out.length; i++) {
      out[i] *= scale;
    }
    return out;
  }

  /** cov(r, b) / var(b); 0 in a window where the benchmark does not move. */
  public static double[] beta(double[] returns, double[] benchmark, int window) {
    Checked.finite("returns", returns, 0);
    Checked.finite("benchmark", benchmark, 0);
    Checked.sameLength("returns", returns.length, "benchmark", benchmark.length);
    Rolling rolling = Rolling.of(window);
    double[] out = rolling.covariance(returns, benchmark);
    double[] variance = rolling.variance(benchmark);
    for (int i = window - 1; i < out.length; i++) {
      boolean moves = variance[i] > Checked.ROUNDING * Checked.ROUNDING;
      out[i] = moves ? out[i] / variance[i] : 0;
    }
    return out;
  }

  /** {@link Performance#maxDrawdown} of every window by itself. O(n · window). */
  public static double[] maxDrawdown(double[] returns, int window) {
    if (window < 1) {
      throw new IllegalArgumentException("window: must be at least 1, got " + window);
    }
    double[] out = new double[returns.length];
    Arrays.fill(out, 0, Math.min(window - 1, out.length), Double.NaN);
    for (int i = window - 1; i < out.length; i++) {
      out[i] = Performance.maxDrawdown(Arrays.copyOfRange(returns, i - window + 1, i + 1));
    }
    return out;
  }
}
