// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.community;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.network.graph.Graph;
import io.github.quantml.network.graph.Partition;
import java.util.Arrays;

/**
 * The value of an {@link Objective}; its terms are products of masses of nodes.
 *
 * <p>Joining node v to community C gains Σ W(v, u) over u in C, W the weights of both directions,
 * less Σᵣ cᵣ x_r(v) Y_r(C): of layer r, c is the factor, y a mass per node, Y its sum, and x the
 * mass of the layer named by {@code mirror}.
 */
final class Quality {
  /** cᵣ. */
  final double[] factors;

  /** yᵣ(v), layer by layer. */
  final double[][] masses;

  /** The layer whose masses are xᵣ. */
  final int[] mirror;

  /** What the sum of gains is divided by. */
  final double scale;

  private final boolean ordered;
  private final boolean selfPairs;

  private Quality(
      double[] factors,
      double[][] masses,
      int[] mirror,
      double scale,
      boolean ordered,
      boolean selfPairs) {
    this.factors = factors;
    this.masses = masses;
    this.mirror = mirror;
    this.scale = scale;
    this.ordered = ordered;
    this.selfPairs = selfPairs;
  }

  static Quality of(Graph graph, Objective objective, double resolution) {
    int n = graph.nodeCount();
    boolean directed = graph.isDirected();
    if (objective == Objective.CPM || objective == Objective.RB_ERDOS_RENYI) {
      double pairs = directed ? n * (n - 1.0) : n * (n - 1.0) / 2;
      double factor =
          objective == Objective.CPM || pairs == 0
              ? resolution
              : resolution * graph.totalWeight() / pairs;
      double[] ones = new double[n];
      Arrays.fill(ones, 1);
      // A directed pair is two ordered ones.
      double[] factors = {directed ? 2 * factor : factor};
      return new Quality(factors, new double[][] {ones}, new int[] {0}, 1, directed, false);
    }
    double positive = 0;
    double negative = 0;
    double[][] out = new double[2][n];
    double[][] in = new double[2][n];
    int[] offsets = graph.offsets();
    int[] targets = graph.targets();
    double[] weights = graph.weights();
    for (int v = 0; v < n; v++) {
      for (int e = offsets[v]; e < offsets[v + 1]; e++) {
        int sign = weights[e] > 0 ? 0 : 1;
        double size = Math.abs(weights[e]);
        out[sign][v] += size;
        in[sign][targets[e]] += size;
        positive += sign == 0 ? size : 0;
        negative += sign == 1 ? size : 0;
      }
    }
    if (!directed) {
      positive /= 2;
      negative /= 2;
    }
    double all = positive + negative;
    double scale = objective == Objective.MODULARITY && all > 0 ? all : 1;
    boolean signed = negative > 0;
    double plus = positive > 0 ? resolution / positive : 0;
    double minus = signed ? -resolution / negative : 0;
    if (directed) {
      return signed
          ? new Quality(
              new double[] {plus, plus, minus, minus},
              new double[][] {in[0], out[0], in[1], out[1]},
              new int[] {1, 0, 3, 2},
              scale,
              true,
              true)
          : new Quality(
              new double[] {plus, plus},
              new double[][] {in[0], out[0]},
              new int[] {1, 0},
              scale,
              true,
              true);
    }
    return signed
        ? new Quality(
            new double[] {plus / 2, minus / 2},
            new double[][] {out[0], out[1]},
            new int[] {0, 1},
            scale,
            false,
            true)
        : new Quality(
            new double[] {plus / 2}, new double[][] {out[0]}, new int[] {0}, scale, false, true);
  }

  /** The value for a partition. */
  double value(Graph graph, Partition partition) {
    if (partition.nodeCount() != graph.nodeCount()) {
      throw new InvalidDataException(
          "partition: must be of the graph's "
              + graph.nodeCount()
              + " nodes, got "
              + partition.nodeCount());
    }
    double inside = 0;
    int[] offsets = graph.offsets();
    int[] targets = graph.targets();
    double[] weights = graph.weights();
    for (int v = 0; v < graph.nodeCount(); v++) {
      for (int e = offsets[v]; e < offsets[v + 1]; e++) {
        inside += partition.community(v) == partition.community(targets[e]) ? weights[e] : 0;
      }
    }
    if (!ordered) {
      inside /= 2;
    }
    double expected = 0;
    double[][] sums = new double[masses.length][partition.size()];
    double[] own = new double[partition.size()];
    for (int r = 0; r < masses.length; r++) {
      for (int v = 0; v < graph.nodeCount(); v++) {
        sums[r][partition.community(v)] += masses[r][v];
        own[partition.community(v)] += factors[r] * masses[mirror[r]][v] * masses[r][v];
      }
    }
    for (int c = 0; c < partition.size(); c++) {
      double all = 0;
      for (int r = 0; r < masses.length; r++) {
        all += factors[r] * sums[mirror[r]][c] * sums[r][c];
      }
      // Layers count every pair of nodes twice, a node with itself once.
      expected += (selfPairs ? all : all - own[c]) / 2;
    }
    return (inside - expected) / scale;
  }
}
