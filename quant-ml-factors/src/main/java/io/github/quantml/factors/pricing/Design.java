// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.pricing;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.linalg.Svd;
import io.github.quantml.math.regression.LeastSquares;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A constant and factors, with their pseudo-inverse P = (XᵀX)⁻¹Xᵀ, shared by many responses.
 *
 * <p>Coefficients are P·y. The influence of period t on coefficient j is P[j][t]·e[t], so that
 * every robust covariance of coefficients is a long-run covariance of these products, without a
 * matrix per response. P comes from the singular values of R, where the columns scaled to length 1
 * are Q·R.
 */
final class Design {
  private static final double COLLINEAR = 1e-10;

  /** Coefficients, the constant (if any) first. */
  final int k;

  final int n;
  final double[][] columns;

  /** P, k rows of n. */
  final double[][] inverse;

  private Design(double[][] columns, double[][] inverse) {
    this.k = columns.length;
    this.n = columns[0].length;
    this.columns = columns;
    this.inverse = inverse;
  }

  /** With a constant as column 0. */
  static Design withConstant(List<String> names, double[][] factors, int n) {
    double[][] columns = new double[factors.length + 1][];
    columns[0] = new double[n];
    Arrays.fill(columns[0], 1);
    System.arraycopy(factors, 0, columns, 1, factors.length);
    List<String> all = new ArrayList<>(List.of("constant"));
    all.addAll(names);
    return of(all, columns);
  }

  /**
   * From all columns.
   *
   * @throws InvalidDataException naming the columns that depend on others
   */
  static Design of(List<String> names, double[][] columns) {
    int k = columns.length;
    int n = columns[0].length;
    if (n <= k) {
      throw new InsufficientDataException("factor regression: periods", k + 1L, n);
    }
    double[] scales = new double[k];
    double[][] scaled = new double[k][n];
    for (int j = 0; j < k; j++) {
      double squares = 0;
      for (int t = 0; t < n; t++) {
        if (!Double.isFinite(columns[j][t])) {
          throw new InvalidDataException(
              "factor regression: " + names.get(j) + ", row " + t + ", is " + columns[j][t]);
        }
        squares += columns[j][t] * columns[j][t];
      }
      scales[j] = squares > 0 ? Math.sqrt(squares) : 1;
      for (int t = 0; t < n; t++) {
        scaled[j][t] = columns[j][t] / scales[j];
      }
    }
    Svd svd = Svd.of(k, k, orthogonalize(scaled));
    double[] s = svd.values();
    if (!(s[k - 1] > COLLINEAR * s[0])) {
      throw new InvalidDataException(
          "factor regression: collinear factors, "
              + dependent(names, columns)
              + " follow from the"
              + " others");
    }
    double[] left = svd.left();
    double[] right = svd.right();
    double[][] inverse = new double[k][n];
    for (int j = 0; j < k; j++) {
      for (int r = 0; r < k; r++) {
        double factor = right[j * k + r] / s[r] / scales[j];
        for (int i = 0; i < k; i++) {
          addMultiple(factor * left[i * k + r], scaled[i], inverse[j]);
        }
      }
    }
    return new Design(columns, inverse);
  }

  /**
   * Gram-Schmidt, every column made orthogonal twice (Giraud, Langou and Rozložník 2005, Computers
   * and Mathematics with Applications 50: twice is enough for columns that are numerically
   * independent).
   *
   * @param columns becomes Q
   * @return R, row-major; a column that depends on those before it has 0 on the diagonal, or almost
   */
  private static double[] orthogonalize(double[][] columns) {
    int k = columns.length;
    double[] r = new double[k * k];
    for (int j = 0; j < k; j++) {
      for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < j; i++) {
          double along = dot(columns[i], columns[j]);
          r[i * k + j] += along;
          addMultiple(-along, columns[i], columns[j]);
        }
      }
      double length = Math.sqrt(dot(columns[j], columns[j]));
      r[j * k + j] = length;
      for (int t = 0; t < columns[j].length && length > 0; t++) {
        columns[j][t] /= length;
      }
    }
    return r;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int t = 0; t < a.length; t++) {
      sum += a[t] * b[t];
    }
    return sum;
  }

  private static void addMultiple(double factor, double[] x, double[] out) {
    for (int t = 0; t < out.length; t++) {
      out[t] += factor * x[t];
    }
  }

  private static List<String> dependent(List<String> names, double[][] columns) {
    double[] any = new double[columns[0].length];
    any[0] = 1;
    boolean[] aliased = LeastSquares.fit(any, columns).aliased();
    List<String> out = new ArrayList<>();
    for (int j = 0; j < aliased.length; j++) {
      if (aliased[j]) {
        out.add(names.get(j));
      }
    }
    return out.isEmpty() ? names : out;
  }

  /** P·y. */
  double[] coefficients(double[] y) {
    double[] out = new double[k];
    for (int j = 0; j < k; j++) {
      double[] p = inverse[j];
      double sum = 0;
      for (int t = 0; t < n; t++) {
        sum += p[t] * y[t];
      }
      out[j] = sum;
    }
    return out;
  }

  /** y − X·b. */
  double[] residuals(double[] y, double[] b) {
    double[] out = y.clone();
    for (int j = 0; j < k; j++) {
      double[] x = columns[j];
      for (int t = 0; t < n; t++) {
        out[t] -= b[j] * x[t];
      }
    }
    return out;
  }

  /** P[j][t]·e[t]. */
  double[] influence(int j, double[] residuals) {
    double[] out = new double[n];
    for (int t = 0; t < n; t++) {
      out[t] = inverse[j][t] * residuals[t];
    }
    return out;
  }
}
