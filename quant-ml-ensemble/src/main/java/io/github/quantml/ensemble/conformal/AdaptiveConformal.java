// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble.conformal;

/**
 * Adaptive conformal inference (ACI): the threshold that keeps coverage while the world changes.
 *
 * <p>The threshold is the conformal quantile of the latest scores at a miss rate a, and a moves
 * after each outcome by γ(1 − level − miss): a miss widens the next interval, a hit narrows it.
 * Over T outcomes the share of misses lies within (max(a, 1 − a) + γ)/(γT) of 1 − level whatever
 * the scores, as long as a is not held at its limits [0.002, 0.6].
 *
 * <p>Source: Gibbs and Candès (2021), Adaptive conformal inference under distribution shift, eq. 2
 * and proposition 4.1. With scores scaled by forecast volatility it also follows the volatility
 * before its outcomes show. Not thread-safe.
 */
public final class AdaptiveConformal implements OnlineConformal {
  private static final double LOWEST_MISS = 0.002;
  private static final double HIGHEST_MISS = 0.6;

  private final double target;
  private final double step;
  private final ScoreWindow scores;
  private double miss;

  /** The threshold in force, by which the next score is judged. */
  private double current;

  private AdaptiveConformal(double level, double step, int window) {
    this.target = 1 - level;
    this.step = step;
    this.scores = new ScoreWindow(window);
    this.miss = target;
  }

  /**
   * Starts from prior scores.
   *
   * @param level nominal coverage in (0, 1)
   * @param step γ in [0, 1); 0 is split conformal on a rolling window
   * @param window latest scores that count, at least 1
   * @param prior scores to begin with, at least one; the oldest to leave the window
   */
  public static AdaptiveConformal of(double level, double step, int window, double... prior) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level: must lie in (0, 1), got " + level);
    }
    if (!(step >= 0 && step < 1)) {
      throw new IllegalArgumentException("step: must lie in [0, 1), got " + step);
    }
    if (prior.length == 0) {
      throw new IllegalArgumentException("prior: must have at least one score");
    }
    AdaptiveConformal made = new AdaptiveConformal(level, step, window);
    for (double score : prior) {
      made.scores.add(score);
    }
    made.current = made.scores.threshold(made.miss);
    return made;
  }

  @Override
  public double threshold() {
    return current;
  }

  @Override
  public void learn(double score) {
    boolean covered = score <= current;
    scores.add(score);
    double moved = miss + step * (target - (covered ? 0 : 1));
    miss = Math.min(HIGHEST_MISS, Math.max(LOWEST_MISS, moved));
    current = scores.threshold(miss);
  }
}
