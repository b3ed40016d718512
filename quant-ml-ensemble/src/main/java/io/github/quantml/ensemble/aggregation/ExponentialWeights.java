// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble.aggregation;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * Exponential weights with a fixed share.
 *
 * <p>After an outcome each awake expert's weight is multiplied by exp(−η·loss) and the awake ones
 * together keep the weight they had, so that sleeping neither pays nor costs; then a share α of all
 * weight is dealt out evenly, so that an expert that was wrong for long can come back. With log
 * losses, η = 1 and α = 0 this is Bayesian model averaging.
 *
 * <p>Sources: Vovk (1990), Aggregating strategies; Freund, Schapire, Singer and Warmuth (1997),
 * Using and combining predictors that specialize; Herbster and Warmuth (1998), Tracking the best
 * expert. Not thread-safe.
 */
public final class ExponentialWeights implements ExpertAggregation {
  private final double rate;
  private final double share;
  private final double[] weights;

  private ExponentialWeights(int experts, double rate, double share) {
    this.rate = rate;
    this.share = share;
    this.weights = new double[experts];
    Arrays.fill(weights, 1.0 / experts);
  }

  /**
   * Equal weights to begin with.
   *
   * @param experts at least 1
   * @param rate η, positive, in units of one over loss
   * @param share α in [0, 1)
   */
  public static ExponentialWeights of(int experts, double rate, double share) {
    if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("rate: must be positive and finite, got " + rate);
    }
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException("share: must lie in [0, 1), got " + share);
    }
    return new ExponentialWeights(Losses.requireExperts(experts), rate, share);
  }

  @Override
  public int experts() {
    return weights.length;
  }

  @Override
  public double[] weights() {
    return weights.clone();
  }

  @Override
  public void learn(double[] losses) {
    boolean[] awake = Losses.awake(losses, weights.length);
    double best = Double.POSITIVE_INFINITY;
    double before = 0;
    for (int k = 0; k < weights.length; k++) {
      if (awake[k]) {
        best = Math.min(best, losses[k]);
        before += weights[k];
      }
    }
    if (!(before > 0)) {
      return;
    }
    double after = 0;
    for (int k = 0; k < weights.length; k++) {
      if (awake[k]) {
        weights[k] *= FastMath.exp(-rate * (losses[k] - best));
        after += weights[k];
      }
    }
    for (int k = 0; k < weights.length; k++) {
      if (awake[k]) {
        // With every awake weight underflown there is no ranking left among them.
        weights[k] = after > 0 ? weights[k] * (before / after) : weights[k];
      }
      weights[k] = (1 - share) * weights[k] + share / weights.length;
    }
  }
}
