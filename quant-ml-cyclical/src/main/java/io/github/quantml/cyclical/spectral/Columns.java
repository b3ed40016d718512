// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

import java.util.Arrays;

/**
 * An orthonormal basis grown column by column (Gram-Schmidt, every column orthogonalised twice).
 */
final class Columns {
  // A column that loses this much of its length depends on the ones before it.
  private static final double DEPENDENT = 1e-10;

  private final double[][] basis;
  private final double[][] triangle;
  private int count;

  Columns(int most) {
    this.basis = new double[most][];
    this.triangle = new double[most][];
  }

  int count() {
    return count;
  }

  /** Adds a column (changed in place); a column that depends on earlier ones is ignored. */
  boolean add(double[] column) {
    double before = norm(column);
    double[] coefficients = new double[count + 1];
    removeFrom(column, coefficients);
    removeFrom(column, coefficients);
    double left = norm(column);
    if (!(left > DEPENDENT * before)) {
      return false;
    }
    for (int t = 0; t < column.length; t++) {
      column[t] /= left;
    }
    coefficients[count] = left;
    basis[count] = column;
    triangle[count] = coefficients;
    count++;
    return true;
  }

  private void removeFrom(double[] y, double[] coefficients) {
    for (int j = 0; j < count; j++) {
      double product = dot(basis[j], y);
      coefficients[j] += product;
      for (int t = 0; t < y.length; t++) {
        y[t] -= product * basis[j][t];
      }
    }
  }

  /** Subtracts the projection onto the columns and returns its coefficients in the basis. */
  double[] project(double[] y) {
    double[] coefficients = new double[count];
    removeFrom(y, coefficients);
    return coefficients;
  }

  /** Turns coefficients in the basis into coefficients of the columns as added. */
  double[] solve(double[] inBasis) {
    double[] x = Arrays.copyOf(inBasis, count);
    for (int j = count - 1; j >= 0; j--) {
      x[j] /= triangle[j][j];
      for (int i = 0; i < j; i++) {
        x[i] -= triangle[j][i] * x[j];
      }
    }
    return x;
  }

  /** Diagonal of (RᵀR)⁻¹: the variances of the column coefficients for unit noise. */
  double[] inverseDiagonal() {
    double[] out = new double[count];
    for (int k = 0; k < count; k++) {
      double[] unit = new double[count];
      unit[k] = 1;
      double[] x = solve(unit);
      for (int j = 0; j < count; j++) {
        out[j] += x[j] * x[j];
      }
    }
    return out;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int t = 0; t < a.length; t++) {
      sum += a[t] * b[t];
    }
    return sum;
  }

  private static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }
}
