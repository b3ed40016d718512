// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.linalg;

import io.github.quantml.api.InvalidDataException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * The eigenvalues and eigenvectors of a symmetric matrix, A = V·diag(λ)·Vᵀ.
 *
 * <p>Eigenvalues ascend; the component of each unit eigenvector that is largest in absolute value
 * (the first of equals) is positive, which makes the answer unique where eigenvalues are distinct.
 * Immutable. Through Commons Math: O(n³), meant for orders up to some hundreds.
 */
public final class SymmetricEigen {
  private final int n;
  private final double[] values;
  private final double[] vectors;

  private SymmetricEigen(int n, double[] values, double[] vectors) {
    this.n = n;
    this.values = values;
    this.vectors = vectors;
  }

  /**
   * The decomposition of a matrix.
   *
   * @param n order, at least 1
   * @param a n×n row-major and finite; only its lower triangle is read
   */
  public static SymmetricEigen of(int n, double[] a) {
    MatrixChecks.size("a", n, n, a);
    if (n < 1) {
      throw new IllegalArgumentException("n must be >= 1: " + n);
    }
    double[][] full = new double[n][n];
    double largest = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double value = a[i * n + j];
        if (!Double.isFinite(value)) {
          throw new InvalidDataException(
              "eigenvalues: element (" + i + ", " + j + ") is not finite: " + value);
        }
        largest = Math.max(largest, Math.abs(value));
        full[i][j] = value;
        full[j][i] = value;
      }
    }
    // Commons Math treats what is small against 1 as 0: bring the matrix to unit size first.
    double scale = largest > 0 ? Math.scalb(1.0, Math.getExponent(largest)) : 1;
    for (double[] row : full) {
      for (int j = 0; j < n; j++) {
        row[j] /= scale;
      }
    }
    EigenDecomposition found = new EigenDecomposition(new Array2DRowRealMatrix(full, false));
    double[] values = new double[n];
    double[] vectors = new double[n * n];
    for (int j = 0; j < n; j++) {
      int source = n - 1 - j;
      values[j] = found.getRealEigenvalue(source) * scale;
      double[] vector = found.getEigenvector(source).toArray();
      double sign = sign(vector);
      for (int i = 0; i < n; i++) {
        vectors[i * n + j] = sign * vector[i];
      }
    }
    return new SymmetricEigen(n, values, vectors);
  }

  private static double sign(double[] vector) {
    double largest = 0;
    for (double v : vector) {
      if (Math.abs(v) > Math.abs(largest)) {
        largest = v;
      }
    }
    return largest < 0 ? -1 : 1;
  }

  /** Order of the matrix. */
  public int order() {
    return n;
  }

  /** The eigenvalues, ascending: a copy. */
  public double[] values() {
    return values.clone();
  }

  /** The eigenvectors as the columns of a row-major n×n matrix: a copy. */
  public double[] vectors() {
    return vectors.clone();
  }
}
