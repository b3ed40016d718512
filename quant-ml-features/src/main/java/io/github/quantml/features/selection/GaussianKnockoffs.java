// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.selection;

import io.github.quantml.features.graph.Workers;
import io.github.quantml.math.linalg.Cholesky;
import io.github.quantml.math.linalg.Covariances;
import io.github.quantml.math.linalg.SymmetricEigen;
import io.github.quantml.math.random.CounterRandom;

/**
 * Copies of features that relate to each other and to the other features as the originals do, but
 * know nothing of the target.
 *
 * <p>With Σ the correlation matrix and s = min(1, 2λ_min(Σ)) for all features, row x has the copy x
 * − sΣ⁻¹x + e, e ~ N(0, 2sI − s²Σ⁻¹). Σ is the Ledoit-Wolf estimate.
 *
 * <p>Source: Candès, Fan, Janson, Lv (2018), Panning for gold: model-X knockoffs, JRSS B 80,
 * section 3.1.
 */
final class GaussianKnockoffs {
  /** Keeps the covariance of e positive definite where s reaches its limit. */
  private static final double INSIDE = 0.999;

  private static final double SMALLEST = 1e-4;

  private GaussianKnockoffs() {}

  /** Copies of standardised columns. */
  static double[][] of(double[][] x, CounterRandom random, Workers workers) {
    int m = x.length;
    int n = x[0].length;
    double[] rows = new double[n * m];
    for (int k = 0; k < m; k++) {
      for (int i = 0; i < n; i++) {
        rows[i * m + k] = x[k][i];
      }
    }
    double[] sigma = Covariances.ledoitWolf(n, m, rows).matrix();
    for (int k = 0; k < m; k++) {
      sigma[k * m + k] += SMALLEST;
    }
    double s = INSIDE * Math.min(1, 2 * SymmetricEigen.of(m, sigma).values()[0]);
    double[] inverse = new double[m * m];
    for (int k = 0; k < m; k++) {
      inverse[k * m + k] = 1;
    }
    Cholesky.of(m, sigma).solveInto(m, inverse, inverse);
    double[] noise = new double[m * m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        double off = -s * s * 0.5 * (inverse[i * m + j] + inverse[j * m + i]);
        noise[i * m + j] = i == j ? 2 * s + off : off;
      }
    }
    double[] lower = Cholesky.of(m, noise).lower();
    double[][] out = new double[m][n];
    workers.each(
        n,
        i -> {
          double[] z = new double[m];
          random.split(i).fillGaussian(z);
          for (int k = 0; k < m; k++) {
            double value = rows[i * m + k];
            for (int j = 0; j < m; j++) {
              value -= s * inverse[k * m + j] * rows[i * m + j];
            }
            for (int j = 0; j <= k; j++) {
              value += lower[k * m + j] * z[j];
            }
            out[k][i] = value;
          }
        });
    return out;
  }
}
