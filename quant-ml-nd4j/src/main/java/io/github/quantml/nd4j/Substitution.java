// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.nd4j;

/** Forward and back substitution with a lower Cholesky factor. */
final class Substitution {
  private Substitution() {}

  /** Replaces X by the solution of L·Lᵀ·Y = X; only the lower triangle of {@code l} is read. */
  static void solve(int n, int rightSides, double[] l, double[] x) {
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        subtract(x, i, k, rightSides, l[i * n + k]);
      }
      divide(x, i, rightSides, l[i * n + i]);
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        subtract(x, i, k, rightSides, l[k * n + i]);
      }
      divide(x, i, rightSides, l[i * n + i]);
    }
  }

  private static void subtract(double[] x, int row, int other, int columns, double factor) {
    for (int j = 0; j < columns; j++) {
      x[row * columns + j] -= factor * x[other * columns + j];
    }
  }

  private static void divide(double[] x, int row, int columns, double pivot) {
    for (int j = 0; j < columns; j++) {
      x[row * columns + j] /= pivot;
    }
  }
}
