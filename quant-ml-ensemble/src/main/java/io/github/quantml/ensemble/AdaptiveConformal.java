// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.math.distribution.StandardNormal;
import java.util.Arrays;

/**
 * The half-width, in forecast standard deviations, that has kept an interval's coverage.
 *
 * <p>The score of an outcome r is |r − m| / s with the forecast's mean m and standard deviation s.
 * The half-width is the empirical 1 − a quantile of the latest scores, and the level a moves after
 * each outcome by γ(1 − level − miss): a miss widens the next interval, a hit narrows it. Before
 * there are scores of its own it starts from those a standard normal forecast would have.
 *
 * <p>Sources: Gibbs and Candès (2021), Adaptive conformal inference under distribution shift, eq.
 * 2; Lei et al. (2018), Distribution-free predictive inference for regression, for the scaled
 * score.
 */
final class AdaptiveConformal {
  private static final int PRIOR_SCORES = 20;
  private static final double LOWEST_MISS = 0.002;
  private static final double HIGHEST_MISS = 0.6;

  private final double target;
  private final double step;
  private final double[] scores;
  private int size;
  private int next;
  private double miss;

  AdaptiveConformal(double level, double step, int window) {
    this.target = 1 - level;
    this.step = step;
    this.scores = new double[window];
    this.miss = target;
    for (int i = 0; i < PRIOR_SCORES; i++) {
      add(StandardNormal.quantile(0.5 + (i + 0.5) / (2.0 * PRIOR_SCORES)));
    }
  }

  /** The half-width to use now. */
  double halfWidth() {
    double[] sorted = Arrays.copyOf(scores, size);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil((1 - miss) * (size + 1));
    return sorted[Math.min(size, Math.max(1, rank)) - 1];
  }

  /**
   * Learns from one outcome.
   *
   * @param score its score
   * @param covered whether it fell into the interval that had been given
   */
  void learn(double score, boolean covered) {
    add(score);
    double moved = miss + step * (target - (covered ? 0 : 1));
    miss = Math.min(HIGHEST_MISS, Math.max(LOWEST_MISS, moved));
  }

  private void add(double score) {
    scores[next] = score;
    next = (next + 1) % scores.length;
    size = Math.min(scores.length, size + 1);
  }
}
