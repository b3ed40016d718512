// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.community;

import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.network.graph.Graph;
import io.github.quantml.network.graph.Partition;
import java.util.Arrays;

/**
 * Communities by the algorithm of Blondel, Guillaume, Lambiotte and Lefebvre (2008), a baseline:
 * single nodes move, communities become nodes, and so on. It may return communities that are not
 * connected, which {@link Communities#disconnected} counts; {@link Leiden} does not.
 *
 * @param objective what is maximised
 * @param resolution γ, above 0
 * @param seed root of the random order
 */
public record Louvain(Objective objective, double resolution, long seed) {
  public Louvain {
    if (!(resolution > 0 && resolution < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("resolution: must be above 0, got " + resolution);
    }
  }

  /** Modularity, γ = 1, seed 42. */
  public static Louvain withDefaults() {
    return new Louvain(Objective.MODULARITY, 1, 42);
  }

  /** Communities from nodes alone. */
  public Communities detect(Graph graph) {
    Quality quality = Quality.of(graph, objective, resolution);
    LevelGraph level = LevelGraph.of(graph, quality);
    CounterRandom random = CounterRandom.of(seed);
    int[] holder = new int[graph.nodeCount()];
    Arrays.setAll(holder, v -> v);
    int levels = 0;
    while (level.n > 0) {
      int[] community = Partition.singletons(level.n).toArray();
      levels++;
      if (!new LocalMoving(level, community).run(random.split(levels))) {
        break;
      }
      Partition merged = Partition.of(community);
      for (int v = 0; v < holder.length; v++) {
        holder[v] = merged.community(holder[v]);
      }
      level = level.aggregate(merged.toArray(), merged.size());
    }
    Partition partition = Partition.of(holder);
    return Communities.of(graph, partition, quality.value(graph, partition), levels, true);
  }
}
