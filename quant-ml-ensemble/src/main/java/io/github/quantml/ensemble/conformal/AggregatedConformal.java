// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble.conformal;

import io.github.quantml.ensemble.aggregation.BernsteinAggregation;

/**
 * Aggregated adaptive conformal inference (AgACI): adaptive thresholds with several step sizes,
 * combined by Bernstein online aggregation of their pinball losses, so that no step has to be
 * chosen.
 *
 * <p>Source: Zaffran et al. (2022), Adaptive conformal predictions for time series, algorithm 1.
 * Unlike a single ACI there is no finite-sample bound on the long-run coverage. Not thread-safe.
 */
public final class AggregatedConformal implements OnlineConformal {
  private final double level;
  private final AdaptiveConformal[] experts;
  private final BernsteinAggregation weights;

  private AggregatedConformal(double level, AdaptiveConformal[] experts) {
    this.level = level;
    this.experts = experts;
    this.weights = BernsteinAggregation.of(experts.length);
  }

  /**
   * Starts from prior scores.
   *
   * @param level nominal coverage in (0, 1)
   * @param steps one γ in [0, 1) per expert, at least one
   * @param window latest scores that count, at least 1
   * @param prior scores to begin with, at least one
   */
  public static AggregatedConformal of(double level, double[] steps, int window, double... prior) {
    if (steps.length == 0) {
      throw new IllegalArgumentException("steps: must be at least one");
    }
    AdaptiveConformal[] experts = new AdaptiveConformal[steps.length];
    for (int k = 0; k < experts.length; k++) {
      experts[k] = AdaptiveConformal.of(level, steps[k], window, prior);
    }
    return new AggregatedConformal(level, experts);
  }

  @Override
  public double threshold() {
    double[] w = weights.weights();
    double sum = 0;
    for (int k = 0; k < experts.length; k++) {
      sum += w[k] * experts[k].threshold();
    }
    return sum;
  }

  @Override
  public void learn(double score) {
    // The subgradient of the pinball loss at the combined threshold: linear in the experts', so
    // that the mixture is held against the best mixture.
    double slope = score > threshold() ? -level : 1 - level;
    double[] losses = new double[experts.length];
    for (int k = 0; k < experts.length; k++) {
      losses[k] = slope * experts[k].threshold();
    }
    weights.learn(losses);
    for (AdaptiveConformal expert : experts) {
      expert.learn(score);
    }
  }
}
