// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.linalg;

import io.github.quantml.api.InvalidDataException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * The thin singular value decomposition A = U·diag(s)·Vᵀ, singular values descending.
 *
 * <p>With r = min(rows, columns): U is rows×r, V columns×r, all row-major. Immutable. Through
 * Commons Math, which is meant for small matrices.
 */
public final class Svd {
  private final double[] values;
  private final double[] left;
  private final double[] right;

  private Svd(double[] values, double[] left, double[] right) {
    this.values = values;
    this.left = left;
    this.right = right;
  }

  /**
   * The decomposition of a matrix.
   *
   * @param a rows×columns row-major, finite, not empty
   */
  public static Svd of(int rows, int columns, double[] a) {
    MatrixChecks.size("a", rows, columns, a);
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "rows and columns must be >= 1: " + rows + " and " + columns);
    }
    double[][] full = new double[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        full[i][j] = a[i * columns + j];
        if (!Double.isFinite(full[i][j])) {
          throw new InvalidDataException(
              "SVD: element (" + i + ", " + j + ") is not finite: " + full[i][j]);
        }
      }
    }
    SingularValueDecomposition found =
        new SingularValueDecomposition(new Array2DRowRealMatrix(full, false));
    return new Svd(found.getSingularValues(), flat(found.getU()), flat(found.getV()));
  }

  private static double[] flat(RealMatrix matrix) {
    int columns = matrix.getColumnDimension();
    double[] out = new double[matrix.getRowDimension() * columns];
    for (int i = 0; i < matrix.getRowDimension(); i++) {
      for (int j = 0; j < columns; j++) {
        out[i * columns + j] = matrix.getEntry(i, j);
      }
    }
    return out;
  }

  /** The singular values, descending: a copy. */
  public double[] values() {
    return values.clone();
  }

  /** U, rows×r: a copy. */
  public double[] left() {
    return left.clone();
  }

  /** V, columns×r: a copy. */
  public double[] right() {
    return right.clone();
  }

  /** Largest over smallest singular value; infinite for a singular matrix. */
  public double condition() {
    return values[0] / values[values.length - 1];
  }
}
