// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.linalg;

/** Shape checks of row-major matrices. */
final class MatrixChecks {
  private MatrixChecks() {}

  static void size(String name, int rows, int columns, double[] a) {
    if (rows < 0 || columns < 0) {
      throw new IllegalArgumentException(
          "the shape of " + name + " must not be negative: " + rows + "x" + columns);
    }
    if ((long) rows * columns > a.length) {
      throw new IllegalArgumentException(
          name + " must hold " + rows + "x" + columns + " values: " + a.length);
    }
  }
}
