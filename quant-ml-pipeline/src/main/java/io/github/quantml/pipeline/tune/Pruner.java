// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import java.util.List;

/**
 * When a trial is given up by what it reports. Pruners are configuration: immutable and free to
 * share.
 *
 * <p>Which one: {@link #median()} for learning curves in doubt; {@link #successiveHalving} where
 * short training foretells long training; {@link #wilcoxon} where steps are folds or tickers that
 * every trial goes through.
 */
public abstract sealed class Pruner permits NoPruner, MedianPruner, HalvingPruner, WilcoxonPruner {
  Pruner() {}

  /** Never gives up. */
  public static Pruner none() {
    return new NoPruner();
  }

  /** Below the median of the others at the same step. */
  public static MedianPruner median() {
    return MedianPruner.defaults();
  }

  /**
   * Asynchronous successive halving: of the trials that reached a rung, steps {@code first}, {@code
   * first·factor}, …, the best 1/factor go on.
   *
   * <p>Source: Li et al. (2020), A system for massively parallel hyperparameter tuning, MLSys 2,
   * algorithm 2 in the variant that stops instead of pausing.
   *
   * @param first the first rung, at least 1
   * @param factor at least 2
   */
  public static Pruner successiveHalving(long first, int factor) {
    return new HalvingPruner(first, factor, 1);
  }

  /**
   * Hyperband: successive halving in {@code brackets} groups, each of which begins one rung later;
   * trials go to the groups in turn and are compared within.
   *
   * <p>Source: Li et al. (2018), Hyperband, JMLR 18.
   */
  public static Pruner hyperband(long first, int factor, int brackets) {
    return new HalvingPruner(first, factor, brackets);
  }

  /**
   * Worse than the best trial on the same folds, by the signed-rank test.
   *
   * <p>Source: Wilcoxon (1945), Individual comparisons by ranking methods, Biometrics Bulletin 1.
   *
   * @param level of the one-sided test, of (0, 0.5]; looking after every fold makes more errors
   *     than one test would
   * @param minimumFolds folds before the first test, at least 2
   */
  public static Pruner wilcoxon(double level, int minimumFolds) {
    return new WilcoxonPruner(level, minimumFolds);
  }

  /**
   * What to think of one trial.
   *
   * @param trial its number
   * @param known the trials before it that it may be compared with, by number
   */
  abstract Verdict judge(int trial, List<TrialResult> known, Direction direction);

  /** Name and settings: what a journal compares. */
  abstract String describe();

  @Override
  public String toString() {
    return describe();
  }
}
