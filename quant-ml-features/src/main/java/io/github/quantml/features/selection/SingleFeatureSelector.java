// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.selection;

import io.github.quantml.features.graph.Workers;
import io.github.quantml.math.Sums;
import io.github.quantml.math.random.CounterRandom;

/**
 * Single feature importance: keeps features from which alone a learner forecasts unseen rows better
 * than the mean of the training rows does.
 *
 * <p>The score is the out-of-sample R² over purged folds; its p-value that of Student's t of the
 * difference of squared errors with the long-run variance by cosines.
 *
 * <p>Source: López de Prado (2018), Advances in financial machine learning, section 8.4.
 *
 * @param learner what learns
 * @param folds what it learns and is tested on
 * @param level false discovery rate by Benjamini-Hochberg, in (0, 1)
 */
public record SingleFeatureSelector(Learner learner, PurgedFolds folds, double level)
    implements Selector {
  public SingleFeatureSelector {
    FalseDiscovery.requireLevel(level);
  }

  public static SingleFeatureSelector of(Learner learner, double level) {
    return new SingleFeatureSelector(learner, PurgedFolds.defaults(), level);
  }

  @Override
  public String name() {
    return "single feature importance";
  }

  @Override
  public Ranking rank(SelectionData data, SelectionContext context) {
    int n = data.rows();
    int m = data.features();
    Association robust = Association.of(n, data.overlap());
    double variance = Sums.variance(data.target(), 0);
    double[] scores = new double[m];
    double[] pValues = new double[m];
    CounterRandom root = CounterRandom.of(context.seed());
    try (Workers workers = Workers.of(context.threads())) {
      workers.each(
          m,
          k -> {
            double[] gains = gains(data.with(new int[] {k}), root.split(k));
            scores[k] = Sums.mean(gains) / variance;
            pValues[k] = robust.gainPValue(gains);
          });
    }
    return Ranking.byLevel(
        scores,
        pValues,
        FalseDiscovery.BENJAMINI_HOCHBERG,
        level,
        "squared error on unseen rows against the mean, errors from "
            + robust.freedom()
            + " cosines");
  }

  private double[] gains(SelectionData alone, CounterRandom random) {
    int n = alone.rows();
    double[] gains = new double[n];
    for (int f = 0; f < folds.folds(); f++) {
      int[] test = folds.test(f, n);
      int[] rows = folds.train(f, n, alone.overlap());
      Learner.Fitted fitted =
          PermutationSelector.train(learner, alone, folds, f, random.split(f).nextLong());
      double mean = Sums.mean(SelectionData.pick(alone.target(), rows));
      double[] predicted = fitted.predict(SelectionData.pick(alone.columns(), test));
      for (int i = 0; i < test.length; i++) {
        double y = alone.target()[test[i]];
        gains[test[i]] = (y - mean) * (y - mean) - (y - predicted[i]) * (y - predicted[i]);
      }
    }
    return gains;
  }
}
