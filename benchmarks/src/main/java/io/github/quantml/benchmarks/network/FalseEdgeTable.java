// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.network;

import io.github.quantml.api.Disclosure;
import io.github.quantml.network.community.Leiden;
import io.github.quantml.network.community.LeidenConfig;
import io.github.quantml.network.graph.Graph;
import io.github.quantml.network.graph.Partition;
import io.github.quantml.network.graph.PartitionDistance;
import io.github.quantml.network.trading.FilingSimulator;
import io.github.quantml.network.trading.FixedDegree;
import io.github.quantml.network.trading.Hypergeometric;
import io.github.quantml.network.trading.Incidence;
import io.github.quantml.network.trading.PairTest;
import io.github.quantml.network.trading.PairTests;
import io.github.quantml.network.trading.Similarity;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Planted groups among simulated traders, and none: what null models find, over many seeds. Prints
 * the table of docs/NETWORK.md.
 */
public final class FalseEdgeTable {
  private static final int DRAWS = 15_000;
  private static final double LEVEL = 0.05;

  private FalseEdgeTable() {}

  /**
   * Runs; the arguments are the numbers of seeds without and with groups, 100 and 20 if there are
   * none.
   */
  public static void main(String[] args) {
    int without = args.length > 0 ? Integer.parseInt(args[0]) : 100;
    int with = args.length > 1 ? Integer.parseInt(args[1]) : 20;
    double[] ari = new double[2];
    double least = 1;
    double[] links = new double[2];
    double[] wrong = new double[2];
    double share = 0;
    for (int seed = 0; seed < with; seed++) {
      FilingSimulator simulator = FilingSimulator.defaults().withSeed(seed);
      Incidence planted = Incidence.of(simulator.run(), Disclosure.Side.BUY, 1);
      PairTests fixed = new FixedDegree(DRAWS, seed, Runnable::run).test(planted);
      Graph backbone = fixed.backbone(LEVEL, 28);
      double found =
          ari(simulator, Leiden.of(LeidenConfig.defaults()).detect(backbone).partition());
      Graph raw = Similarity.of(planted, Similarity.Measure.SHARED);
      ari[0] += found / with;
      ari[1] += ari(simulator, Leiden.withDefaults().detect(raw).partition()) / with;
      least = Math.min(least, found);
      PairTests[] both = {fixed, new Hypergeometric().test(planted)};
      for (int m = 0; m < 2; m++) {
        int all = both[m].significant(LEVEL).size();
        long bad = both[m].significant(LEVEL).stream().filter(t -> !same(simulator, t)).count();
        links[m] += all / (double) with;
        wrong[m] += bad / (double) with;
        share += m == 0 && all > 0 ? bad / (double) all / with : 0;
      }
      System.err.printf(Locale.ROOT, "with groups, seed %d: ARI %.3f%n", seed, found);
    }
    System.out.printf(
        Locale.ROOT,
        "| | fixed degrees | hypergeometric | shared counts |%n|---|---:|---:|---:|%n"
            + "| ARI of the groups over %d seeds, mean (least) | %.3f (%.3f) | | %.3f |%n"
            + "| links with groups | %.1f | %.1f | |%n"
            + "| of these false | %.1f (%.1f %%) | %.1f | |%n",
        with,
        ari[0],
        least,
        ari[1],
        links[0],
        links[1],
        wrong[0],
        100 * share,
        wrong[1]);
    int any = 0;
    double mean = 0;
    double naive = 0;
    for (int seed = 0; seed < without; seed++) {
      FilingSimulator simulator = FilingSimulator.defaults().withoutGroups().withSeed(seed);
      Incidence none = Incidence.of(simulator.run(), Disclosure.Side.BUY, 1);
      int chance = new FixedDegree(DRAWS, seed, Runnable::run).test(none).significant(LEVEL).size();
      any += chance > 0 ? 1 : 0;
      mean += chance / (double) without;
      naive += seed < with ? new Hypergeometric().test(none).significant(LEVEL).size() : 0;
      System.err.printf(Locale.ROOT, "without groups, seed %d: %d links%n", seed, chance);
    }
    System.out.printf(
        Locale.ROOT,
        "| links without groups over %d seeds | %.2f | %.1f (%d seeds) | |%n"
            + "| seeds without groups that have any link | %d | | |%n",
        without,
        mean,
        naive / Math.min(with, without),
        Math.min(with, without),
        any);
  }

  private static boolean same(FilingSimulator simulator, PairTest pair) {
    int group = simulator.group(pair.first());
    return group >= 0 && group == simulator.group(pair.second());
  }

  private static double ari(FilingSimulator simulator, Partition found) {
    int[] truth =
        IntStream.range(0, simulator.traders())
            .map(i -> simulator.group(i) < 0 ? 1_000 + i : simulator.group(i))
            .toArray();
    return PartitionDistance.between(Partition.of(truth), found).adjustedRandIndex();
  }
}
