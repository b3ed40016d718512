// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.stats;

import io.github.quantml.math.Sums;

/**
 * Sample autocovariances and autocorrelations.
 *
 * <p>γ̂(k) = (1/n) Σₜ₌ₖ₊₁ⁿ (xₜ − x̄)(xₜ₋ₖ − x̄) and ρ̂(k) = γ̂(k)/γ̂(0): division by n at every
 * lag, which makes the sequence positive semi-definite. O(n · lags).
 *
 * <p>Source: Box, Jenkins, Reinsel (2008), Time series analysis, section 2.1.5.
 */
public final class Autocorrelation {
  private Autocorrelation() {}

  /**
   * γ̂(0) … γ̂(maxLag).
   *
   * @param x finite values
   * @param maxLag at least 0 and less than the length
   */
  public static double[] autocovariances(double[] x, int maxLag) {
    requireLag(maxLag);
    Series.require("autocovariance", x, maxLag + 1);
    double[] centred = Series.centred(x);
    double[] out = new double[maxLag + 1];
    for (int lag = 0; lag <= maxLag; lag++) {
      double sum = 0;
      for (int t = lag; t < centred.length; t++) {
        sum += centred[t] * centred[t - lag];
      }
      out[lag] = sum / x.length;
    }
    return out;
  }

  /**
   * ρ̂(0) = 1, ρ̂(1) … ρ̂(maxLag).
   *
   * @param x finite values, not all equal
   * @param maxLag at least 0 and less than the length
   */
  public static double[] acf(double[] x, int maxLag) {
    double[] out = autocovariances(x, maxLag);
    double variance = Series.requireVariation("autocorrelation", out[0]);
    for (int lag = 0; lag <= maxLag; lag++) {
      out[lag] /= variance;
    }
    return out;
  }

  /**
   * The lag-1 autocorrelation with its small-sample bias removed, (n·ρ̂(1) + 1)/(n − 4), within
   * [−1, 1].
   *
   * <p>E ρ̂(1) ≈ ρ − (1 + 4ρ)/n for an AR(1) series with estimated mean: Marriott and Pope (1954),
   * Bias in the estimation of autocorrelations, Biometrika 41.
   *
   * @param x at least 5 finite values, not all equal
   */
  public static double biasCorrectedLagOne(double[] x) {
    Series.require("lag-1 autocorrelation", x, 5);
    double rho = acf(x, 1)[1];
    double corrected = (x.length * rho + 1) / (x.length - 4);
    return Math.max(-1, Math.min(1, corrected));
  }

  static void requireLag(int maxLag) {
    if (maxLag < 0) {
      throw new IllegalArgumentException("maxLag must be >= 0: " + maxLag);
    }
  }

  /** The lag-k autocorrelation alone. */
  public static double at(double[] x, int lag) {
    requireLag(lag);
    Series.require("autocorrelation", x, lag + 2);
    double[] centred = Series.centred(x);
    double sum = 0;
    for (int t = lag; t < centred.length; t++) {
      sum += centred[t] * centred[t - lag];
    }
    return sum / Series.requireVariation("autocorrelation", Sums.dot(centred, centred));
  }
}
