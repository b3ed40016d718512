// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.asset;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.linalg.Cholesky;
import io.github.quantml.network.graph.Graph;
import io.github.quantml.network.graph.GraphBuilder;
import java.util.Arrays;

/**
 * Correlations of pairs with all other assets held fixed: −Jᵢⱼ/√(JᵢᵢJⱼⱼ), J the inverse of the
 * correlations. Immutable and thread-safe.
 */
public final class PartialCorrelations {
  private final Correlations correlations;
  private final double[] inverse;

  private PartialCorrelations(Correlations correlations, double[] inverse) {
    this.correlations = correlations;
    this.inverse = inverse;
  }

  /**
   * From the full inverse.
   *
   * @throws InvalidDataException if the correlations are not positive definite, as with fewer
   *     periods than assets; filter them, or take the sparse form
   */
  public static PartialCorrelations of(Correlations correlations) {
    int[] all = new int[correlations.size()];
    Arrays.setAll(all, i -> i);
    double[] inverse = new double[all.length * all.length];
    addInverse(correlations, all, 1, inverse);
    return new PartialCorrelations(correlations, inverse);
  }

  /**
   * From the sparse inverse that a chordal graph gives: the inverses of the cliques less those of
   * the separators (Barfuss, Massara, Di Matteo and Aste 2016, Parsimonious modelling with
   * information filtering networks). Only blocks of four are inverted, so that few periods do.
   */
  public static PartialCorrelations sparse(Correlations correlations, Tmfg graph) {
    double[] inverse = new double[correlations.size() * correlations.size()];
    for (int[] clique : graph.cliques()) {
      addInverse(correlations, clique, 1, inverse);
    }
    for (int[] separator : graph.separators()) {
      addInverse(correlations, separator, -1, inverse);
    }
    return new PartialCorrelations(correlations, inverse);
  }

  private static void addInverse(
      Correlations correlations, int[] assets, double sign, double[] out) {
    int k = assets.length;
    double[] block = new double[k * k];
    double[] identity = new double[k * k];
    for (int i = 0; i < k; i++) {
      identity[i * k + i] = 1;
      for (int j = 0; j < k; j++) {
        block[i * k + j] = correlations.value(assets[i], assets[j]);
      }
    }
    double[] solved = new double[k * k];
    try {
      Cholesky.of(k, block).solveInto(k, identity, solved);
    } catch (RuntimeException e) {
      throw new InvalidDataException(
          "partial correlations: the correlations of "
              + k
              + " assets over "
              + correlations.observations()
              + " periods are not positive definite: "
              + e.getMessage());
    }
    int n = correlations.size();
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        out[assets[i] * n + assets[j]] += sign * solved[i * k + j];
      }
    }
  }

  /** Partial correlation of a pair, 1 for an asset with itself. */
  public double value(int i, int j) {
    int n = correlations.size();
    if (i == j) {
      return 1;
    }
    return -inverse[i * n + j] / Math.sqrt(inverse[i * n + i] * inverse[j * n + j]);
  }

  /** J, n×n row-major: a copy. */
  public double[] inverse() {
    return inverse.clone();
  }

  /**
   * The pairs whose partial correlation is larger than a threshold in size, which is its weight;
   * may be signed.
   */
  public Graph graph(double threshold) {
    GraphBuilder out = Graph.undirected(correlations.names());
    for (int i = 0; i < correlations.size(); i++) {
      for (int j = i + 1; j < correlations.size(); j++) {
        double value = value(i, j);
        if (Math.abs(value) > threshold && value != 0) {
          out.edge(i, j, value);
        }
      }
    }
    return out.build();
  }
}
