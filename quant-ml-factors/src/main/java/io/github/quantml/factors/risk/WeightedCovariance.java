// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.risk;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.factors.pricing.Kernel;
import io.github.quantml.factors.pricing.LongRun;
import org.apache.commons.math3.util.FastMath;

/**
 * Exponentially weighted covariances with Newey-West terms.
 *
 * <p>wₜ ∝ ½^((T − t)/H) with Σw = 1, m = Σ wₜxₜ, aₜ = √wₜ (xₜ − m), and Σ = Γ₀ + Σ (1 − l/(L +
 * 1))(Γₗ + Γₗᵀ), Γₗ = Σ aₜaₜ₋ₗᵀ. The roots keep Σ positive semi-definite whatever the lag, which
 * weighting each lag by wₜ would not. It is the covariance of one period, times the growth of
 * long-run variances that autocorrelation brings.
 */
public final class WeightedCovariance {
  private WeightedCovariance() {}

  /**
   * Estimates.
   *
   * @param columns series of equal length, oldest first, finite
   * @param halfLife periods
   * @param lag L, less than the number of periods
   * @return row-major matrix
   */
  public static double[] of(double[][] columns, double halfLife, int lag) {
    int n = columns[0].length;
    if (n < lag + 2) {
      throw new InsufficientDataException("weighted covariance: periods", lag + 2L, n);
    }
    double[] weights = weights(n, halfLife);
    double[][] a = new double[columns.length][n];
    for (int j = 0; j < a.length; j++) {
      double mean = 0;
      for (int t = 0; t < n; t++) {
        mean += weights[t] * columns[j][t];
      }
      for (int t = 0; t < n; t++) {
        a[j][t] = Math.sqrt(weights[t]) * (columns[j][t] - mean);
      }
    }
    return LongRun.covariance(a, Kernel.BARTLETT, lag);
  }

  private static double[] weights(int n, double halfLife) {
    if (!(halfLife > 0)) {
      throw new IllegalArgumentException("halfLife: must be positive, got " + halfLife);
    }
    double[] out = new double[n];
    double sum = 0;
    for (int t = 0; t < n; t++) {
      out[t] = FastMath.pow(2, -(n - 1 - t) / halfLife);
      sum += out[t];
    }
    for (int t = 0; t < n; t++) {
      out[t] /= sum;
    }
    return out;
  }
}
