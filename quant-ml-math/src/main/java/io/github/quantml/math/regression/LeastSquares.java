// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.regression;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Ordinary and weighted least squares by pivoted Householder QR with iterative refinement.
 *
 * <p>Minimises Σ wᵢ (yᵢ − xᵢᵀb)². The solution is refined with residuals of doubled precision,
 * which reaches full double accuracy on problems where QR alone loses digits (NIST Longley and
 * Wampler are among the tests). O(n k²).
 *
 * <p>Collinear columns are reported, not dropped silently: see {@link LeastSquaresFit#rank()} and
 * {@link LeastSquaresFit#aliased()}.
 *
 * <p>Source: Björck (1996), Numerical methods for least squares problems, sections 2.4 and 2.9;
 * Björck (1967), Iterative refinement of linear least squares solutions, BIT 7.
 */
public final class LeastSquares {
  private static final int REFINEMENTS = 3;

  /** A change below this share of a coefficient is rounding: refining again moves nothing. */
  private static final double ROUNDING = 0x1p-52;

  private LeastSquares() {}

  /**
   * Regresses y on the columns alone.
   *
   * @param y n finite responses
   * @param regressors k columns of n finite values; n must exceed k
   */
  public static LeastSquaresFit fit(double[] y, double[]... regressors) {
    return fit(y, null, false, regressors);
  }

  /** Regresses y on a constant, which becomes coefficient 0, and the columns. */
  public static LeastSquaresFit fitWithIntercept(double[] y, double[]... regressors) {
    return fit(y, null, true, withConstant(y.length, regressors));
  }

  /**
   * Weighted regression on the columns alone.
   *
   * @param weights n positive finite weights: inverse error variances up to a factor
   */
  public static LeastSquaresFit fitWeighted(double[] y, double[] weights, double[]... regressors) {
    return fit(y, weights, false, regressors);
  }

  /** Weighted regression on a constant, which becomes coefficient 0, and the columns. */
  public static LeastSquaresFit fitWeightedWithIntercept(
      double[] y, double[] weights, double[]... regressors) {
    return fit(y, weights, true, withConstant(y.length, regressors));
  }

  private static double[][] withConstant(int n, double[][] regressors) {
    double[][] columns = new double[regressors.length + 1][];
    columns[0] = new double[n];
    Arrays.fill(columns[0], 1);
    System.arraycopy(regressors, 0, columns, 1, regressors.length);
    return columns;
  }

  private static LeastSquaresFit fit(
      double[] y, double @Nullable [] weights, boolean intercept, double[][] columns) {
    int n = y.length;
    int k = columns.length;
    if (k < 1) {
      throw new IllegalArgumentException("regressors must hold at least one column: " + k);
    }
    if (n <= k) {
      throw new InsufficientDataException("least squares: observations", k + 1L, n);
    }
    requireFinite("y", y, n);
    for (int j = 0; j < k; j++) {
      requireFinite("regressor " + (intercept ? j - 1 : j), columns[j], n);
    }
    double[] whitenedY = y;
    double[][] whitened = columns;
    if (weights != null) {
      double[] roots = roots(weights, n);
      whitenedY = scaled(y, roots);
      whitened = new double[k][];
      for (int j = 0; j < k; j++) {
        whitened[j] = scaled(columns[j], roots);
      }
    }
    PivotedQr qr = new PivotedQr(whitened, n);
    double[] residuals = new double[n];
    double[] coefficients = refined(qr, whitenedY, whitened, residuals);
    double[] plain = residuals;
    if (weights != null) {
      plain = new double[n];
      DoubledPrecision.residual(plain, y, new double[n], columns, coefficients);
    }
    return new LeastSquaresFit(
        qr, coefficients, plain, residuals, whitenedY, whitened, weights, intercept);
  }

  /**
   * Solves and refines coefficients and residuals together, as the solution of r + X·b = y, Xᵀr =
   * 0; refining b alone stalls where the residuals are large. Leaves y − X·b in {@code residuals}.
   */
  private static double[] refined(
      PivotedQr qr, double[] y, double[][] columns, double[] residuals) {
    int n = y.length;
    double[] b = qr.solve(y);
    double[] zero = new double[n];
    double[] r = new double[n];
    double[] f = new double[n];
    double[] g = new double[b.length];
    double[] change = new double[b.length];
    DoubledPrecision.residual(r, y, zero, columns, b);
    boolean moved = true;
    for (int round = 0; moved && round < REFINEMENTS; round++) {
      DoubledPrecision.residual(f, y, r, columns, b);
      for (int j = 0; j < b.length; j++) {
        g[j] = DoubledPrecision.negatedDot(columns[j], r);
      }
      qr.solveAugmented(f, g, change);
      moved = false;
      for (int j = 0; j < b.length; j++) {
        b[j] += change[j];
        moved |= Math.abs(change[j]) > ROUNDING * Math.abs(b[j]);
      }
      for (int i = 0; i < n; i++) {
        r[i] += f[i];
      }
    }
    DoubledPrecision.residual(residuals, y, zero, columns, b);
    return b;
  }

  private static double[] roots(double[] weights, int n) {
    if (weights.length != n) {
      throw new IllegalArgumentException(
          "weights must have the length of y, " + n + ": " + weights.length);
    }
    double[] roots = new double[n];
    for (int i = 0; i < n; i++) {
      if (!(weights[i] > 0 && weights[i] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "weights[" + i + "] must be positive and finite: " + weights[i]);
      }
      roots[i] = Math.sqrt(weights[i]);
    }
    return roots;
  }

  private static double[] scaled(double[] x, double[] factors) {
    double[] out = new double[x.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = x[i] * factors[i];
    }
    return out;
  }

  static void requireFinite(String name, double[] x, int n) {
    if (x.length != n) {
      throw new IllegalArgumentException(
          name + " must have the length of y, " + n + ": " + x.length);
    }
    for (int i = 0; i < n; i++) {
      if (!Double.isFinite(x[i])) {
        throw new InvalidDataException(
            "least squares: " + name + " at row " + i + " is not finite: " + x[i]);
      }
    }
  }
}
