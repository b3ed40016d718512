// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.community;

import io.github.quantml.network.graph.Graph;
import java.util.Arrays;

/** A graph whose nodes are groups of nodes, its rows symmetric. */
final class LevelGraph {
  final int n;
  final int[] offsets;
  final int[] targets;
  final double[] weights;
  final double[] factors;
  final double[][] masses;
  final int[] mirror;

  private LevelGraph(
      int[] offsets,
      int[] targets,
      double[] weights,
      double[] factors,
      double[][] masses,
      int[] mirror) {
    this.n = offsets.length - 1;
    this.offsets = offsets;
    this.targets = targets;
    this.weights = weights;
    this.factors = factors;
    this.masses = masses;
    this.mirror = mirror;
  }

  static LevelGraph of(Graph graph, Quality quality) {
    if (!graph.isDirected()) {
      return new LevelGraph(
          graph.offsets(),
          graph.targets(),
          graph.weights(),
          quality.factors,
          quality.masses,
          quality.mirror);
    }
    return both(graph, quality);
  }

  /** Rows of A + Aᵀ. */
  private static LevelGraph both(Graph graph, Quality quality) {
    Graph back = graph.transposed();
    int n = graph.nodeCount();
    int[][] starts = {graph.offsets(), back.offsets()};
    int[][] ends = {graph.targets(), back.targets()};
    double[][] values = {graph.weights(), back.weights()};
    int[] offsets = new int[n + 1];
    int[] targets = new int[2 * graph.edgeCount()];
    double[] weights = new double[targets.length];
    int at = 0;
    for (int v = 0; v < n; v++) {
      int a = starts[0][v];
      int b = starts[1][v];
      while (a < starts[0][v + 1] || b < starts[1][v + 1]) {
        int ta = a < starts[0][v + 1] ? ends[0][a] : Integer.MAX_VALUE;
        int tb = b < starts[1][v + 1] ? ends[1][b] : Integer.MAX_VALUE;
        targets[at] = Math.min(ta, tb);
        double sum = 0;
        if (ta <= tb) {
          sum += values[0][a++];
        }
        if (tb <= ta) {
          sum += values[1][b++];
        }
        weights[at++] = sum;
      }
      offsets[v + 1] = at;
    }
    return new LevelGraph(
        offsets,
        Arrays.copyOf(targets, at),
        Arrays.copyOf(weights, at),
        quality.factors,
        quality.masses,
        quality.mirror);
  }

  int layers() {
    return factors.length;
  }

  /** Mean size of a weight, 1 for a graph without edges. */
  double meanWeight() {
    double sum = 0;
    for (double weight : weights) {
      sum += Math.abs(weight);
    }
    return sum > 0 ? sum / weights.length : 1;
  }

  /**
   * The graph whose nodes are the groups.
   *
   * @param group of every node, in [0, groups)
   */
  LevelGraph aggregate(int[] group, int groups) {
    int[] starts = new int[groups + 1];
    for (int v = 0; v < n; v++) {
      starts[group[v] + 1]++;
    }
    for (int g = 0; g < groups; g++) {
      starts[g + 1] += starts[g];
    }
    int[] members = new int[n];
    int[] next = Arrays.copyOf(starts, groups);
    for (int v = 0; v < n; v++) {
      members[next[group[v]]++] = v;
    }
    int[] newOffsets = new int[groups + 1];
    int[] newTargets = new int[targets.length];
    double[] newWeights = new double[targets.length];
    double[] sum = new double[groups];
    int[] stamp = new int[groups];
    int at = 0;
    for (int g = 0; g < groups; g++) {
      int first = at;
      for (int i = starts[g]; i < starts[g + 1]; i++) {
        int v = members[i];
        for (int e = offsets[v]; e < offsets[v + 1]; e++) {
          int h = group[targets[e]];
          if (h == g) {
            continue;
          }
          if (stamp[h] != g + 1) {
            stamp[h] = g + 1;
            sum[h] = 0;
            newTargets[at++] = h;
          }
          sum[h] += weights[e];
        }
      }
      for (int e = first; e < at; e++) {
        newWeights[e] = sum[newTargets[e]];
      }
      newOffsets[g + 1] = at;
    }
    double[][] newMasses = new double[layers()][groups];
    for (int r = 0; r < layers(); r++) {
      for (int v = 0; v < n; v++) {
        newMasses[r][group[v]] += masses[r][v];
      }
    }
    return new LevelGraph(
        newOffsets,
        Arrays.copyOf(newTargets, at),
        Arrays.copyOf(newWeights, at),
        factors,
        newMasses,
        mirror);
  }
}
