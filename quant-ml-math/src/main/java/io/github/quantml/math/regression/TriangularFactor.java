// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.regression;

/**
 * The square-root-free triangular factor UᵀDU = AᵀA of a growing matrix, updated row by row.
 *
 * <p>Rows are only ever added, by orthogonal rotations, so the factor is as accurate as a QR
 * decomposition of all rows and needs no condition guard. A factor of order p takes p(p + 1)/2
 * places: the diagonal D and, row by row, the strict upper triangle of the unit triangular U.
 *
 * <p>Source: Gentleman (1974), Algorithm AS 75: basic procedures for large, sparse or weighted
 * linear least squares problems, Applied Statistics 23.
 */
final class TriangularFactor {
  private TriangularFactor() {}

  static int length(int order) {
    return order * (order + 1) / 2;
  }

  /**
   * Adds a weighted row.
   *
   * @param f array that holds the factor from {@code base}
   * @param row values from column {@code first} on, overwritten
   */
  static void absorb(
      double[] f, int base, int order, double[] row, int first, double initialWeight) {
    double weight = initialWeight;
    int u = base + order + first * (2 * order - first - 1) / 2;
    for (int c = first; c < order; c++) {
      double x = row[c];
      int width = order - c - 1;
      if (x != 0) {
        double wx = weight * x;
        double before = f[base + c];
        double after = before + wx * x;
        double cosine = before / after;
        double sine = wx / after;
        f[base + c] = after;
        weight *= cosine;
        for (int j = 0; j < width; j++) {
          double kept = row[c + 1 + j];
          double factor = f[u + j];
          row[c + 1 + j] = kept - x * factor;
          f[u + j] = cosine * factor + sine * kept;
        }
        if (!(weight != 0)) {
          return;
        }
      }
      u += width;
    }
  }

  /** Adds every row of another factor. */
  static void merge(double[] f, int base, int order, double[] other, int otherBase, double[] row) {
    int u = otherBase + order;
    for (int i = 0; i < order; i++) {
      int width = order - i - 1;
      double weight = other[otherBase + i];
      if (weight != 0) {
        row[i] = 1;
        for (int j = 0; j < width; j++) {
          row[i + 1 + j] = other[u + j];
        }
        absorb(f, base, order, row, i, weight);
      }
      u += width;
    }
  }
}
