// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.pricing;

import io.github.quantml.math.linalg.Gemm;

/** Long-run covariances of sums of moments with mean 0. */
public final class LongRun {
  private LongRun() {}

  /**
   * The covariance of Σₜ aₜ: Γ₀ + Σ w(l)(Γₗ + Γₗᵀ), Γₗ = Σₜ aₜaₜ₋ₗᵀ, of series with mean 0.
   *
   * @param series one per row of the answer, as long as each other
   * @return row-major square matrix
   */
  public static double[] covariance(double[][] series, Kernel kernel, double bandwidth) {
    int m = series.length;
    int n = series[0].length;
    if (!(bandwidth >= 0 && bandwidth < n)) {
      throw new IllegalArgumentException(
          "bandwidth: must be in [0, observations = " + n + "), got " + bandwidth);
    }
    double[] x = new double[n * m];
    for (int i = 0; i < m; i++) {
      for (int t = 0; t < n; t++) {
        x[t * m + i] = series[i][t];
      }
    }
    double[] out = new double[m * m];
    Gemm.gram(n, m, x, out);
    int last = kernel.lastLag(bandwidth, n);
    for (int l = 1; l <= last; l++) {
      double weight = kernel.weight(l, bandwidth);
      if (weight != 0) {
        addLag(series, l, weight, out);
      }
    }
    return out;
  }

  private static void addLag(double[][] series, int lag, double weight, double[] out) {
    int m = series.length;
    for (int i = 0; i < m; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int t = lag; t < series[i].length; t++) {
          sum += series[i][t] * series[j][t - lag] + series[j][t] * series[i][t - lag];
        }
        out[i * m + j] += weight * sum;
        if (i != j) {
          out[j * m + i] += weight * sum;
        }
      }
    }
  }

  /** The variance of Σ aₜ of one series with mean 0. */
  public static double variance(double[] series, Kernel kernel, double bandwidth) {
    return covariance(new double[][] {series}, kernel, bandwidth)[0];
  }
}
