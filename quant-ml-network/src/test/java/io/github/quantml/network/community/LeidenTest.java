// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.network.NetworkSamples;
import io.github.quantml.network.graph.Graph;
import io.github.quantml.network.graph.Partition;
import io.github.quantml.network.graph.PartitionDistance;
import java.util.List;
import java.util.concurrent.Executors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LeidenTest {
  /** The optimum of the karate club, Brandes et al. (2008), and its four groups. */
  @Test
  @Tag("data")
  void the_karate_optimum_is_reached_by_all_of_200_seeds() {
    Graph karate = NetworkSamples.karate().unweighted();
    int[] group = new int[34];
    for (int v : new int[] {4, 5, 6, 10, 16}) {
      group[v] = 1;
    }
    for (int v : new int[] {23, 24, 25, 27, 28, 31}) {
      group[v] = 2;
    }
    for (int v : new int[] {8, 9, 14, 15, 18, 20, 22, 26, 29, 30, 32, 33}) {
      group[v] = 3;
    }
    Partition optimum = Partition.of(group);
    assertThat(Leiden.modularity(karate, optimum)).isCloseTo(.419789612097304, within(1e-14));
    for (int seed = 0; seed < 200; seed++) {
      Communities found = Leiden.of(LeidenConfig.defaults().withSeed(seed)).detect(karate);
      assertThat(found.quality()).as("seed %d", seed).isCloseTo(.419789612097304, within(1e-14));
      assertThat(found.partition()).isEqualTo(optimum);
      assertThat(found.disconnected()).isZero();
      assertThat(found.check(karate)).isTrue();
    }
  }

  /** The faction split and the weighted graph, from the reference tables of networkx 3.6.1. */
  @Test
  @Tag("data")
  void weights_and_the_faction_split_have_the_known_modularity() {
    Graph karate = NetworkSamples.karate();
    int[] faction = new int[34];
    for (int v : new int[] {8, 9, 14, 15, 18, 20, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33}) {
      faction[v] = 1;
    }
    // networkx counts node 8 with the instructor's club.
    faction[8] = 0;
    Partition split = Partition.of(faction);
    assertThat(Leiden.modularity(karate.unweighted(), split))
        .isCloseTo(.358234714004, within(1e-12));
    assertThat(Leiden.modularity(karate, split)).isCloseTo(.391437566762, within(1e-12));
    assertThat(karate.totalWeight()).isEqualTo(231);
    Communities best = Leiden.withDefaults().detect(karate);
    assertThat(best.quality()).isCloseTo(.444903581268, within(1e-12));
  }

  /** Fortunato and Barthélemy (2007): 30 cliques of 5 nodes. */
  @Test
  void modularity_merges_a_ring_of_cliques_and_the_potts_model_does_not() {
    Graph ring = NetworkSamples.ringOfCliques(30, 5);
    Communities modularity = Leiden.withDefaults().detect(ring);
    // The cliques alone have .8758, cliques in pairs, which a ring allows in two ways, .8879.
    assertThat(modularity.quality()).isBetween(.880, .887878787879);
    assertThat(modularity.partition().size()).isBetween(12, 18);
    Communities potts = Leiden.of(LeidenConfig.defaults().with(Objective.CPM, 0.5)).detect(ring);
    assertThat(potts.partition().size()).isEqualTo(30);
    assertThat(potts.partition().sizes()).containsOnly(5);
    assertThat(Leiden.modularity(ring, potts.partition())).isCloseTo(.875757575758, within(1e-12));
  }

  /** Sums over all pairs, straight from the definitions. */
  @Property(tries = 100)
  void quality_is_the_sum_over_pairs(
      @ForAll long seed,
      @ForAll boolean directed,
      @ForAll boolean signed,
      @ForAll @DoubleRange(min = 0.2, max = 2) double resolution) {
    Graph graph = NetworkSamples.random(12, 0.4, directed, signed ? 0.3 : 0, seed);
    Partition partition = Leiden.withDefaults().detect(graph).partition();
    double[] plus = new double[2];
    double[][] out = new double[2][12];
    double[][] in = new double[2][12];
    for (int v = 0; v < 12; v++) {
      for (int u = 0; u < 12; u++) {
        int sign = graph.weight(v, u) < 0 ? 1 : 0;
        double w = Math.abs(graph.weight(v, u));
        plus[sign] += w;
        out[sign][v] += w;
        in[sign][u] += w;
      }
    }
    double modularity = 0;
    double potts = 0;
    for (int v = 0; v < 12; v++) {
      for (int u = 0; u < 12; u++) {
        if (partition.community(v) == partition.community(u)) {
          double expected = plus[0] > 0 ? resolution * out[0][v] * in[0][u] / plus[0] : 0;
          expected -= plus[1] > 0 ? resolution * out[1][v] * in[1][u] / plus[1] : 0;
          modularity += graph.weight(v, u) - expected;
          potts += v == u ? 0 : graph.weight(v, u) - resolution;
        }
      }
    }
    double all = plus[0] + plus[1];
    assertThat(Leiden.quality(graph, partition, Objective.MODULARITY, resolution))
        .isCloseTo(all > 0 ? modularity / all : 0, within(1e-12));
    assertThat(Leiden.quality(graph, partition, Objective.CPM, resolution))
        .isCloseTo(directed ? potts : potts / 2, within(1e-10));
  }

  @Property(tries = 60)
  void no_single_move_and_no_merge_of_two_communities_gains(
      @ForAll long seed,
      @ForAll boolean directed,
      @ForAll boolean signed,
      @ForAll Objective objective) {
    Graph graph = NetworkSamples.random(14, 0.35, directed, signed ? 0.25 : 0, seed);
    double resolution = objective == Objective.CPM ? 0.4 : 1;
    LeidenConfig config = LeidenConfig.defaults().with(objective, resolution).withIterations(50);
    Communities found = Leiden.of(config).detect(graph);
    double value = Leiden.quality(graph, found.partition(), objective, resolution);
    assertThat(found.quality()).isEqualTo(value);
    assertThat(found.disconnected()).isZero();
    assertThat(found.check(graph)).isTrue();
    int[] labels = found.partition().toArray();
    for (int v = 0; v < labels.length; v++) {
      for (int c = 0; c <= found.partition().size() && !signed; c++) {
        int[] moved = labels.clone();
        moved[v] = c;
        assertThat(Leiden.quality(graph, Partition.of(moved), objective, resolution))
            .isLessThanOrEqualTo(value + 1e-9);
      }
    }
    for (int a = 0; a < found.partition().size() && !signed; a++) {
      for (int b = 0; b < a; b++) {
        int[] merged = labels.clone();
        for (int v = 0; v < merged.length; v++) {
          merged[v] = merged[v] == a ? b : merged[v];
        }
        assertThat(Leiden.quality(graph, Partition.of(merged), objective, resolution))
            .isLessThanOrEqualTo(value + 1e-9);
      }
    }
  }

  /** Two camps, friends within and foes across, with a few friendly links between them. */
  @Test
  void negative_weights_push_apart() {
    var builder = Graph.undirected(8);
    for (int v = 0; v < 8; v++) {
      for (int u = 0; u < v; u++) {
        boolean same = v / 4 == u / 4;
        builder.edge(v, u, same ? 1 : (v + u) % 5 == 0 ? 1 : -1);
      }
    }
    Communities found = Leiden.withDefaults().detect(builder.build());
    assertThat(found.partition().toString()).isEqualTo("[[0, 1, 2, 3], [4, 5, 6, 7]]");
  }

  @Property(tries = 30)
  void new_numbers_for_the_nodes_change_nothing_but_labels(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 5) int cliques) {
    Graph ring = NetworkSamples.ringOfCliques(cliques + 3, 6);
    int[] order = CounterRandom.of(seed).permutation(ring.nodeCount());
    var builder = Graph.undirected(ring.nodeCount());
    ring.edges().forEach(e -> builder.edge(order[e.from()], order[e.to()], e.weight()));
    Communities before = Leiden.withDefaults().detect(ring);
    Communities after = Leiden.withDefaults().detect(builder.build());
    int[] back = new int[ring.nodeCount()];
    for (int v = 0; v < back.length; v++) {
      back[v] = after.partition().community(order[v]);
    }
    assertThat(Partition.of(back)).isEqualTo(before.partition());
    assertThat(after.quality()).isCloseTo(before.quality(), within(1e-12));
  }

  @Test
  @Tag("data")
  void consensus_of_runs_is_the_same_on_any_executor_and_says_how_stable_it_is() {
    Graph karate = NetworkSamples.karate().unweighted();
    LeidenConfig config = LeidenConfig.defaults().withIterations(1);
    Consensus one = Consensus.of(karate, config, 20);
    var pool = Executors.newFixedThreadPool(3);
    try {
      assertThat(Consensus.of(karate, config, 20, 0.5, pool)).isEqualTo(one);
    } finally {
      pool.shutdown();
    }
    assertThat(one.quality()).isBetween(.415, .419789612097305);
    assertThat(one.normalizedMutualInformation()).isBetween(0.8, 0.999);
    assertThat(one.adjustedRandIndex()).isBetween(0.7, 0.999);
    Consensus settled = Consensus.of(karate, LeidenConfig.defaults(), 20);
    assertThat(settled.quality()).isCloseTo(.419789612097304, within(1e-12));
    assertThat(settled.variationOfInformation()).isZero();
    assertThat(settled.adjustedRandIndex()).isEqualTo(1);
  }

  @Test
  void baselines_find_clear_groups_and_louvain_counts_what_it_leaves_in_pieces() {
    Graph ring = NetworkSamples.ringOfCliques(8, 6);
    for (Communities found :
        List.of(
            Louvain.withDefaults().detect(ring), LabelPropagation.withDefaults().detect(ring))) {
      assertThat(found.partition().sizes()).containsOnly(6);
      assertThat(found.check(ring)).isTrue();
    }
    Partition pieces = Partition.of(new int[] {0, 1, 0});
    Graph path = Graph.undirected(3).edge(0, 1).edge(1, 2).build();
    Communities broken = Communities.of(path, pieces, 0, 1, true);
    assertThat(broken.disconnected()).isEqualTo(1);
    assertThat(broken.check(path)).isFalse();
  }

  /** Values of scikit-learn 1.9.1: normalized_mutual_info_score and adjusted_rand_score. */
  @Test
  void distances_of_partitions_have_the_known_values() {
    Partition a = Partition.of(new int[] {0, 0, 0, 1, 1, 1, 2, 2, 2, 2});
    Partition b = Partition.of(new int[] {0, 0, 1, 1, 1, 2, 2, 2, 2, 0});
    PartitionDistance d = PartitionDistance.between(a, b);
    assertThat(d.normalizedMutualInformation()).isCloseTo(0.44270128334605, within(1e-12));
    assertThat(d.adjustedRandIndex()).isCloseTo(0.20454545454545456, within(1e-12));
    assertThat(d.variationOfInformation()).isCloseTo(1.213685117648822, within(1e-12));
    PartitionDistance same = PartitionDistance.between(a, a);
    assertThat(same.variationOfInformation()).isZero();
    assertThat(same.adjustedRandIndex()).isEqualTo(1);
  }
}
