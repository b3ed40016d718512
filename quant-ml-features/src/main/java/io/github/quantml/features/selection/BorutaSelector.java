// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.selection;

import io.github.quantml.features.graph.Workers;
import io.github.quantml.math.random.CounterRandom;
import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * Boruta: keeps every feature that beats the best of its shadows, copies with their rows permuted,
 * more often than chance.
 *
 * <p>First, rounds of screening: a learner sees the features not yet rejected and shadows of all; a
 * feature hits if its importance exceeds the largest of a shadow, and is rejected when its hits are
 * too few for the binomial law with probability ½, Bonferroni-corrected for the features.
 *
 * <p>Then, rounds of confirmation for those left. Hits of different rounds share the target, so by
 * the binomial law a feature that fits the noise best would be accepted in a third of all problems
 * without any relation. Here the largest importance of a shadow is taken for what it is, a draw of
 * the largest importance without a relation: accepted is a feature for which (1 + misses)/(1 +
 * rounds), the p-value of that permutation test, is within the level.
 *
 * <p>Sources: Kursa and Rudnicki (2010), Feature selection with the Boruta package, Journal of
 * Statistical Software 36; Westfall and Young (1993), Resampling-based multiple testing.
 *
 * @param learner what learns and says how much it used each feature
 * @param level probability of keeping any feature if none is relevant, in (0, 1)
 * @param screening rounds of the first kind, at least 5
 * @param rounds of the second kind; more than 1/level
 */
public record BorutaSelector(Learner learner, double level, int screening, int rounds)
    implements Selector {
  public BorutaSelector {
    FalseDiscovery.requireLevel(level);
    if (screening < 5 || !(rounds + 1 >= 1 / level)) {
      throw new IllegalArgumentException(
          "boruta: screening must be >= 5 and rounds >= 1/level - 1, got "
              + screening
              + " and "
              + rounds);
    }
  }

  /** Level 0.05, 15 and 40 rounds. */
  public static BorutaSelector of(Learner learner) {
    return new BorutaSelector(learner, 0.05, 15, 40);
  }

  @Override
  public String name() {
    return "Boruta";
  }

  @Override
  public Ranking rank(SelectionData data, SelectionContext context) {
    int m = data.features();
    CounterRandom root = CounterRandom.of(context.seed());
    int[] hits = new int[m];
    int[] running = IntStream.range(0, m).toArray();
    double[] scores = new double[m];
    try (Workers workers = Workers.of(context.threads())) {
      for (int done = 0; done < screening && running.length > 0; ) {
        int batch = Math.min(5, screening - done);
        add(hits, running, rounds(data, running, root.split(done), batch, workers));
        done += batch;
        BinomialDistribution law = new BinomialDistribution(null, done, 0.5);
        running =
            IntStream.of(running)
                .filter(k -> m * law.cumulativeProbability(hits[k]) > level)
                .toArray();
      }
      Arrays.fill(hits, 0);
      if (running.length > 0) {
        add(hits, running, rounds(data, running, root.split(-1), rounds, workers));
      }
    }
    for (int k = 0; k < m; k++) {
      scores[k] = hits[k] / (double) rounds;
    }
    int[] chosen =
        IntStream.of(running)
            .filter(k -> (1.0 + rounds - hits[k]) / (1.0 + rounds) <= level)
            .boxed()
            .sorted(Comparator.<Integer>comparingInt(k -> -hits[k]).thenComparingInt(k -> k))
            .mapToInt(k -> k)
            .toArray();
    return new Ranking(
        scores,
        null,
        chosen,
        OptionalDouble.empty(),
        "all relevant features; probability at most "
            + level
            + " of keeping any if none is relevant; "
            + screening
            + " rounds of screening and "
            + rounds
            + " of confirmation");
  }

  private boolean[][] rounds(
      SelectionData data, int[] running, CounterRandom root, int count, Workers workers) {
    boolean[][] hit = new boolean[count][];
    workers.each(count, b -> hit[b] = hits(data, running, root.split(b)));
    return hit;
  }

  private static void add(int[] hits, int[] running, boolean[][] hit) {
    for (boolean[] one : hit) {
      for (int i = 0; i < running.length; i++) {
        hits[running[i]] += one[i] ? 1 : 0;
      }
    }
  }

  private boolean[] hits(SelectionData data, int[] running, CounterRandom random) {
    int r = running.length;
    double[][] columns = new double[r + data.features()][];
    for (int i = 0; i < columns.length; i++) {
      columns[i] =
          i < r
              ? data.columns()[running[i]]
              : SelectionData.pick(data.columns()[i - r], random.split(i).permutation(data.rows()));
    }
    double[] importance = learner.fit(columns, data.target(), random.nextLong()).importances();
    double best = 0;
    for (int i = r; i < importance.length; i++) {
      best = Math.max(best, importance[i]);
    }
    boolean[] hit = new boolean[r];
    for (int i = 0; i < r; i++) {
      hit[i] = importance[i] > best;
    }
    return hit;
  }
}
