// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.Disclosure;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.network.NetworkSamples;
import io.github.quantml.network.community.Leiden;
import io.github.quantml.network.community.LeidenConfig;
import io.github.quantml.network.graph.Partition;
import io.github.quantml.network.graph.PartitionDistance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class NullModelTest {
  /** Davis, Gardner and Gardner (1941): 18 women at 14 events. */
  static Incidence davis() {
    List<String> lines = NetworkSamples.lines("graphs", "davis.csv");
    List<String> women = new ArrayList<>();
    int[][] rows = new int[18][];
    for (int i = 0; i < 18; i++) {
      String[] cells = lines.get(i + 1).split(",", -1);
      women.add(cells[0].replace("\"", ""));
      rows[i] = IntStream.range(0, 14).filter(e -> cells[e + 1].equals("1")).toArray();
    }
    return Incidence.of(women, IntStream.rangeClosed(1, 14).mapToObj(e -> "E" + e).toList(), rows);
  }

  /** Reference table, with mpmath of 60 digits. */
  @Test
  @Tag("data")
  void the_southern_women_have_the_known_p_values() {
    Incidence davis = davis();
    assertThat(davis.size()).isEqualTo(89);
    PairTests tests = new Hypergeometric().test(davis);
    String katherina =
        davis.traders().stream().filter(n -> n.startsWith("Kath")).findFirst().orElseThrow();
    String sylvia =
        davis.traders().stream().filter(n -> n.startsWith("Sylvia")).findFirst().orElseThrow();
    PairTest best = tests.test(katherina, sylvia);
    assertThat(best.shared()).isEqualTo(6);
    assertThat(best.pValue()).isCloseTo(.002331002331, within(1e-12));
    PairTest olivia = tests.test("Olivia Carleton", "Flora Price");
    assertThat(olivia.shared()).isEqualTo(2);
    assertThat(olivia.pValue()).isCloseTo(.010989010989, within(1e-12));
    assertThat(tests.test("Laura Mandeville", "Brenda Rogers").pValue())
        .isCloseTo(.0145687645688, within(1e-12));
    assertThat(tests.tests().stream().filter(t -> t.pValue() < 0.05)).hasSize(17);
    assertThat(tests.significant(0.05)).isEmpty();
    double[][] p = BipartiteConfiguration.probabilities(davis);
    assertThat(p[0][0]).isCloseTo(.342328905638, within(1e-11));
    assertThat(p[0][7]).isCloseTo(.933382492637, within(1e-11));
    assertThat(p[17][13]).isCloseTo(.038596739956, within(1e-11));
    PairTests soft = new BipartiteConfiguration().test(davis);
    assertThat(soft.test("Olivia Carleton", "Flora Price").pValue())
        .isCloseTo(.08837234618, within(1e-10));
    assertThat(soft.test(katherina, sylvia).pValue()).isCloseTo(.09351301465, within(1e-10));
  }

  private static Incidence random(int traders, int items, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    int[][] rows = new int[traders][];
    for (int i = 0; i < traders; i++) {
      double eager = (i + 1.0) / traders;
      rows[i] =
          IntStream.range(0, items)
              .filter(a -> random.nextDouble() < 0.15 + 0.7 * a / items * eager)
              .toArray();
    }
    return Incidence.of(
        IntStream.range(0, traders).mapToObj(i -> "T" + i).toList(),
        IntStream.range(0, items).mapToObj(a -> "I" + a).toList(),
        rows);
  }

  @Property(tries = 60)
  void the_configuration_model_meets_every_degree(@ForAll long seed) {
    Incidence incidence = random(9, 14, seed);
    double[][] p = BipartiteConfiguration.probabilities(incidence);
    int[] popularity = incidence.popularity();
    for (int i = 0; i < 9; i++) {
      assertThat(Arrays.stream(p[i]).sum()).isCloseTo(incidence.degree(i), within(1e-9));
    }
    for (int a = 0; a < 14; a++) {
      double sum = 0;
      for (double[] row : p) {
        sum += row[a];
      }
      assertThat(sum).isCloseTo(popularity[a], within(1e-9));
    }
  }

  /** All subsets, summed. */
  @Property(tries = 60)
  void tails_of_bernoulli_sums_are_exact(@ForAll long seed, @ForAll @IntRange(max = 10) int k) {
    CounterRandom random = CounterRandom.of(seed);
    double[] a = new double[10];
    double[] b = new double[10];
    Arrays.setAll(a, i -> random.nextDouble());
    Arrays.setAll(b, i -> random.nextDouble());
    double expected = 0;
    for (int subset = 0; subset < 1 << 10; subset++) {
      double product = 1;
      for (int i = 0; i < 10; i++) {
        product *= (subset >> i & 1) == 1 ? a[i] * b[i] : 1 - a[i] * b[i];
      }
      expected += Integer.bitCount(subset) >= k ? product : 0;
    }
    assertThat(BipartiteConfiguration.atLeast(a, b, k, new double[11]))
        .isCloseTo(expected, within(1e-13));
  }

  /** Three traders and three items have so few matrices that they can be listed. */
  @Test
  void draws_with_fixed_degrees_are_uniform() {
    Incidence incidence =
        Incidence.of(
            List.of("A", "B", "C"), List.of("x", "y", "z"), new int[][] {{0, 1}, {0}, {1, 2}});
    // Rows 2, 1, 2 and columns 2, 2, 1: list all 0/1 matrices with these sums.
    int matrices = 0;
    double[] shared = new double[3];
    for (int code = 0; code < 1 << 9; code++) {
      int[] row = {code & 7, code >> 3 & 7, code >> 6 & 7};
      boolean rows =
          Integer.bitCount(row[0]) == 2
              && Integer.bitCount(row[1]) == 1
              && Integer.bitCount(row[2]) == 2;
      boolean columns = true;
      int[] wanted = {2, 2, 1};
      for (int c = 0; c < 3; c++) {
        columns &= (row[0] >> c & 1) + (row[1] >> c & 1) + (row[2] >> c & 1) == wanted[c];
      }
      if (rows && columns) {
        matrices++;
        shared[0] += Integer.bitCount(row[0] & row[1]);
        shared[1] += Integer.bitCount(row[0] & row[2]);
        shared[2] += Integer.bitCount(row[1] & row[2]);
      }
    }
    PairTests tests = FixedDegree.of(40_000).test(incidence);
    for (int p = 0; p < 3; p++) {
      // Five standard errors of a share of 40,000 draws that are close to independent.
      assertThat(tests.tests().get(p).expected()).isCloseTo(shared[p] / matrices, within(0.0175));
    }
  }

  @Test
  void any_executor_gives_the_same_draws_and_too_few_draws_are_refused() {
    Incidence incidence = random(20, 40, 3);
    PairTests one = FixedDegree.of(500).test(incidence);
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      assertThat(new FixedDegree(500, 42, pool).test(incidence).tests()).isEqualTo(one.tests());
    } finally {
      pool.shutdown();
    }
    assertThat(one.fewestDiscoveries(0.05)).isEqualTo(8);
    assertThatThrownBy(() -> one.backbone(0.05, 7))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessage(
            "fixed degree null: draws to find 7 of 190 pairs at a false discovery rate of 0.05:"
                + " needs at least 543, got 501");
    assertThat(one.backbone(0.05, 8).edgeCount()).isZero();
  }

  /** The planted problem of the docs, one seed: see NetworkTables of the benchmarks for 100. */
  @Test
  void planted_groups_are_found_and_raw_counts_fail() {
    FilingSimulator simulator = FilingSimulator.defaults();
    Incidence incidence = Incidence.of(simulator.run(), Disclosure.Side.BUY, 1);
    assertThat(incidence.traders()).hasSize(200);
    int[] truth =
        IntStream.range(0, 200)
            .map(i -> simulator.group(i) < 0 ? 1000 + i : simulator.group(i))
            .toArray();
    TradingClusters clusters =
        TradingClusters.of(incidence, FixedDegree.of(15_000), 0.05, 28, LeidenConfig.defaults());
    assertThat(ari(truth, clusters.communities().partition())).isGreaterThan(0.9);
    Partition raw =
        Leiden.withDefaults()
            .detect(Similarity.of(incidence, Similarity.Measure.SHARED))
            .partition();
    assertThat(ari(truth, raw)).isLessThan(0.3);
  }

  private static double ari(int[] truth, Partition found) {
    return PartitionDistance.between(Partition.of(truth), found).adjustedRandIndex();
  }

  @Test
  void without_groups_next_to_nothing_is_found() {
    FilingSimulator simulator = FilingSimulator.defaults().withoutGroups();
    int links = 0;
    for (int seed = 0; seed < 3; seed++) {
      Incidence incidence = Incidence.of(simulator.withSeed(seed).run(), Disclosure.Side.BUY, 1);
      links += FixedDegree.of(4_000).test(incidence).significant(0.05).size();
    }
    assertThat(links).isLessThan(10);
  }
}
