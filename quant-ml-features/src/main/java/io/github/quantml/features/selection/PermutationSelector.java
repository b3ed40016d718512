// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.selection;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.features.graph.Workers;
import io.github.quantml.math.Sums;
import io.github.quantml.math.random.CounterRandom;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Mean decrease of accuracy: keeps features, or whole clusters of correlated ones, without which a
 * learner's forecasts of unseen rows get worse.
 *
 * <p>In each purged fold the columns of a cluster are permuted together in the test rows; the score
 * is the mean increase of the squared error over all rows, in variances of the target. Its p-value
 * is that of Student's t with the long-run variance by cosines.
 *
 * <p>Sources: Breiman (2001), Random forests; López de Prado (2020), Machine learning for asset
 * managers, section 6.
 *
 * @param learner what learns
 * @param folds what it learns and is tested on
 * @param control how p-values of clusters are adjusted
 * @param level false discovery rate, in (0, 1)
 * @param repeats permutations of each cluster in each fold, at least 1
 * @param correlation features that correlate at least so much form a cluster; 1 for each by itself
 */
public record PermutationSelector(
    Learner learner,
    PurgedFolds folds,
    FalseDiscovery control,
    double level,
    int repeats,
    double correlation)
    implements Selector {

  public PermutationSelector {
    FalseDiscovery.requireLevel(level);
    if (repeats < 1 || !(correlation > 0 && correlation <= 1)) {
      throw new IllegalArgumentException(
          "permutation: repeats must be >= 1 and correlation in (0, 1], got "
              + repeats
              + " and "
              + correlation);
    }
  }

  /** Each feature by itself. */
  public static PermutationSelector of(Learner learner, double level) {
    return new PermutationSelector(
        learner, PurgedFolds.defaults(), FalseDiscovery.BENJAMINI_HOCHBERG, level, 5, 1);
  }

  /** Clusters of features whose average correlation is at least 0.4 in absolute value. */
  public static PermutationSelector clustered(Learner learner, double level) {
    return new PermutationSelector(
        learner, PurgedFolds.defaults(), FalseDiscovery.BENJAMINI_HOCHBERG, level, 5, 0.4);
  }

  @Override
  public String name() {
    return correlation < 1 ? "clustered permutation importance" : "permutation importance";
  }

  @Override
  public Ranking rank(SelectionData data, SelectionContext context) {
    int n = data.rows();
    int m = data.features();
    int[] cluster = correlation < 1 ? CorrelationClusters.of(data, correlation).labels() : own(m);
    int clusters = 0;
    for (int label : cluster) {
      clusters = Math.max(clusters, label + 1);
    }
    int groups = clusters;
    double[][] gains = new double[groups][n];
    CounterRandom root = CounterRandom.of(context.seed());
    try (Workers workers = Workers.of(context.threads())) {
      for (int f = 0; f < folds.folds(); f++) {
        int fold = f;
        int[] test = folds.test(f, n);
        double[][] seen = SelectionData.pick(data.columns(), test);
        double[] y = SelectionData.pick(data.target(), test);
        Learner.Fitted fitted = train(learner, data, folds, f, root.split(f).nextLong());
        double[] plain = fitted.predict(seen);
        workers.each(
            groups,
            g -> {
              for (int r = 0; r < repeats; r++) {
                CounterRandom random = root.split(1_000 + ((long) fold * repeats + r) * groups + g);
                int[] order = random.permutation(y.length);
                double[][] changed = seen.clone();
                for (int k = 0; k < m; k++) {
                  if (cluster[k] == g) {
                    changed[k] = SelectionData.pick(seen[k], order);
                  }
                }
                double[] worse = fitted.predict(changed);
                for (int i = 0; i < y.length; i++) {
                  double before = y[i] - plain[i];
                  double after = y[i] - worse[i];
                  gains[g][test[i]] += (after * after - before * before) / repeats;
                }
              }
            });
      }
    }
    return byGain(data, gains, cluster);
  }

  private Ranking byGain(SelectionData data, double[][] gains, int[] cluster) {
    Association robust = Association.of(data.rows(), data.overlap());
    double variance = Sums.variance(data.target(), 0);
    double[] groupP = new double[gains.length];
    for (int g = 0; g < gains.length; g++) {
      groupP[g] = robust.gainPValue(gains[g]);
    }
    double[] adjusted = control.adjust(groupP);
    double[] scores = new double[cluster.length];
    double[] pValues = new double[cluster.length];
    boolean[] kept = new boolean[cluster.length];
    for (int k = 0; k < cluster.length; k++) {
      scores[k] = Sums.mean(gains[cluster[k]]) / variance;
      pValues[k] = groupP[cluster[k]];
      kept[k] = adjusted[cluster[k]] <= level;
    }
    int[] chosen =
        IntStream.range(0, kept.length)
            .filter(k -> kept[k])
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(k -> pValues[k])
                    .thenComparingDouble(k -> -scores[k])
                    .thenComparingInt(k -> k))
            .mapToInt(k -> k)
            .toArray();
    return new Ranking(
        scores,
        pValues,
        chosen,
        OptionalDouble.of(level * chosen.length),
        "false discovery rate of "
            + (correlation < 1 ? "clusters" : "features")
            + " at most "
            + level
            + " ("
            + control
            + "); squared error on unseen rows, errors from "
            + robust.freedom()
            + " cosines");
  }

  private static int[] own(int m) {
    int[] out = new int[m];
    for (int k = 0; k < m; k++) {
      out[k] = k;
    }
    return out;
  }

  static Learner.Fitted train(
      Learner learner, SelectionData data, PurgedFolds folds, int fold, long seed) {
    int[] rows = folds.train(fold, data.rows(), data.overlap());
    if (rows.length < 10) {
      throw new InsufficientDataException(
          "selection: training rows left by purging fold " + fold, 10, rows.length);
    }
    return learner.fit(
        SelectionData.pick(data.columns(), rows), SelectionData.pick(data.target(), rows), seed);
  }
}
