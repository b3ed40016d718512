// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.volatility;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.regression.LeastSquares;
import io.github.quantml.math.regression.LeastSquaresFit;

/**
 * The heterogeneous autoregression of realised variance: RVₜ₊₁ = c + b₁RVₜ + b₅ mean of five + b₂₂
 * mean of 22, by least squares. Immutable.
 *
 * <p>Source: Corsi (2009), A simple approximate long-memory model of realized volatility.
 *
 * @param constant c
 * @param daily b₁
 * @param weekly b₅
 * @param monthly b₂₂
 * @param rSquared of the fit
 */
public record HarRv(double constant, double daily, double weekly, double monthly, double rSquared) {
  private static final int WEEK = 5;
  private static final int MONTH = 22;

  /** Fits to daily realised variances, at least 60. */
  public static HarRv fit(double[] variance) {
    int n = variance.length - MONTH;
    if (variance.length < 60) {
      throw new InsufficientDataException("realised variances for HAR", 60, variance.length);
    }
    for (int i = 0; i < variance.length; i++) {
      if (!(variance[i] >= 0 && variance[i] < Double.POSITIVE_INFINITY)) {
        throw new InvalidDataException(
            "realised variance " + i + ": must be at least 0 and finite, got " + variance[i]);
      }
    }
    double[][] x = new double[3][n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      int t = i + MONTH - 1;
      x[0][i] = variance[t];
      x[1][i] = mean(variance, t, WEEK);
      x[2][i] = mean(variance, t, MONTH);
      y[i] = variance[t + 1];
    }
    LeastSquaresFit f = LeastSquares.fitWithIntercept(y, x);
    if (f.rank() < 4) {
      throw new InvalidDataException("realised variances: their means are collinear");
    }
    return new HarRv(
        f.coefficient(0), f.coefficient(1), f.coefficient(2), f.coefficient(3), f.rSquared());
  }

  private static double mean(double[] v, int last, int n) {
    double sum = 0;
    for (int i = last - n + 1; i <= last; i++) {
      sum += v[i];
    }
    return sum / n;
  }

  /** Forecasts of the next variances, iterated, not below 0; needs 22 of them. */
  public double[] forecast(double[] variance, int horizon) {
    if (variance.length < MONTH) {
      throw new InsufficientDataException(
          "realised variances to forecast from", MONTH, variance.length);
    }
    if (horizon < 1) {
      throw new IllegalArgumentException("horizon: must be at least 1, got " + horizon);
    }
    double[] path = new double[MONTH + horizon];
    System.arraycopy(variance, variance.length - MONTH, path, 0, MONTH);
    for (int k = 0; k < horizon; k++) {
      int t = MONTH + k - 1;
      double next =
          constant
              + daily * path[t]
              + weekly * mean(path, t, WEEK)
              + monthly * mean(path, t, MONTH);
      path[t + 1] = Math.max(next, 0);
    }
    double[] out = new double[horizon];
    System.arraycopy(path, MONTH, out, 0, horizon);
    return out;
  }
}
