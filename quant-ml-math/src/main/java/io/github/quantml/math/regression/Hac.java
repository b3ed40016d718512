// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.regression;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * Heteroskedasticity and autocorrelation consistent sums of moment series, one column per moment.
 *
 * <p>The results are n times a long-run covariance. Automatic lags follow Newey and West (1994),
 * Automatic lag selection in covariance matrix estimation, Review of Economic Studies 61, with the
 * constants for the Bartlett kernel of their table II.
 */
final class Hac {
  private Hac() {}

  static double[][] longRunCovariance(
      double[][] moments, boolean intercept, CovarianceEstimator estimator) {
    int n = moments[0].length;
    int lag = estimator.lag();
    if (lag != CovarianceEstimator.AUTOMATIC_LAG && lag >= n) {
      throw new InsufficientDataException("Newey-West: observations for the lag", lag + 1L, n);
    }
    if (!estimator.prewhitened()) {
      int chosen =
          lag == CovarianceEstimator.AUTOMATIC_LAG ? automaticLag(moments, intercept, 4, 0) : lag;
      return bartlett(moments, chosen);
    }
    double[][] transition = transition(moments);
    double[][] filtered = filtered(moments, transition);
    int chosen =
        lag == CovarianceEstimator.AUTOMATIC_LAG ? automaticLag(filtered, intercept, 3, 1) : lag;
    double[][] recolour = inverseOfIdentityMinus(transition);
    double[][] core = bartlett(filtered, Math.min(chosen, n - 2));
    return Sandwich.product(Sandwich.product(recolour, core), transposed(recolour));
  }

  /** Γ₀ + Σₗ (1 − l/(L + 1)) (Γₗ + Γₗᵀ). */
  static double[][] bartlett(double[][] moments, int lag) {
    int k = moments.length;
    int n = moments[0].length;
    double[][] out = new double[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = lagged(moments[i], moments[j], 0, n);
        for (int l = 1; l <= lag; l++) {
          double weight = 1 - l / (lag + 1.0);
          sum +=
              weight
                  * (lagged(moments[i], moments[j], l, n) + lagged(moments[j], moments[i], l, n));
        }
        out[i][j] = sum;
        out[j][i] = sum;
      }
    }
    return out;
  }

  private static double lagged(double[] a, double[] b, int lag, int n) {
    double sum = 0;
    for (int t = lag; t < n; t++) {
      sum += a[t] * b[t - lag];
    }
    return sum;
  }

  /**
   * ⌊1.1447 ((s₁/s₀)² n)^⅓⌋ with s₀ and s₁ from ⌊c (n/100)^(2/9)⌋ autocovariances of the sum of the
   * moments, that of the intercept left out; c is 4, or 3 after prewhitening.
   */
  private static int automaticLag(
      double[][] moments, boolean intercept, double constant, int lost) {
    int n = moments[0].length;
    int original = n + lost;
    int m = (int) (constant * FastMath.pow(original / 100.0, 2.0 / 9));
    int first = intercept && moments.length > 1 ? 1 : 0;
    double[] sum = new double[n];
    for (int j = first; j < moments.length; j++) {
      for (int t = 0; t < n; t++) {
        sum[t] += moments[j][t];
      }
    }
    double s0 = lagged(sum, sum, 0, n);
    double s1 = 0;
    for (int l = 1; l <= m && l < n; l++) {
      double gamma = lagged(sum, sum, l, n);
      s0 += 2 * gamma;
      s1 += 2 * l * gamma;
    }
    double ratio = s1 / s0;
    double bandwidth = 1.144714 * FastMath.cbrt(ratio * ratio * original);
    if (!(bandwidth < n)) {
      throw new InvalidDataException(
          "Newey-West: the automatic lag does not exist, s0 = " + s0 + " and s1 = " + s1);
    }
    return (int) bandwidth;
  }

  /** A of hₜ = A hₜ₋₁ + vₜ by least squares without constant, row i the equation of moment i. */
  private static double[][] transition(double[][] moments) {
    int k = moments.length;
    int n = moments[0].length;
    double[][] lags = new double[k][];
    for (int j = 0; j < k; j++) {
      lags[j] = Arrays.copyOf(moments[j], n - 1);
    }
    double[][] out = new double[k][];
    for (int i = 0; i < k; i++) {
      double[] next = Arrays.copyOfRange(moments[i], 1, n);
      out[i] = LeastSquares.fit(next, lags).coefficients();
    }
    return out;
  }

  private static double[][] filtered(double[][] moments, double[][] transition) {
    int k = moments.length;
    int n = moments[0].length;
    double[][] out = new double[k][n - 1];
    for (int i = 0; i < k; i++) {
      for (int t = 1; t < n; t++) {
        double value = moments[i][t];
        for (int j = 0; j < k; j++) {
          value -= transition[i][j] * moments[j][t - 1];
        }
        out[i][t - 1] = value;
      }
    }
    return out;
  }

  /** (I − A)⁻¹ by least squares on its square system. */
  private static double[][] inverseOfIdentityMinus(double[][] a) {
    int k = a.length;
    double[][] columns = new double[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        columns[j][i] = (i == j ? 1 : 0) - a[i][j];
      }
    }
    PivotedQr qr = new PivotedQr(columns, k);
    if (qr.rank() < k) {
      throw new InvalidDataException("Newey-West: the prewhitening filter has a unit root");
    }
    double[][] out = new double[k][k];
    for (int j = 0; j < k; j++) {
      double[] unit = new double[k];
      unit[j] = 1;
      double[] column = qr.solve(unit);
      for (int i = 0; i < k; i++) {
        out[i][j] = column[i];
      }
    }
    return out;
  }

  private static double[][] transposed(double[][] a) {
    double[][] out = new double[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        out[j][i] = a[i][j];
      }
    }
    return out;
  }
}
