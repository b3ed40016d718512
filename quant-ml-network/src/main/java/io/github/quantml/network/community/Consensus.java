// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.community;

import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.network.graph.Graph;
import io.github.quantml.network.graph.GraphBuilder;
import io.github.quantml.network.graph.Partition;
import io.github.quantml.network.graph.PartitionDistance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * One partition from many runs, and how much the runs agree.
 *
 * <p>Pairs of nodes that share a community in more than a threshold of the runs are linked by that
 * share, and the runs are repeated on those links until all agree (Lancichinetti and Fortunato
 * 2012, Scientific Reports 2). The stability is that of the first runs, on the graph itself: means
 * over all pairs of runs.
 *
 * @param partition what the runs agree on at last
 * @param quality of that partition on the graph
 * @param variationOfInformation mean between the first runs, in nats
 * @param normalizedMutualInformation the same
 * @param adjustedRandIndex the same
 * @param rounds repetitions until the runs agreed
 */
public record Consensus(
    Partition partition,
    double quality,
    double variationOfInformation,
    double normalizedMutualInformation,
    double adjustedRandIndex,
    int rounds) {
  private static final int MOST_ROUNDS = 50;

  /** The consensus of some runs of Leiden, on the calling thread, with threshold 0.5. */
  public static Consensus of(Graph graph, LeidenConfig config, int runs) {
    return of(graph, config, runs, 0.5, Runnable::run);
  }

  /**
   * The consensus of some runs of Leiden. Needs memory for all pairs of nodes that share a
   * community in a run.
   *
   * @param runs at least 2
   * @param threshold in (0, 1): share of runs above which a pair is linked
   * @param executor of the runs; the result is the same for any
   */
  public static Consensus of(
      Graph graph, LeidenConfig config, int runs, double threshold, Executor executor) {
    if (runs < 2) {
      throw new IllegalArgumentException("runs: must be at least 2, got " + runs);
    }
    if (!(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException("threshold: must be in (0, 1), got " + threshold);
    }
    List<Partition> found = runs(graph, config, runs, 0, executor);
    double[] stability = stability(found);
    int round = 0;
    while (!agree(found) && round < MOST_ROUNDS) {
      round++;
      // Weights of pairs are shares, so their communities are those of modularity.
      LeidenConfig again = config.with(Objective.MODULARITY, 1);
      found = runs(linked(found, threshold), again, runs, round, executor);
    }
    Partition partition = found.get(0);
    double quality = Leiden.quality(graph, partition, config.objective(), config.resolution());
    return new Consensus(partition, quality, stability[0], stability[1], stability[2], round);
  }

  private static List<Partition> runs(
      Graph graph, LeidenConfig config, int runs, int round, Executor executor) {
    List<CompletableFuture<Partition>> pending = new ArrayList<>();
    CounterRandom seeds = CounterRandom.of(config.seed()).split(round);
    for (int run = 0; run < runs; run++) {
      LeidenConfig one = config.withSeed(seeds.nextLong());
      pending.add(
          CompletableFuture.supplyAsync(() -> Leiden.of(one).detect(graph).partition(), executor));
    }
    return pending.stream().map(CompletableFuture::join).toList();
  }

  private static boolean agree(List<Partition> found) {
    return found.stream().allMatch(found.get(0)::equals);
  }

  private static double[] stability(List<Partition> found) {
    double[] sum = new double[3];
    int pairs = 0;
    for (int i = 0; i < found.size(); i++) {
      for (int j = 0; j < i; j++) {
        PartitionDistance d = PartitionDistance.between(found.get(i), found.get(j));
        sum[0] += d.variationOfInformation();
        sum[1] += d.normalizedMutualInformation();
        sum[2] += d.adjustedRandIndex();
        pairs++;
      }
    }
    for (int k = 0; k < sum.length; k++) {
      sum[k] /= pairs;
    }
    return sum;
  }

  private static Graph linked(List<Partition> found, double threshold) {
    int n = found.get(0).nodeCount();
    GraphBuilder out = Graph.undirected(n);
    List<int[][]> members = found.stream().map(Partition::members).toList();
    int[] shared = new int[n];
    for (int v = 0; v < n; v++) {
      Arrays.fill(shared, 0);
      for (int run = 0; run < found.size(); run++) {
        for (int u : members.get(run)[found.get(run).community(v)]) {
          shared[u]++;
        }
      }
      for (int u = v + 1; u < n; u++) {
        double share = shared[u] / (double) found.size();
        if (share > threshold) {
          out.edge(v, u, share);
        }
      }
    }
    return out.build();
  }
}
