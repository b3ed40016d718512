// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

/** Lower Cholesky factors of small symmetric matrices, row-major. */
final class Cholesky {
  private Cholesky() {}

  /**
   * Factors a = L·Lᵀ in place, lower triangle only.
   *
   * @return false if the matrix is not numerically positive definite
   */
  static boolean factor(double[] a, int n) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i * n + j];
        for (int k = 0; k < j; k++) {
          sum -= a[i * n + k] * a[j * n + k];
        }
        if (i != j) {
          a[i * n + j] = sum / a[j * n + j];
        } else if (sum > 1e-14 * a[i * n + i]) {
          a[i * n + i] = Math.sqrt(sum);
        } else {
          return false;
        }
      }
    }
    return true;
  }

  /** Solves L·y = b in place. */
  static void solveLower(double[] lower, int n, double[] b) {
    for (int i = 0; i < n; i++) {
      double sum = b[i];
      for (int k = 0; k < i; k++) {
        sum -= lower[i * n + k] * b[k];
      }
      b[i] = sum / lower[i * n + i];
    }
  }

  /** Solves Lᵀ·x = b in place. */
  static void solveUpper(double[] lower, int n, double[] b) {
    for (int i = n - 1; i >= 0; i--) {
      double sum = b[i];
      for (int k = i + 1; k < n; k++) {
        sum -= lower[k * n + i] * b[k];
      }
      b[i] = sum / lower[i * n + i];
    }
  }
}
