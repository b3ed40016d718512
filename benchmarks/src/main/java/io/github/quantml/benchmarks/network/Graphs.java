// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.network;

import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.network.asset.AssetReturns;
import io.github.quantml.network.asset.Correlations;
import io.github.quantml.network.graph.Graph;
import io.github.quantml.network.graph.GraphBuilder;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Random graphs and correlations of given sizes. */
final class Graphs {
  private Graphs() {}

  /** Different edges between equally likely pairs. */
  static Graph uniform(int nodes, int edges, long seed) {
    return planted(nodes, edges, 1, 0, seed);
  }

  /** A share of the edges within groups of equal size, the rest anywhere. */
  static Graph planted(int nodes, int edges, int groups, double within, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    GraphBuilder out = Graph.undirected(nodes);
    Set<Long> taken = new HashSet<>();
    int members = nodes / groups;
    while (taken.size() < edges) {
      int a = random.nextInt(nodes);
      int group = Math.min(a / members, groups - 1);
      int b =
          random.nextDouble() < within
              ? group * members + random.nextInt(members)
              : random.nextInt(nodes);
      long key = ((long) Math.min(a, b) << 32) | Math.max(a, b);
      if (a != b && taken.add(key)) {
        out.edge(a, b);
      }
    }
    return out.build();
  }

  /** Both ends of every edge. */
  static double[] flat(Graph graph) {
    return graph.edges().stream().flatMapToDouble(e -> DoubleStream.of(e.from(), e.to())).toArray();
  }

  /** Correlations of assets with a market and ten sectors over 1,250 days. */
  static Correlations correlations(int assets, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    double[][] r = new double[assets][1_250];
    double[] sector = new double[10];
    for (int t = 0; t < 1_250; t++) {
      double market = random.nextGaussian();
      for (int s = 0; s < 10; s++) {
        sector[s] = random.nextGaussian();
      }
      for (int i = 0; i < assets; i++) {
        r[i][t] = 0.6 * market + 0.6 * sector[i % 10] + random.nextGaussian();
      }
    }
    return Correlations.pearson(
        AssetReturns.of(IntStream.range(0, assets).mapToObj(i -> "A" + i).toList(), r));
  }
}
