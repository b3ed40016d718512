// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.nd4j;

/** Fixes the sign that an eigenvector leaves open. */
final class Orientation {
  private Orientation() {}

  /** Turns each column so that its largest component in absolute value is positive. */
  static void largestPositive(int n, double[] vectors) {
    for (int j = 0; j < n; j++) {
      double largest = 0;
      for (int i = 0; i < n; i++) {
        double v = vectors[i * n + j];
        largest = Math.abs(v) > Math.abs(largest) ? v : largest;
      }
      for (int i = 0; largest < 0 && i < n; i++) {
        vectors[i * n + j] = -vectors[i * n + j];
      }
    }
  }
}
