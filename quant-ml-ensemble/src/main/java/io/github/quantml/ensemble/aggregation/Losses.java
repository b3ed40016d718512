// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble.aggregation;

/** What all aggregations ask of a row of losses. */
final class Losses {
  private Losses() {}

  /** Which experts were awake. */
  static boolean[] awake(double[] losses, int experts) {
    if (losses.length != experts) {
      throw new IllegalArgumentException(
          "losses: must have one per expert, " + experts + ", got " + losses.length);
    }
    boolean[] awake = new boolean[experts];
    for (int k = 0; k < experts; k++) {
      if (Double.isInfinite(losses[k])) {
        throw new IllegalArgumentException("losses: must be finite or NaN, got " + losses[k]);
      }
      awake[k] = !Double.isNaN(losses[k]);
    }
    return awake;
  }

  /** The loss of the weighted mixture minus each expert's own; 0 for those asleep. */
  static double[] regrets(double[] losses, boolean[] awake, double[] weights) {
    double[] shares = ExpertAggregation.among(awake, weights);
    double mixture = 0;
    for (int k = 0; k < losses.length; k++) {
      mixture += awake[k] ? shares[k] * losses[k] : 0;
    }
    double[] regrets = new double[losses.length];
    for (int k = 0; k < losses.length; k++) {
      regrets[k] = awake[k] ? mixture - losses[k] : 0;
    }
    return regrets;
  }

  static int requireExperts(int experts) {
    if (experts < 1) {
      throw new IllegalArgumentException("experts: must be at least 1, got " + experts);
    }
    return experts;
  }
}
