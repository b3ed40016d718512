// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.community;

import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.network.graph.Graph;
import io.github.quantml.network.graph.Partition;
import java.util.Arrays;

/**
 * Communities by labels that spread (Raghavan, Albert and Kumara 2007), a baseline without an
 * objective: in random order every node takes the label of most weight among its neighbours, one of
 * the equal ones at random, until every node has such a label. Edges count in both directions.
 *
 * @param rounds most passes over the nodes, at least 1
 * @param seed root of the random order
 */
public record LabelPropagation(int rounds, long seed) {
  public LabelPropagation {
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds: must be at least 1, got " + rounds);
    }
  }

  /** At most 100 rounds, seed 42. */
  public static LabelPropagation withDefaults() {
    return new LabelPropagation(100, 42);
  }

  /** Communities, with their modularity as the quality. */
  public Communities detect(Graph graph) {
    Quality quality = Quality.of(graph, Objective.MODULARITY, 1);
    LevelGraph level = LevelGraph.of(graph, quality);
    int[] label = Partition.singletons(level.n).toArray();
    double[] weight = new double[level.n];
    CounterRandom random = CounterRandom.of(seed);
    boolean stable = false;
    int round = 0;
    while (round < rounds && !stable) {
      stable = true;
      for (int v : random.permutation(level.n)) {
        stable &= !relabel(level, v, label, weight, random);
      }
      round++;
    }
    Partition partition = Partition.of(label);
    return Communities.of(graph, partition, quality.value(graph, partition), round, stable);
  }

  private static boolean relabel(
      LevelGraph level, int v, int[] label, double[] weight, CounterRandom random) {
    int from = level.offsets[v];
    int to = level.offsets[v + 1];
    double most = Double.NEGATIVE_INFINITY;
    for (int e = from; e < to; e++) {
      int l = label[level.targets[e]];
      weight[l] += level.weights[e];
    }
    for (int e = from; e < to; e++) {
      most = Math.max(most, weight[label[level.targets[e]]]);
    }
    int[] best = new int[to - from];
    int count = 0;
    boolean keeps = from == to || (weight[label[v]] >= most && reaches(level, v, label));
    for (int e = from; e < to; e++) {
      int l = label[level.targets[e]];
      if (weight[l] == most && !contains(best, count, l)) {
        best[count++] = l;
      }
    }
    for (int e = from; e < to; e++) {
      weight[label[level.targets[e]]] = 0;
    }
    if (keeps) {
      return false;
    }
    label[v] = best[count == 1 ? 0 : random.nextInt(count)];
    return true;
  }

  private static boolean reaches(LevelGraph level, int v, int[] label) {
    for (int e = level.offsets[v]; e < level.offsets[v + 1]; e++) {
      if (label[level.targets[e]] == label[v]) {
        return true;
      }
    }
    return false;
  }

  private static boolean contains(int[] values, int count, int value) {
    return Arrays.stream(values, 0, count).anyMatch(x -> x == value);
  }
}
