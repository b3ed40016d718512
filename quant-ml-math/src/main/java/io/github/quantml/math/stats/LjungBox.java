// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.stats;

import io.github.quantml.math.distribution.ChiSquared;

/**
 * The Ljung-Box test that a series has no autocorrelation up to a lag.
 *
 * <p>Q = n(n + 2) Σₖ ρ̂(k)²/(n − k), compared with χ² of lags − fitted parameters degrees.
 *
 * <p>Source: Ljung and Box (1978), On a measure of lack of fit in time series models, Biometrika
 * 65.
 *
 * @param statistic Q
 * @param degreesOfFreedom of the χ² law
 * @param pValue P(χ² at least Q)
 */
public record LjungBox(double statistic, int degreesOfFreedom, double pValue) {
  /** The test of a raw series. */
  public static LjungBox of(double[] x, int lags) {
    return of(x, lags, 0);
  }

  /**
   * The test of the residuals of a fitted model.
   *
   * @param x finite values, not all equal, more than {@code lags}
   * @param lags at least 1
   * @param fittedParameters number of autoregressive and moving-average coefficients, less than
   *     lags
   */
  public static LjungBox of(double[] x, int lags, int fittedParameters) {
    if (lags < 1) {
      throw new IllegalArgumentException("lags must be >= 1: " + lags);
    }
    if (fittedParameters < 0 || fittedParameters >= lags) {
      throw new IllegalArgumentException(
          "fittedParameters must be in [0, " + (lags - 1) + "]: " + fittedParameters);
    }
    double[] rho = Autocorrelation.acf(x, lags);
    double n = x.length;
    double sum = 0;
    for (int k = 1; k <= lags; k++) {
      sum += rho[k] * rho[k] / (n - k);
    }
    double q = n * (n + 2) * sum;
    int degrees = lags - fittedParameters;
    return new LjungBox(q, degrees, ChiSquared.survival(q, degrees));
  }
}
