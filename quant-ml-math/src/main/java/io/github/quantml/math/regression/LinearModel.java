// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.regression;

/**
 * An affine function of several variables, as penalised regressions produce it. Immutable.
 *
 * <p>Plain regressions return the richer {@link LeastSquaresFit}.
 */
public final class LinearModel {
  private final double intercept;
  private final double[] coefficients;

  LinearModel(double intercept, double[] coefficients) {
    this.intercept = intercept;
    this.coefficients = coefficients;
  }

  /** The constant term. */
  public double intercept() {
    return intercept;
  }

  /** One coefficient per column: a copy. */
  public double[] coefficients() {
    return coefficients.clone();
  }

  /** Coefficient j. */
  public double coefficient(int j) {
    return coefficients[j];
  }

  /** How many coefficients are not 0. */
  public int activeSize() {
    int count = 0;
    for (double b : coefficients) {
      count += b != 0 ? 1 : 0;
    }
    return count;
  }

  /** intercept + Σ xⱼ bⱼ. */
  public double predict(double... row) {
    if (row.length != coefficients.length) {
      throw new IllegalArgumentException(
          "row must hold " + coefficients.length + " values: " + row.length);
    }
    double sum = intercept;
    for (int j = 0; j < row.length; j++) {
      sum += row[j] * coefficients[j];
    }
    return sum;
  }
}
