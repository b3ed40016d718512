// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.linalg;

import java.util.Arrays;

/**
 * Matrix products on row-major {@code double[]}, blocked for the caches.
 *
 * <p>A panel of B is copied into arrays of its own, one per row, because the JIT vectorises only
 * loops whose arrays share one index; four rows at a time are then added to a row of C. The panel
 * (16 × 256) stays in the first-level cache, the block of C in the second. The order of additions
 * is fixed, so results are the same on every machine. 2mnk operations.
 *
 * <p>Source: Goto and van de Geijn (2008), Anatomy of high-performance matrix multiplication, ACM
 * TOMS 34, for the blocking.
 */
public final class Gemm {
  private static final int DEPTH = 16;
  private static final int WIDTH = 256;
  private static final int HEIGHT = 128;

  private Gemm() {}

  /**
   * C = A·B.
   *
   * @param m rows of A and C
   * @param n columns of B and C
   * @param k columns of A, rows of B
   * @param a m×k
   * @param b k×n
   * @param c m×n, overwritten; neither a nor b
   */
  public static void multiply(int m, int n, int k, double[] a, double[] b, double[] c) {
    require(m, n, k, a, b, c);
    Arrays.fill(c, 0, m * n, 0);
    accumulate(m, n, k, a, k, 1, b, c, false);
  }

  /**
   * C = Aᵀ·B.
   *
   * @param a k×m
   */
  public static void multiplyTransposed(int m, int n, int k, double[] a, double[] b, double[] c) {
    require(m, n, k, a, b, c);
    Arrays.fill(c, 0, m * n, 0);
    accumulate(m, n, k, a, 1, m, b, c, false);
  }

  /**
   * C = XᵀX, of which each half is computed once.
   *
   * @param x rows×columns
   * @param c columns×columns, overwritten; not x
   */
  public static void gram(int rows, int columns, double[] x, double[] c) {
    require(columns, columns, rows, x, x, c);
    Arrays.fill(c, 0, columns * columns, 0);
    accumulate(columns, columns, rows, x, 1, columns, x, c, true);
    for (int i = 1; i < columns; i++) {
      for (int j = 0; j < i; j++) {
        c[i * columns + j] = c[j * columns + i];
      }
    }
  }

  private static void require(int m, int n, int k, double[] a, double[] b, double[] c) {
    MatrixChecks.size("a", m, k, a);
    MatrixChecks.size("b", k, n, b);
    MatrixChecks.size("c", m, n, c);
    if (c == a || c == b) {
      throw new IllegalArgumentException("c must be neither a nor b");
    }
  }

  /** C += A·B with A(i, p) at i·rowStep + p·columnStep; optionally only what meets j ≥ i. */
  private static void accumulate(
      int m,
      int n,
      int k,
      double[] a,
      int rowStep,
      int columnStep,
      double[] b,
      double[] c,
      boolean upperOnly) {
    double[][] panel = new double[DEPTH][Math.min(WIDTH, n)];
    double[] row = new double[Math.min(WIDTH, n)];
    double[] factors = new double[DEPTH];
    for (int j0 = 0; j0 < n; j0 += WIDTH) {
      int width = Math.min(WIDTH, n - j0);
      int rows = upperOnly ? Math.min(m, j0 + width) : m;
      for (int i0 = 0; i0 < rows; i0 += HEIGHT) {
        int i1 = Math.min(rows, i0 + HEIGHT);
        for (int p0 = 0; p0 < k; p0 += DEPTH) {
          int depth = Math.min(DEPTH, k - p0);
          for (int p = 0; p < depth; p++) {
            System.arraycopy(b, (p0 + p) * n + j0, panel[p], 0, width);
          }
          for (int i = i0; i < i1; i++) {
            for (int p = 0; p < depth; p++) {
              factors[p] = a[i * rowStep + (p0 + p) * columnStep];
            }
            System.arraycopy(c, i * n + j0, row, 0, width);
            addRows(factors, panel, depth, row, width);
            System.arraycopy(row, 0, c, i * n + j0, width);
          }
        }
      }
    }
  }

  private static void addRows(
      double[] factors, double[][] panel, int depth, double[] row, int width) {
    int p = 0;
    for (; p + 3 < depth; p += 4) {
      addFour(
          factors[p],
          factors[p + 1],
          factors[p + 2],
          factors[p + 3],
          panel[p],
          panel[p + 1],
          panel[p + 2],
          panel[p + 3],
          row,
          width);
    }
    for (; p < depth; p++) {
      addOne(factors[p], panel[p], row, width);
    }
  }

  private static void addFour(
      double a0,
      double a1,
      double a2,
      double a3,
      double[] b0,
      double[] b1,
      double[] b2,
      double[] b3,
      double[] c,
      int width) {
    for (int j = 0; j < width; j++) {
      c[j] += (a0 * b0[j] + a1 * b1[j]) + (a2 * b2[j] + a3 * b3[j]);
    }
  }

  private static void addOne(double a, double[] b, double[] c, int width) {
    for (int j = 0; j < width; j++) {
      c[j] += a * b[j];
    }
  }

  /** The transpose of a rows×columns matrix. */
  public static double[] transposed(int rows, int columns, double[] a) {
    MatrixChecks.size("a", rows, columns, a);
    double[] out = new double[rows * columns];
    // Square tiles, so that both sides stay within a few cache lines.
    for (int i0 = 0; i0 < rows; i0 += DEPTH) {
      for (int j0 = 0; j0 < columns; j0 += DEPTH) {
        for (int i = i0; i < Math.min(i0 + DEPTH, rows); i++) {
          for (int j = j0; j < Math.min(j0 + DEPTH, columns); j++) {
            out[j * rows + i] = a[i * columns + j];
          }
        }
      }
    }
    return out;
  }
}
