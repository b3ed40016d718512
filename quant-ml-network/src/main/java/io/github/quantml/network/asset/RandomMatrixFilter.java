// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.asset;

import io.github.quantml.math.linalg.SymmetricEigen;

/**
 * Correlations without what noise alone would show (Laloux, Cizeau, Bouchaud and Potters 1999;
 * Plerou et al. 2002).
 *
 * <p>Eigenvalues of the correlations of n independent series over T periods stay below (1 +
 * √(n/T))², the edge of Marchenko and Pastur (1967). Those below it are replaced by their mean; the
 * largest, the market, may be taken out as well; the diagonal is scaled back to 1.
 *
 * @param filtered the correlations that are left
 * @param edge (1 + √(n/T))²
 * @param signals eigenvalues above the edge, the market included
 * @param marketShare the largest eigenvalue over n: how much of the variance is one mode
 */
public record RandomMatrixFilter(
    Correlations filtered, double edge, int signals, double marketShare) {

  /** Keeps the market. */
  public static RandomMatrixFilter of(Correlations correlations) {
    return of(correlations, false);
  }

  /** Takes the market out, so that sectors show. */
  public static RandomMatrixFilter withoutMarket(Correlations correlations) {
    return of(correlations, true);
  }

  private static RandomMatrixFilter of(Correlations correlations, boolean removeMarket) {
    int n = correlations.size();
    SymmetricEigen eigen = SymmetricEigen.of(n, correlations.toArray());
    double[] values = eigen.values();
    double[] vectors = eigen.vectors();
    double root = Math.sqrt(n / correlations.observations());
    double edge = (1 + root) * (1 + root);
    int largest = 0;
    for (int k = 1; k < n; k++) {
      largest = values[k] > values[largest] ? k : largest;
    }
    double noise = 0;
    int noises = 0;
    for (int k = 0; k < n; k++) {
      if (values[k] <= edge && k != largest) {
        noise += Math.max(values[k], 0);
        noises++;
      }
    }
    double[] out = new double[n * n];
    for (int k = 0; k < n; k++) {
      double value = values[k] <= edge && k != largest ? noise / noises : values[k];
      if (k == largest && removeMarket) {
        continue;
      }
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          out[i * n + j] += value * vectors[i * n + k] * vectors[j * n + k];
        }
      }
    }
    return new RandomMatrixFilter(
        new Correlations(correlations.names(), unitDiagonal(out, n), correlations.observations()),
        edge,
        n - noises - (values[largest] > edge ? 0 : 1),
        values[largest] / n);
  }

  private static double[] unitDiagonal(double[] a, int n) {
    double[] scale = new double[n];
    for (int i = 0; i < n; i++) {
      scale[i] = a[i * n + i] > 0 ? 1 / Math.sqrt(a[i * n + i]) : 0;
    }
    double[] out = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double rho = scale[i] * scale[j] * a[i * n + j];
        out[i * n + j] = i == j ? 1 : Math.max(-1, Math.min(1, rho));
      }
    }
    return out;
  }
}
