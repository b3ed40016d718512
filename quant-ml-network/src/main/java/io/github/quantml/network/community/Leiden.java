// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.community;

import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.network.graph.Graph;
import io.github.quantml.network.graph.Partition;
import java.util.Arrays;

/**
 * Communities by the algorithm of Traag, Waltman and van Eck (2019, From Louvain to Leiden:
 * guaranteeing well-connected communities, Scientific Reports 9).
 *
 * <p>Every run moves single nodes, splits the communities into well-connected parts, and goes on
 * with the parts as nodes until nothing merges. Communities that it returns are connected; one that
 * moves of whole parts left in pieces is split, which every objective rewards where weights are
 * positive. The result depends on graph and configuration only. Immutable and thread-safe.
 */
public final class Leiden {
  private final LeidenConfig config;

  private Leiden(LeidenConfig config) {
    this.config = config;
  }

  /** With a configuration. */
  public static Leiden of(LeidenConfig config) {
    return new Leiden(config);
  }

  /** With {@link LeidenConfig#defaults()}. */
  public static Leiden withDefaults() {
    return of(LeidenConfig.defaults());
  }

  /** Communities from nodes alone. */
  public Communities detect(Graph graph) {
    return detect(graph, Partition.singletons(graph.nodeCount()));
  }

  /** Communities that start from given ones, such as those of yesterday. */
  public Communities detect(Graph graph, Partition start) {
    Quality quality = Quality.of(graph, config.objective(), config.resolution());
    double value = quality.value(graph, start);
    if (graph.nodeCount() == 0) {
      return Communities.of(graph, start, 0, 0, true);
    }
    LevelGraph base = LevelGraph.of(graph, quality);
    CounterRandom root = CounterRandom.of(config.seed());
    Partition best = start;
    boolean stable = false;
    int run = 0;
    while (run < config.iterations() && !stable) {
      Partition found = connected(graph, run(base, best, root.split(run)));
      double reached = quality.value(graph, found);
      run++;
      // Rounding aside a run never loses; equal values may still be another partition.
      stable = found.equals(best) || (reached <= value && run > 1);
      if (reached > value || run == 1) {
        best = found;
        value = reached;
      }
    }
    return Communities.of(graph, best, value, run, stable);
  }

  private int[] run(LevelGraph base, Partition start, CounterRandom random) {
    LevelGraph graph = base;
    int[] community = start.toArray();
    // The node of the present level that holds each node of the base.
    int[] holder = new int[base.n];
    Arrays.setAll(holder, v -> v);
    while (true) {
      new LocalMoving(graph, community).run(random);
      Refinement refinement = new Refinement(graph, community, config.randomness());
      int[] part = refinement.run(random);
      int parts = refinement.parts();
      if (parts == graph.n) {
        break;
      }
      int[] above = new int[parts];
      for (int v = 0; v < graph.n; v++) {
        above[part[v]] = community[v];
      }
      for (int v = 0; v < holder.length; v++) {
        holder[v] = part[holder[v]];
      }
      graph = graph.aggregate(part, parts);
      community = Partition.of(above).toArray();
    }
    int[] out = new int[base.n];
    for (int v = 0; v < out.length; v++) {
      out[v] = community[holder[v]];
    }
    return out;
  }

  private static Partition connected(Graph graph, int[] community) {
    Partition partition = Partition.of(community);
    SpanningForest forest = SpanningForest.of(graph, partition);
    return forest.disconnected() == 0 ? partition : Partition.of(forest.parts());
  }

  /** The value of an objective for any partition. */
  public static double quality(
      Graph graph, Partition partition, Objective objective, double resolution) {
    return Quality.of(graph, objective, resolution).value(graph, partition);
  }

  /** Modularity of a partition, resolution 1. */
  public static double modularity(Graph graph, Partition partition) {
    return quality(graph, partition, Objective.MODULARITY, 1);
  }
}
