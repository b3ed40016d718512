// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.custom;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.factors.data.ReturnTable;
import io.github.quantml.math.Sums;
import io.github.quantml.math.linalg.Covariances;
import io.github.quantml.math.linalg.SymmetricEigen;
import java.util.ArrayList;
import java.util.List;

/**
 * Factors that are the principal components of returns: fitted on one table, applied to any.
 *
 * <p>The covariance is that of Ledoit and Wolf (2004), whose shrinkage towards a multiple of the
 * identity keeps the components and corrects the shares they explain. Component j weighs assets by
 * its unit eigenvector; its return is that portfolio's. Immutable and thread-safe.
 */
public final class StatisticalFactors {
  private final List<String> assets;
  private final double[][] weights;
  private final double[] explained;
  private final double shrinkage;

  private StatisticalFactors(
      List<String> assets, double[][] weights, double[] explained, double shrinkage) {
    this.assets = assets;
    this.weights = weights;
    this.explained = explained;
    this.shrinkage = shrinkage;
  }

  /**
   * Fits a number of components.
   *
   * @param panel returns, none missing
   * @param count at least 1, at most the number of assets
   */
  public static StatisticalFactors fit(ReturnTable panel, int count) {
    panel.requireComplete();
    int n = panel.width();
    if (count < 1 || count > n) {
      throw new IllegalArgumentException("count: must be in [1, assets = " + n + "], got " + count);
    }
    Covariances.Shrunk shrunk = Covariances.ledoitWolf(panel.size(), n, rows(panel));
    SymmetricEigen eigen = SymmetricEigen.of(n, shrunk.matrix());
    double[] values = eigen.values();
    double[] vectors = eigen.vectors();
    double total = Sums.sum(values);
    double[][] weights = new double[count][n];
    double[] explained = new double[count];
    for (int j = 0; j < count; j++) {
      explained[j] = values[n - 1 - j] / total;
      for (int i = 0; i < n; i++) {
        weights[j][i] = vectors[i * n + n - 1 - j];
      }
    }
    return new StatisticalFactors(panel.names(), weights, explained, shrunk.shrinkage());
  }

  /** As many components as ICp2 of Bai and Ng chooses, at least one. */
  public static StatisticalFactors fitByBaiNg(ReturnTable panel, int maximum) {
    return fit(panel, Math.max(1, BaiNg.of(panel, maximum).icp2()));
  }

  static double[] rows(ReturnTable panel) {
    int n = panel.width();
    double[] out = new double[panel.size() * n];
    for (int t = 0; t < panel.size(); t++) {
      for (int i = 0; i < n; i++) {
        out[t * n + i] = panel.value(i, t);
      }
    }
    return out;
  }

  /** Each column with mean 0 and variance 1 (divisor T), row-major. */
  static double[] standardised(ReturnTable panel) {
    int n = panel.width();
    double[] out = new double[panel.size() * n];
    for (int i = 0; i < n; i++) {
      double[] x = panel.column(i);
      double mean = Sums.mean(x);
      double sd = Math.sqrt(Sums.variance(x, 0));
      if (!(sd > 0)) {
        throw new InvalidDataException(panel.names().get(i) + ": the returns do not vary");
      }
      for (int t = 0; t < x.length; t++) {
        out[t * n + i] = (x[t] - mean) / sd;
      }
    }
    return out;
  }

  /** Number of components. */
  public int count() {
    return weights.length;
  }

  /** Weights of the assets in component j, a unit vector; its largest weight is positive. */
  public double[] weights(int j) {
    return weights[j].clone();
  }

  /** Share of the shrunk total variance of component j. */
  public double explained(int j) {
    return explained[j];
  }

  /** Intensity of the shrinkage, of [0, 1]. */
  public double shrinkage() {
    return shrinkage;
  }

  /**
   * The returns of the components on a table of the same assets, not necessarily the one they were
   * fitted on.
   */
  public ReturnTable returns(ReturnTable panel) {
    if (!panel.names().equals(assets)) {
      throw new InvalidDataException(
          "statistical factors: fitted on " + assets + ", applied to " + panel.names());
    }
    double[][] out = new double[weights.length][panel.size()];
    List<String> names = new ArrayList<>();
    for (int j = 0; j < out.length; j++) {
      names.add("PC" + (j + 1));
      for (int t = 0; t < panel.size(); t++) {
        for (int i = 0; i < assets.size(); i++) {
          out[j][t] += weights[j][i] * panel.value(i, t);
        }
      }
    }
    return ReturnTable.of(names, panel.dates(), out, panel.basis());
  }
}
