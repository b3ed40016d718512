// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.selection;

import io.github.quantml.math.linalg.SymmetricEigen;

/**
 * How far columns can be told apart.
 *
 * @param varianceInflation for each feature 1/(1 − R²) of it on all others, infinite if they imply
 *     it
 * @param conditionNumber √(λ_max/λ_min) of the correlation matrix, infinite if singular
 */
public record Collinearity(double[] varianceInflation, double conditionNumber) {
  /** Below this share of its own variance a column is taken for a sum of others. */
  private static final double SINGULAR = 1e-10;

  /** The collinearity of columns that all vary; O(m³). */
  public static Collinearity of(SelectionData data) {
    int m = data.features();
    double[] rho = correlations(data);
    SymmetricEigen eigen = SymmetricEigen.of(m, rho);
    double[] values = eigen.values();
    double[] vectors = eigen.vectors();
    double[] vif = new double[m];
    for (int k = 0; k < m; k++) {
      for (int e = 0; e < m; e++) {
        double v = vectors[k * m + e] * vectors[k * m + e];
        if (values[e] > SINGULAR) {
          vif[k] += v / values[e];
        } else if (v > SINGULAR) {
          vif[k] = Double.POSITIVE_INFINITY;
        }
      }
    }
    return new Collinearity(
        vif,
        values[0] > SINGULAR ? Math.sqrt(values[m - 1] / values[0]) : Double.POSITIVE_INFINITY);
  }

  static double[] correlations(SelectionData data) {
    int m = data.features();
    double[][] z = new double[m][];
    for (int k = 0; k < m; k++) {
      z[k] = Association.standardised(data.columns()[k]);
    }
    double[] rho = new double[m * m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j <= i; j++) {
        double value = i == j ? 1 : Association.correlation(z[i], z[j]);
        rho[i * m + j] = value;
        rho[j * m + i] = value;
      }
    }
    return rho;
  }
}
