// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api.spi;

/**
 * Dense linear algebra worth handing to another implementation once matrices are large.
 *
 * <p>All matrices are row-major in {@code double[]}: element (i, j) of an m×n matrix lies at {@code
 * i * n + j}. Inputs are never written. Results of two backends agree to 1e-12 relative; one
 * backend gives the same bits every time. Thread-safe.
 */
public interface ComputeBackend extends Provider {
  /**
   * C = A·B.
   *
   * @param m rows of A and C
   * @param n columns of B and C
   * @param k columns of A, rows of B
   * @param a m×k
   * @param b k×n
   * @param c m×n, overwritten
   */
  void gemm(int m, int n, int k, double[] a, double[] b, double[] c);

  /**
   * C = XᵀX, the symmetric rank-k update.
   *
   * @param rows rows of X
   * @param columns columns of X
   * @param x rows×columns
   * @param c columns×columns, overwritten
   */
  void syrk(int rows, int columns, double[] x, double[] c);

  /**
   * Sample covariance of the columns of X (divisor rows − 1).
   *
   * @param rows observations, at least 2
   * @param columns variables
   * @param x rows×columns
   * @param c columns×columns, overwritten
   */
  void covariance(int rows, int columns, double[] x, double[] c);

  /**
   * Solves A·X = B for symmetric positive definite A.
   *
   * @param n order of A
   * @param rightSides columns of B
   * @param a n×n, only its lower triangle is read
   * @param b n×rightSides
   * @param x n×rightSides, overwritten
   * @throws io.github.quantml.api.InvalidDataException when A is not positive definite
   */
  void choleskySolve(int n, int rightSides, double[] a, double[] b, double[] x);

  /**
   * A = V·diag(λ)·Vᵀ for symmetric A.
   *
   * @param n order of A
   * @param a n×n, only its lower triangle is read
   * @param values n eigenvalues, ascending, overwritten
   * @param vectors n×n, column j is the unit eigenvector of {@code values[j]}, its largest
   *     component in absolute value positive; overwritten
   */
  void symmetricEigen(int n, double[] a, double[] values, double[] vectors);

  /**
   * y_i = A·x_i for a batch of vectors.
   *
   * @param batch number of vectors
   * @param m rows of A
   * @param n columns of A
   * @param a m×n
   * @param x batch×n, one vector a row
   * @param y batch×m, overwritten
   */
  void batchedGemv(int batch, int m, int n, double[] a, double[] x, double[] y);
}
