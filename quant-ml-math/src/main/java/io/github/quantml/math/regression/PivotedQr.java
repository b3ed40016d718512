// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.regression;

import java.util.Arrays;

/**
 * Householder QR of a tall matrix with column pivoting: A·P = Q·R.
 *
 * <p>Columns are first scaled by powers of two to norms near one, which costs no rounding and makes
 * the rank decision independent of units. Column norms are recomputed, not down-dated, so pivoting
 * stays right for nearly dependent columns.
 *
 * <p>Source: Golub and Van Loan (2013), Matrix computations, algorithms 5.1.1 and 5.4.1; Businger
 * and Golub (1965) for the pivoting.
 */
final class PivotedQr {
  private final int n;
  private final int k;
  private final int rank;

  /** Column j of the factored matrix starts at j·n: R above, the Householder vector below. */
  private final double[] a;

  private final double[] diagonal;
  private final double[] tau;
  private final int[] pivot;
  private final double[] scale;

  PivotedQr(double[][] columns, int n) {
    this.n = n;
    this.k = columns.length;
    this.a = new double[n * k];
    this.diagonal = new double[k];
    this.tau = new double[k];
    this.pivot = new int[k];
    this.scale = new double[k];
    for (int j = 0; j < k; j++) {
      pivot[j] = j;
      scale[j] = powerOfTwoNear(norm(columns[j], 0, n));
      for (int i = 0; i < n; i++) {
        a[j * n + i] = columns[j][i] / scale[j];
      }
    }
    this.rank = factor();
  }

  private static double powerOfTwoNear(double norm) {
    return norm > 0 && norm < Double.POSITIVE_INFINITY
        ? Math.scalb(1.0, Math.getExponent(norm))
        : 1;
  }

  private static double norm(double[] x, int from, int to) {
    double largest = 0;
    for (int i = from; i < to; i++) {
      largest = Math.max(largest, Math.abs(x[i]));
    }
    if (!(largest > 0)) {
      return largest;
    }
    double sum = 0;
    for (int i = from; i < to; i++) {
      double ratio = x[i] / largest;
      sum += ratio * ratio;
    }
    return largest * Math.sqrt(sum);
  }

  private int factor() {
    double tolerance = 0;
    for (int j = 0; j < k; j++) {
      int best = j;
      double bestNorm = -1;
      for (int c = j; c < k; c++) {
        double norm = norm(a, c * n + j, (c + 1) * n);
        if (norm > bestNorm) {
          best = c;
          bestNorm = norm;
        }
      }
      if (j == 0) {
        tolerance = bestNorm * Math.max(n, k) * Math.ulp(1.0);
      }
      if (!(bestNorm > tolerance)) {
        return j;
      }
      swap(j, best);
      reflect(j, bestNorm);
    }
    return k;
  }

  private void swap(int j, int other) {
    if (j == other) {
      return;
    }
    for (int i = 0; i < n; i++) {
      double kept = a[j * n + i];
      a[j * n + i] = a[other * n + i];
      a[other * n + i] = kept;
    }
    int kept = pivot[j];
    pivot[j] = pivot[other];
    pivot[other] = kept;
  }

  private void reflect(int j, double norm) {
    int base = j * n;
    double head = a[base + j];
    double signed = head > 0 ? -norm : norm;
    // v = x − signed·e₁ has no cancellation because signed and head have opposite signs.
    a[base + j] = head - signed;
    tau[j] = 1 / (signed * (signed - head));
    diagonal[j] = signed;
    for (int c = j + 1; c < k; c++) {
      applyReflection(j, a, c * n);
    }
  }

  /** y ← (I − τ v vᵀ) y for the n values of y from an offset. */
  private void applyReflection(int j, double[] y, int offset) {
    int base = j * n;
    double dot = 0;
    for (int i = j; i < n; i++) {
      dot += a[base + i] * y[offset + i];
    }
    double factor = dot * tau[j];
    for (int i = j; i < n; i++) {
      y[offset + i] -= factor * a[base + i];
    }
  }

  int rank() {
    return rank;
  }

  /** Which columns were left out because they depend on others. */
  boolean[] aliased() {
    boolean[] out = new boolean[k];
    for (int j = rank; j < k; j++) {
      out[pivot[j]] = true;
    }
    return out;
  }

  /** max |rⱼⱼ| / min |rⱼⱼ| of the scaled matrix: a lower bound of its condition number. */
  double conditionEstimate() {
    return rank == 0 ? Double.POSITIVE_INFINITY : Math.abs(diagonal[0] / diagonal[rank - 1]);
  }

  private double r(int i, int j) {
    return i == j ? diagonal[j] : a[j * n + i];
  }

  /** The basic least-squares solution, 0 for aliased columns. */
  double[] solve(double[] y) {
    double[] q = Arrays.copyOf(y, n);
    for (int j = 0; j < rank; j++) {
      applyReflection(j, q, 0);
    }
    double[] solution = new double[k];
    for (int j = rank - 1; j >= 0; j--) {
      double sum = q[j];
      for (int c = j + 1; c < rank; c++) {
        sum -= r(j, c) * q[c];
      }
      q[j] = sum / r(j, j);
      solution[pivot[j]] = q[j] / scale[pivot[j]];
    }
    return solution;
  }

  /**
   * Solves dr + A·db = f, Aᵀdr = g; dr replaces f.
   *
   * @param change receives db, 0 for aliased columns
   */
  void solveAugmented(double[] f, double[] g, double[] change) {
    for (int j = 0; j < rank; j++) {
      applyReflection(j, f, 0);
    }
    double[] z = new double[rank];
    for (int j = 0; j < rank; j++) {
      double sum = g[pivot[j]] / scale[pivot[j]];
      for (int c = 0; c < j; c++) {
        sum -= r(c, j) * z[c];
      }
      z[j] = sum / r(j, j);
    }
    Arrays.fill(change, 0);
    double[] x = new double[rank];
    for (int j = rank - 1; j >= 0; j--) {
      double sum = f[j] - z[j];
      for (int c = j + 1; c < rank; c++) {
        sum -= r(j, c) * x[c];
      }
      x[j] = sum / r(j, j);
      change[pivot[j]] = x[j] / scale[pivot[j]];
    }
    System.arraycopy(z, 0, f, 0, rank);
    for (int j = rank - 1; j >= 0; j--) {
      applyReflection(j, f, 0);
    }
  }

  /** (AᵀA)⁻¹ in the units and order of the original columns; the rank must be full. */
  double[][] inverseGram() {
    double[][] inverse = inverseR();
    double[][] out = new double[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int c = i; c < k; c++) {
          sum += inverse[i][c] * inverse[j][c];
        }
        double value = sum / scale[pivot[i]] / scale[pivot[j]];
        out[pivot[i]][pivot[j]] = value;
        out[pivot[j]][pivot[i]] = value;
      }
    }
    return out;
  }

  private double[][] inverseR() {
    double[][] inverse = new double[k][k];
    for (int j = 0; j < k; j++) {
      inverse[j][j] = 1 / r(j, j);
      for (int i = j - 1; i >= 0; i--) {
        double sum = 0;
        for (int c = i + 1; c <= j; c++) {
          sum += r(i, c) * inverse[c][j];
        }
        inverse[i][j] = -sum / r(i, i);
      }
    }
    return inverse;
  }

  /** The diagonal of the projection Q₁Q₁ᵀ: how strongly each row pulls its own fitted value. */
  double[] leverages() {
    double[] out = new double[n];
    double[] column = new double[n];
    for (int j = 0; j < rank; j++) {
      Arrays.fill(column, 0);
      column[j] = 1;
      for (int c = rank - 1; c >= 0; c--) {
        applyReflection(c, column, 0);
      }
      for (int i = 0; i < n; i++) {
        out[i] += column[i] * column[i];
      }
    }
    return out;
  }
}
