// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.stats;

/**
 * The long-run variance γ(0) + 2 Σ wₖ γ(k) of a stationary series: n times the variance of its
 * mean.
 *
 * <p>Source: Newey and West (1987), A simple, positive semi-definite, heteroskedasticity and
 * autocorrelation consistent covariance matrix, Econometrica 55.
 */
public final class LongRunVariance {
  private LongRunVariance() {}

  /**
   * With Bartlett weights wₖ = 1 − k/(lag + 1).
   *
   * @param x finite values, more than {@code lag}
   * @param lag at least 0
   */
  public static double bartlett(double[] x, int lag) {
    return of(x, lag, DieboldMariano.Kernel.BARTLETT);
  }

  static double of(double[] x, int lag, DieboldMariano.Kernel kernel) {
    double[] gamma = Autocorrelation.autocovariances(x, lag);
    double sum = gamma[0];
    for (int k = 1; k <= lag; k++) {
      double weight = kernel == DieboldMariano.Kernel.BARTLETT ? 1 - k / (lag + 1.0) : 1;
      sum += 2 * weight * gamma[k];
    }
    return sum;
  }
}
