// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.regression;

import io.github.quantml.api.ConvergenceException;

/**
 * Lasso and elastic net by cyclic coordinate descent.
 *
 * <p>Minimises (1/2n) Σ (yᵢ − a − xᵢᵀb)² + λ(ρ‖b‖₁ + ½(1 − ρ)‖b‖²), the intercept a unpenalised:
 * the objective of glmnet and scikit-learn. Ends when no coefficient moves the fit by more than the
 * tolerance, in standard deviations of y.
 *
 * <p>Source: Friedman, Hastie, Tibshirani (2010), Regularization paths for generalized linear
 * models via coordinate descent, Journal of Statistical Software 33.
 *
 * @param lambda λ &gt; 0
 * @param l1Ratio ρ of [0, 1]; 1 is the lasso
 * @param standardise whether columns are divided by their standard deviation (ddof 0) before the
 *     penalty; coefficients are returned in original units either way
 * @param tolerance positive
 * @param maxSweeps at least 1
 */
public record ElasticNet(
    double lambda, double l1Ratio, boolean standardise, double tolerance, int maxSweeps) {
  private static final double DEFAULT_TOLERANCE = 1e-10;
  private static final int DEFAULT_SWEEPS = 100_000;

  public ElasticNet {
    if (!(lambda > 0 && lambda < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("lambda must be positive and finite: " + lambda);
    }
    if (!(l1Ratio >= 0 && l1Ratio <= 1)) {
      throw new IllegalArgumentException("l1Ratio must be in [0, 1]: " + l1Ratio);
    }
    if (!(tolerance > 0)) {
      throw new IllegalArgumentException("tolerance must be > 0: " + tolerance);
    }
    if (maxSweeps < 1) {
      throw new IllegalArgumentException("maxSweeps must be >= 1: " + maxSweeps);
    }
  }

  /** The elastic net without standardisation. */
  public static ElasticNet of(double lambda, double l1Ratio) {
    return new ElasticNet(lambda, l1Ratio, false, DEFAULT_TOLERANCE, DEFAULT_SWEEPS);
  }

  /** The lasso without standardisation. */
  public static ElasticNet lasso(double lambda) {
    return of(lambda, 1);
  }

  /** With columns standardised before the penalty, or not. */
  public ElasticNet withStandardise(boolean value) {
    return new ElasticNet(lambda, l1Ratio, value, tolerance, maxSweeps);
  }

  /** The smallest λ of the lasso at which every coefficient is 0: max |xⱼᵀy|/n, columns centred. */
  public static double lambdaMax(double[] y, double[]... regressors) {
    Centred sample = new Centred(y, regressors, false);
    double largest = 0;
    for (double[] column : sample.columns) {
      largest = Math.max(largest, Math.abs(dot(column, sample.y)) / y.length);
    }
    return largest;
  }

  /**
   * The fit.
   *
   * @param y n ≥ 2 finite responses
   * @param regressors columns of n finite values; there may be more columns than rows
   * @throws ConvergenceException if {@code maxSweeps} sweeps do not reach the tolerance
   */
  public LinearModel fit(double[] y, double[]... regressors) {
    Centred sample = new Centred(y, regressors, standardise);
    int n = y.length;
    int k = regressors.length;
    double[] norms = new double[k];
    for (int j = 0; j < k; j++) {
      norms[j] = dot(sample.columns[j], sample.columns[j]) / n;
    }
    double[] residuals = sample.y.clone();
    double spread = Math.sqrt(dot(residuals, residuals) / n);
    double[] b = new double[k];
    double moved = Double.POSITIVE_INFINITY;
    for (int sweep = 0; sweep < maxSweeps; sweep++) {
      moved = 0;
      for (int j = 0; j < k; j++) {
        moved = Math.max(moved, update(j, b, residuals, sample.columns[j], norms[j]));
      }
      if (moved <= tolerance * spread) {
        return sample.model(b);
      }
    }
    throw new ConvergenceException("elastic net", maxSweeps, moved);
  }

  /** Minimises over coefficient j alone; returns the root mean square change of the fit. */
  private double update(int j, double[] b, double[] residuals, double[] column, double norm) {
    if (norm == 0) {
      return 0;
    }
    double old = b[j];
    double gradient = dot(column, residuals) / residuals.length + norm * old;
    double shrunk = Math.max(Math.abs(gradient) - lambda * l1Ratio, 0);
    double next =
        shrunk == 0 ? 0 : Math.copySign(shrunk, gradient) / (norm + lambda * (1 - l1Ratio));
    double change = next - old;
    if (change != 0) {
      b[j] = next;
      for (int i = 0; i < residuals.length; i++) {
        residuals[i] -= change * column[i];
      }
    }
    return Math.abs(change) * Math.sqrt(norm);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
