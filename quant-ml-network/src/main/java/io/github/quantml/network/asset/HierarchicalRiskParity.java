// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.asset;

import io.github.quantml.math.linalg.Covariances;
import java.util.Arrays;

/**
 * Weights of a portfolio by hierarchical risk parity (López de Prado 2016, Building diversified
 * portfolios that outperform out of sample, Journal of Portfolio Management 42).
 *
 * <p>Assets are ordered by single linkage of the distances between the columns of √((1 − ρ)/2); the
 * order is halved again and again, and every half gets weight in inverse proportion to the variance
 * of its inverse-variance portfolio. No matrix is inverted. Weights are above 0 and sum to 1.
 */
public final class HierarchicalRiskParity {
  private HierarchicalRiskParity() {}

  /** Weights in the order of the assets, from sample covariances with divisor T − 1. */
  public static double[] weights(AssetReturns returns) {
    int n = returns.size();
    double[] rows = new double[returns.periods() * n];
    for (int t = 0; t < returns.periods(); t++) {
      for (int i = 0; i < n; i++) {
        rows[t * n + i] = returns.value(i, t);
      }
    }
    return weights(
        Covariances.sample(returns.periods(), n, rows, 1), Correlations.pearson(returns));
  }

  /**
   * Weights from any covariances.
   *
   * @param covariance n×n row-major, with variances above 0
   */
  public static double[] weights(double[] covariance, Correlations correlations) {
    int n = correlations.size();
    if (covariance.length != n * n) {
      throw new IllegalArgumentException(
          "covariance: must hold " + n * n + " values, got " + covariance.length);
    }
    for (int i = 0; i < n; i++) {
      if (!(covariance[i * n + i] > 0)) {
        throw new IllegalArgumentException(
            "covariance: the variance of "
                + correlations.names().get(i)
                + " must be above 0, got "
                + covariance[i * n + i]);
      }
    }
    int[] order =
        HierarchicalClustering.of(n, columnDistances(correlations), Linkage.SINGLE).leafOrder();
    double[] out = new double[n];
    Arrays.fill(out, 1);
    split(covariance, n, order, 0, n, out);
    return out;
  }

  private static double[] columnDistances(Correlations correlations) {
    int n = correlations.size();
    double[] d = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        d[i * n + j] = i == j ? 0 : correlations.distance(i, j) / 2;
      }
    }
    double[] out = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
          double difference = d[i * n + k] - d[j * n + k];
          sum += difference * difference;
        }
        out[i * n + j] = Math.sqrt(sum);
        out[j * n + i] = out[i * n + j];
      }
    }
    return out;
  }

  private static void split(
      double[] covariance, int n, int[] order, int from, int to, double[] weights) {
    if (to - from < 2) {
      return;
    }
    int middle = from + (to - from) / 2;
    double left = variance(covariance, n, order, from, middle);
    double right = variance(covariance, n, order, middle, to);
    double share = 1 - left / (left + right);
    for (int i = from; i < to; i++) {
      weights[order[i]] *= i < middle ? share : 1 - share;
    }
    split(covariance, n, order, from, middle, weights);
    split(covariance, n, order, middle, to, weights);
  }

  private static double variance(double[] covariance, int n, int[] order, int from, int to) {
    double[] w = new double[to - from];
    double sum = 0;
    for (int i = from; i < to; i++) {
      w[i - from] = 1 / covariance[order[i] * n + order[i]];
      sum += w[i - from];
    }
    double out = 0;
    for (int i = from; i < to; i++) {
      for (int j = from; j < to; j++) {
        out += w[i - from] * w[j - from] * covariance[order[i] * n + order[j]];
      }
    }
    return out / (sum * sum);
  }
}
