// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.stats;

import io.github.quantml.math.Sums;

/**
 * A first-order autoregression xₜ = c + φ xₜ₋₁ + eₜ fitted by least squares.
 *
 * <p>The least-squares φ̂ is too small by about (1 + 3φ)/n with an estimated mean; {@link
 * #correctedPhi()} adds that back.
 *
 * <p>Source: Kendall (1954), Note on bias in the estimation of autocorrelation, Biometrika 41.
 *
 * @param intercept ĉ
 * @param phi φ̂ by least squares
 * @param correctedPhi (n·φ̂ + 1)/(n − 3), within [−1, 1]
 * @param innovationStdDev √(Σ eₜ²/(n − 2)) of the least-squares fit
 * @param observations n, the number of pairs (xₜ₋₁, xₜ)
 */
public record Ar1(
    double intercept, double phi, double correctedPhi, double innovationStdDev, int observations) {

  /**
   * The least-squares fit.
   *
   * @param x at least 5 finite values; all but the last must not be equal
   */
  public static Ar1 fit(double[] x) {
    Series.require("AR(1)", x, 5);
    int n = x.length - 1;
    double meanBefore = Sums.mean(x, 0, n);
    double meanAfter = Sums.mean(x, 1, n + 1);
    double cross = 0;
    double square = 0;
    for (int t = 0; t < n; t++) {
      double before = x[t] - meanBefore;
      cross += before * (x[t + 1] - meanAfter);
      square += before * before;
    }
    double phi = cross / Series.requireVariation("AR(1)", square);
    double residual = 0;
    for (int t = 0; t < n; t++) {
      double e = x[t + 1] - meanAfter - phi * (x[t] - meanBefore);
      residual += e * e;
    }
    double corrected = Math.max(-1, Math.min(1, (n * phi + 1) / (n - 3)));
    return new Ar1(meanAfter - phi * meanBefore, phi, corrected, Math.sqrt(residual / (n - 2)), n);
  }

  /** Whether |φ̂| &lt; 1, so that mean and variance of the fitted process exist. */
  public boolean isStationary() {
    return Math.abs(phi) < 1;
  }

  /** c/(1 − φ), the mean of the fitted process; not finite for a unit root. */
  public double mean() {
    return intercept / (1 - phi);
  }

  /**
   * The expected value h steps after a value.
   *
   * @param steps at least 0
   */
  public double forecast(double value, int steps) {
    if (steps < 0) {
      throw new IllegalArgumentException("steps must be >= 0: " + steps);
    }
    double x = value;
    for (int i = 0; i < steps; i++) {
      x = intercept + phi * x;
    }
    return x;
  }

  /** σ² (1 + φ² + … + φ²⁽ʰ⁻¹⁾), the variance of the h-step forecast error. */
  public double forecastVariance(int steps) {
    if (steps < 0) {
      throw new IllegalArgumentException("steps must be >= 0: " + steps);
    }
    double sum = 0;
    double power = 1;
    for (int i = 0; i < steps; i++) {
      sum += power;
      power *= phi * phi;
    }
    return innovationStdDev * innovationStdDev * sum;
  }
}
