// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import java.util.Arrays;
import java.util.List;

/** Compares fold by fold with the best trial. */
final class WilcoxonPruner extends Pruner {
  private final double level;
  private final int minimumFolds;

  WilcoxonPruner(double level, int minimumFolds) {
    if (!(level > 0 && level <= 0.5)) {
      throw new IllegalArgumentException("level: must lie inside (0, 0.5], got " + level);
    }
    if (minimumFolds < 2) {
      throw new IllegalArgumentException("minimumFolds: must be at least 2, got " + minimumFolds);
    }
    this.level = level;
    this.minimumFolds = minimumFolds;
  }

  @Override
  Verdict judge(int trial, List<TrialResult> known, Direction direction) {
    TrialResult best =
        known.stream()
            .filter(r -> r.state() == TrialState.COMPLETE)
            .min(TrialResult.order(direction))
            .orElse(null);
    return best == null ? Verdict.KEEP : reports -> reason(reports, best, direction);
  }

  private String reason(Reports reports, TrialResult best, Direction direction) {
    double[] worse = new double[reports.size()];
    double sum = 0;
    int n = 0;
    for (int i = 0; i < worse.length; i++) {
      double other = best.reports().at(reports.step(i));
      if (!Double.isNaN(other)) {
        worse[n] = direction.loss(reports.value(i)) - direction.loss(other);
        sum += worse[n++];
      }
    }
    // A trial that is better on average stays, whatever the ranks say.
    if (n < minimumFolds || !(sum > 0)) {
      return "";
    }
    double p = SignedRank.upperTail(Arrays.copyOf(worse, n));
    return p < level
        ? "worse than trial " + best.number() + " on " + n + " folds: signed-rank p = " + p
        : "";
  }

  @Override
  String describe() {
    return "wilcoxon level=" + level + " folds=" + minimumFolds;
  }
}
