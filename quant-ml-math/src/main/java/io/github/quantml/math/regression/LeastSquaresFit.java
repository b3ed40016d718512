// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.regression;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.Sums;
import io.github.quantml.math.distribution.FisherF;
import io.github.quantml.math.distribution.StudentT;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A fitted linear regression: coefficients, fit quality and standard errors of any convention.
 *
 * <p>Immutable and thread-safe; arrays handed out are copies.
 */
public final class LeastSquaresFit {
  private final PivotedQr qr;
  private final double[] coefficients;
  private final double[] residuals;
  private final double[] whitenedResiduals;
  private final double[][] whitened;
  private final boolean intercept;
  private final double residualSquares;
  private final double totalSquares;

  LeastSquaresFit(
      PivotedQr qr,
      double[] coefficients,
      double[] residuals,
      double[] whitenedResiduals,
      double[] whitenedY,
      double[][] whitened,
      double @Nullable [] weights,
      boolean intercept) {
    this.qr = qr;
    this.coefficients = coefficients;
    this.residuals = residuals;
    this.whitenedResiduals = whitenedResiduals;
    // Callers may reuse their buffers; the lazy covariances must not see that.
    this.whitened = new double[whitened.length][];
    for (int j = 0; j < whitened.length; j++) {
      this.whitened[j] = whitened[j].clone();
    }
    this.intercept = intercept;
    this.residualSquares = Sums.dot(whitenedResiduals, whitenedResiduals);
    this.totalSquares = totalSquares(whitenedY, whitened[0], weights != null, intercept);
  }

  private static double totalSquares(
      double[] y, double[] constant, boolean weighted, boolean intercept) {
    if (!intercept) {
      return Sums.dot(y, y);
    }
    if (!weighted) {
      return Sums.squaredDeviations(y);
    }
    // The whitened constant is the root of the weights: centre on the weighted mean.
    double mean = Sums.dot(y, constant) / Sums.dot(constant, constant);
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      double d = y[i] - mean * constant[i];
      sum += d * d;
    }
    return sum;
  }

  /** The coefficients in the order of the columns; the intercept, if any, first. */
  public double[] coefficients() {
    return coefficients.clone();
  }

  /** Coefficient j. */
  public double coefficient(int j) {
    return coefficients[j];
  }

  /** yᵢ − xᵢᵀb, unweighted. */
  public double[] residuals() {
    return residuals.clone();
  }

  /** Number of observations n. */
  public int observations() {
    return residuals.length;
  }

  /** Number of coefficients k, the intercept included. */
  public int size() {
    return coefficients.length;
  }

  /** Number of linearly independent columns. */
  public int rank() {
    return qr.rank();
  }

  /**
   * Which columns depend on the others to working precision. Their coefficients are 0, so that
   * fitted values and residuals are still those of the least-squares solution.
   */
  public boolean[] aliased() {
    return qr.aliased();
  }

  /** A lower bound of the condition number of the columns scaled to like norms. */
  public double conditionEstimate() {
    return qr.conditionEstimate();
  }

  /** Σ wᵢ (yᵢ − xᵢᵀb)². */
  public double residualSumOfSquares() {
    return residualSquares;
  }

  /** √(residual sum of squares / (n − rank)). */
  public double residualStdDev() {
    return Math.sqrt(residualSquares / degreesOfFreedom());
  }

  /** n − rank. */
  public int degreesOfFreedom() {
    return observations() - rank();
  }

  /**
   * 1 − residual / total sum of squares; the total is centred if there is an intercept.
   *
   * @throws InvalidDataException if the response does not vary
   */
  public double rSquared() {
    requireVariation();
    return 1 - residualSquares / totalSquares;
  }

  /** 1 − (1 − R²)(n − c)/(n − rank), where c is 1 with an intercept and 0 without. */
  public double adjustedRSquared() {
    return 1 - (1 - rSquared()) * (observations() - constants()) / degreesOfFreedom();
  }

  /** The F statistic of all coefficients but the intercept being 0, under iid errors. */
  public double fStatistic() {
    requireVariation();
    int tested = rank() - constants();
    return (totalSquares - residualSquares) / tested / (residualSquares / degreesOfFreedom());
  }

  /** P(F at least as large) under the null of {@link #fStatistic()}. */
  public double fPValue() {
    return FisherF.survival(fStatistic(), rank() - constants(), degreesOfFreedom());
  }

  private void requireVariation() {
    if (!(totalSquares > 0)) {
      throw new InvalidDataException("least squares: the response does not vary");
    }
  }

  private int constants() {
    return intercept ? 1 : 0;
  }

  /**
   * The covariance matrix of the coefficients.
   *
   * @throws InvalidDataException if columns are aliased, which leaves it undefined
   */
  public double[][] covariance(CovarianceEstimator estimator) {
    requireFullRank();
    return Sandwich.covariance(qr, whitened, whitenedResiduals, intercept, estimator);
  }

  /** Square roots of the diagonal of {@link #covariance(CovarianceEstimator)}. */
  public double[] standardErrors(CovarianceEstimator estimator) {
    return roots(covariance(estimator));
  }

  private void requireFullRank() {
    if (rank() < size()) {
      throw new InvalidDataException(
          "least squares: no covariance, columns depend on others: aliased "
              + Arrays.toString(qr.aliased()));
    }
  }

  private static double[] roots(double[][] covariance) {
    double[] out = new double[covariance.length];
    for (int j = 0; j < out.length; j++) {
      out[j] = Math.sqrt(covariance[j][j]);
    }
    return out;
  }

  /**
   * The covariance of the coefficients when errors are correlated within groups, such as the rows
   * of one firm: B (Σ_g s_g s_gᵀ) B · G/(G − 1) · (n − 1)/(n − k) with s_g the sum of eᵢxᵢ over
   * group g (Liang and Zeger 1986, and the factor of Stata). Two groupings give V₁ + V₂ − V₁₂, the
   * last by the groups that share both (Cameron, Gelbach and Miller 2011, Journal of Business and
   * Economic Statistics 29; Thompson 2011), which is no covariance in every sample.
   *
   * @param groups one or two arrays of n labels
   * @throws InvalidDataException if columns are aliased, a grouping has one group only, or a
   *     variance of two groupings comes out negative
   */
  public double[][] clusteredCovariance(int[]... groups) {
    requireFullRank();
    return Clusters.covariance(qr, whitened, whitenedResiduals, groups);
  }

  /** Square roots of the diagonal of {@link #clusteredCovariance(int[][])}. */
  public double[] clusteredStandardErrors(int[]... groups) {
    return roots(clusteredCovariance(groups));
  }

  /** Coefficients over standard errors. */
  public double[] tStatistics(CovarianceEstimator estimator) {
    double[] out = standardErrors(estimator);
    for (int j = 0; j < out.length; j++) {
      out[j] = coefficients[j] / out[j];
    }
    return out;
  }

  /** Two-sided p-values of the t statistics under Student's t of n − k degrees. */
  public double[] pValues(CovarianceEstimator estimator) {
    StudentT law = StudentT.of(degreesOfFreedom());
    double[] out = tStatistics(estimator);
    for (int j = 0; j < out.length; j++) {
      out[j] = 2 * law.survival(Math.abs(out[j]));
    }
    return out;
  }

  /**
   * xᵀb.
   *
   * @param row one value per coefficient but the intercept
   */
  public double predict(double... row) {
    if (row.length != size() - constants()) {
      throw new IllegalArgumentException(
          "row must hold " + (size() - constants()) + " values: " + row.length);
    }
    double sum = intercept ? coefficients[0] : 0;
    for (int j = 0; j < row.length; j++) {
      sum += row[j] * coefficients[j + constants()];
    }
    return sum;
  }
}
