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

  /** Runs; the argument is the number of seeds, 100 if there is none. */
  public static void main(String[] args) {
    int seeds = args.length > 0 ? Integer.parseInt(args[0]) : 100;
    double[] ari = new double[2];
    double least = 1;
    double[] links = new double[2];
    double[] wrong = new double[2];
    double share = 0;
    int[] anyFalse = new int[2];
    double[] nullLinks = new double[2];
    for (int seed = 0; seed < seeds; seed++) {
      FilingSimulator simulator = FilingSimulator.defaults().withSeed(seed);
      Incidence planted = Incidence.of(simulator.run(), Disclosure.Side.BUY, 1);
      PairTests fixed = new FixedDegree(DRAWS, seed, Runnable::run).test(planted);
      PairTests naive = new Hypergeometric().test(planted);
      Graph backbone = fixed.backbone(LEVEL, 28);
      double found =
          ari(simulator, Leiden.of(LeidenConfig.defaults()).detect(backbone).partition());
      Graph raw = Similarity.of(planted, Similarity.Measure.SHARED);
      ari[0] += found / seeds;
      ari[1] += ari(simulator, Leiden.withDefaults().detect(raw).partition()) / seeds;
      least = Math.min(least, found);
      PairTests[] both = {fixed, naive};
      Incidence without = Incidence.of(simulator.withoutGroups().run(), Disclosure.Side.BUY, 1);
      PairTests[] none = {
        new FixedDegree(DRAWS, seed, Runnable::run).test(without),
        new Hypergeometric().test(without)
      };
      for (int m = 0; m < 2; m++) {
        int all = both[m].significant(LEVEL).size();
        long bad = both[m].significant(LEVEL).stream().filter(t -> !same(simulator, t)).count();
        links[m] += all / (double) seeds;
        wrong[m] += bad / (double) seeds;
        share += m == 0 && all > 0 ? bad / (double) all / seeds : 0;
        int chance = none[m].significant(LEVEL).size();
        nullLinks[m] += chance / (double) seeds;
        anyFalse[m] += chance > 0 ? 1 : 0;
      }
      System.err.printf(Locale.ROOT, "seed %d: ARI %.3f%n", seed, found);
    }
    System.out.printf(
        Locale.ROOT,
        "| | fixed degrees | hypergeometric | shared counts |%n|---|---:|---:|---:|%n"
            + "| ARI of the groups, mean (least) | %.3f (%.3f) | | %.3f |%n"
            + "| links with groups | %.1f | %.1f | |%n"
            + "| of these false | %.1f (%.1f %%) | %.1f | |%n"
            + "| links without groups | %.2f | %.1f | |%n"
            + "| seeds without groups that have any link | %d of %d | %d of %d | |%n",
        ari[0],
        least,
        ari[1],
        links[0],
        links[1],
        wrong[0],
        100 * share,
        wrong[1],
        nullLinks[0],
        nullLinks[1],
        anyFalse[0],
        seeds,
        anyFalse[1],
        seeds);
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
