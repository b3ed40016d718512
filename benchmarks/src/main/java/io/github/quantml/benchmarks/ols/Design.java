// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.ols;

import io.github.quantml.benchmarks.SyntheticSeries;

/**
 * A regression problem in the layouts that the sides expect; none has a column of ones.
 *
 * @param y n responses
 * @param columns k regressors
 * @param rows the regressors, n×k
 */
record Design(double[] y, double[][] columns, double[][] rows) {
  static Design of(int n, int k) {
    double[][] columns = new double[k][];
    double[][] rows = new double[n][k];
    double[] y = SyntheticSeries.gaussian(n, 1_000);
    for (int j = 0; j < k; j++) {
      columns[j] = SyntheticSeries.gaussian(n, j);
      for (int t = 0; t < n; t++) {
        rows[t][j] = columns[j][t];
        y[t] += columns[j][t] / (j + 1);
      }
    }
    return new Design(y, columns, rows);
  }

  /** The regressors row by row. */
  double[] flat() {
    int k = columns.length;
    double[] flat = new double[rows.length * k];
    for (int t = 0; t < rows.length; t++) {
      System.arraycopy(rows[t], 0, flat, t * k, k);
    }
    return flat;
  }
}
