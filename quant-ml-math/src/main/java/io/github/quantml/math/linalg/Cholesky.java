// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.linalg;

import io.github.quantml.api.InvalidDataException;
import org.apache.commons.math3.util.FastMath;

/**
 * The Cholesky factor L·Lᵀ = A of a symmetric positive definite matrix, by blocks.
 *
 * <p>Row-major; only the lower triangle of A is read. n³/3 operations, most of them in {@link
 * Gemm}. Immutable and thread-safe.
 *
 * <p>Source: Golub and Van Loan (2013), Matrix computations, algorithm 4.2.4.
 */
public final class Cholesky {
  private static final int BLOCK = 64;

  private final int n;
  private final double[] lower;

  private Cholesky(int n, double[] lower) {
    this.n = n;
    this.lower = lower;
  }

  /**
   * The factor of a matrix.
   *
   * @param n order
   * @param a n×n
   * @throws InvalidDataException if A is not positive definite to working precision or holds NaN
   */
  public static Cholesky of(int n, double[] a) {
    MatrixChecks.size("a", n, n, a);
    double[] l = new double[n * n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(a, i * n, l, i * n, i + 1);
    }
    for (int j0 = 0; j0 < n; j0 += BLOCK) {
      int j1 = Math.min(n, j0 + BLOCK);
      factorDiagonal(l, n, j0, j1);
      if (j1 < n) {
        solvePanel(l, n, j0, j1);
        updateRest(l, n, j0, j1);
      }
    }
    return new Cholesky(n, l);
  }

  private static void factorDiagonal(double[] l, int n, int j0, int j1) {
    for (int j = j0; j < j1; j++) {
      double pivot = l[j * n + j];
      for (int p = j0; p < j; p++) {
        pivot -= l[j * n + p] * l[j * n + p];
      }
      if (!(pivot > 0 && pivot < Double.POSITIVE_INFINITY)) {
        throw new InvalidDataException(
            "Cholesky: the matrix is not positive definite, pivot " + j + " is " + pivot);
      }
      double root = Math.sqrt(pivot);
      l[j * n + j] = root;
      for (int i = j + 1; i < j1; i++) {
        double sum = l[i * n + j];
        for (int p = j0; p < j; p++) {
          sum -= l[i * n + p] * l[j * n + p];
        }
        l[i * n + j] = sum / root;
      }
    }
  }

  private static void solvePanel(double[] l, int n, int j0, int j1) {
    for (int i = j1; i < n; i++) {
      for (int j = j0; j < j1; j++) {
        double sum = l[i * n + j];
        for (int p = j0; p < j; p++) {
          sum -= l[i * n + p] * l[j * n + p];
        }
        l[i * n + j] = sum / l[j * n + j];
      }
    }
  }

  private static void updateRest(double[] l, int n, int j0, int j1) {
    int depth = j1 - j0;
    int rows = n - j1;
    double[] panel = new double[depth * rows];
    for (int i = 0; i < rows; i++) {
      for (int p = 0; p < depth; p++) {
        panel[p * rows + i] = l[(j1 + i) * n + j0 + p];
      }
    }
    double[] product = new double[rows * rows];
    Gemm.gram(depth, rows, panel, product);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j <= i; j++) {
        l[(j1 + i) * n + j1 + j] -= product[i * rows + j];
      }
    }
  }

  /** Order of the matrix. */
  public int order() {
    return n;
  }

  /** L, n×n, zeros above the diagonal: a copy. */
  public double[] lower() {
    return lower.clone();
  }

  /** ln det A = 2 Σ ln lᵢᵢ. */
  public double logDeterminant() {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += FastMath.log(lower[i * n + i]);
    }
    return 2 * sum;
  }

  /** The solution of A·x = b. */
  public double[] solve(double[] b) {
    double[] x = new double[n];
    solveInto(1, b, x);
    return x;
  }

  /**
   * The solutions of A·X = B.
   *
   * @param rightSides columns of B
   * @param b n×rightSides
   * @param x n×rightSides, overwritten; may be b
   */
  public void solveInto(int rightSides, double[] b, double[] x) {
    MatrixChecks.size("b", n, rightSides, b);
    MatrixChecks.size("x", n, rightSides, x);
    double[][] rows = new double[n][rightSides];
    for (int i = 0; i < n; i++) {
      System.arraycopy(b, i * rightSides, rows[i], 0, rightSides);
    }
    for (int i = 0; i < n; i++) {
      for (int p = 0; p < i; p++) {
        subtract(lower[i * n + p], rows[p], rows[i]);
      }
      divide(rows[i], lower[i * n + i]);
    }
    for (int i = n - 1; i >= 0; i--) {
      divide(rows[i], lower[i * n + i]);
      for (int p = 0; p < i; p++) {
        subtract(lower[i * n + p], rows[i], rows[p]);
      }
    }
    for (int i = 0; i < n; i++) {
      System.arraycopy(rows[i], 0, x, i * rightSides, rightSides);
    }
  }

  /**
   * z = L⁻¹·b: whitens a vector whose covariance is A, so that ‖z‖² = bᵀA⁻¹b.
   *
   * @param b n values
   */
  public double[] whiten(double[] b) {
    MatrixChecks.size("b", n, 1, b);
    double[] z = new double[n];
    for (int i = 0; i < n; i++) {
      double sum = b[i];
      for (int p = 0; p < i; p++) {
        sum -= lower[i * n + p] * z[p];
      }
      z[i] = sum / lower[i * n + i];
    }
    return z;
  }

  private static void subtract(double factor, double[] from, double[] out) {
    for (int j = 0; j < out.length; j++) {
      out[j] -= factor * from[j];
    }
  }

  private static void divide(double[] out, double divisor) {
    for (int j = 0; j < out.length; j++) {
      out[j] /= divisor;
    }
  }
}
