// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.regression;

import java.util.Arrays;

/**
 * The regressions of all windows of a sample, addressed by the bar that ends the window.
 *
 * <p>Where {@link #status(int)} is not OK every value is NaN. Immutable to callers and thread-safe.
 */
public final class RollingOlsFit {
  /** Whether a bar has a regression, and if not, why. */
  public enum Status {
    OK,
    /** Fewer rows so far than the window holds. */
    WARMING_UP,
    /** A value in the window is not finite. */
    MISSING,
    /** A column of the window depends on the columns before it to working precision. */
    RANK_DEFICIENT
  }

  private final Status[] statuses;
  private final double[][] coefficients;
  private final double[][] standardErrors;
  private final double[] residualStdDevs;
  private final double[] rSquared;

  RollingOlsFit(int n, int k) {
    statuses = new Status[n];
    Arrays.fill(statuses, Status.WARMING_UP);
    coefficients = new double[k][n];
    standardErrors = new double[k][n];
    residualStdDevs = new double[n];
    rSquared = new double[n];
    for (int j = 0; j < k; j++) {
      Arrays.fill(coefficients[j], Double.NaN);
      Arrays.fill(standardErrors[j], Double.NaN);
    }
    Arrays.fill(residualStdDevs, Double.NaN);
    Arrays.fill(rSquared, Double.NaN);
  }

  void set(int t, RollingOlsKernel kernel) {
    statuses[t] = kernel.status;
    for (int j = 0; j < coefficients.length; j++) {
      coefficients[j][t] = kernel.coefficients[j];
      standardErrors[j][t] = kernel.standardErrors[j];
    }
    residualStdDevs[t] = kernel.residualStdDev;
    rSquared[t] = kernel.rSquared;
  }

  /** Number of bars. */
  public int observations() {
    return statuses.length;
  }

  /** Number of coefficients, the intercept included. */
  public int size() {
    return coefficients.length;
  }

  /** Whether the window that ends at bar t has a regression. */
  public Status status(int t) {
    return statuses[t];
  }

  /** Coefficient j at every bar: a copy. */
  public double[] coefficients(int j) {
    return coefficients[j].clone();
  }

  /** Coefficient j of the window that ends at bar t. */
  public double coefficient(int t, int j) {
    return coefficients[j][t];
  }

  /** The standard error of coefficient j at every bar: a copy. */
  public double[] standardErrors(int j) {
    return standardErrors[j].clone();
  }

  /** The standard error of coefficient j of the window that ends at bar t. */
  public double standardError(int t, int j) {
    return standardErrors[j][t];
  }

  /** √(Σe²/(window − k)) of the window that ends at bar t. */
  public double residualStdDev(int t) {
    return residualStdDevs[t];
  }

  /** R² of the window that ends at bar t; NaN if the response does not vary there. */
  public double rSquared(int t) {
    return rSquared[t];
  }
}
