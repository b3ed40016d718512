// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * Weights of experts that may sleep, moved by their log scores.
 *
 * <p>After an outcome each awake member's weight is multiplied by exp(η·log score) and the awake
 * members together keep the weight they had, so that sleeping neither pays nor costs; then a share
 * α of all weight is dealt out evenly.
 *
 * <p>Sources: Freund, Schapire, Singer and Warmuth (1997), Using and combining predictors that
 * specialize; Herbster and Warmuth (1998), Tracking the best expert.
 */
final class ExponentialWeights {
  /** A member's score counts as at most this much below the best: one bad day is not a verdict. */
  private static final double DEEPEST = 5;

  private final double rate;
  private final double share;
  private final double[] weights;

  ExponentialWeights(int members, double rate, double share) {
    this.rate = rate;
    this.share = share;
    this.weights = new double[members];
    Arrays.fill(weights, 1.0 / members);
  }

  /** Learns from one outcome; a NaN score means the member was asleep. */
  void learn(double[] logScores) {
    double best = Double.NEGATIVE_INFINITY;
    double before = 0;
    for (int m = 0; m < weights.length; m++) {
      if (!Double.isNaN(logScores[m])) {
        best = Math.max(best, logScores[m]);
        before += weights[m];
      }
    }
    if (!(before > 0)) {
      return;
    }
    double after = 0;
    for (int m = 0; m < weights.length; m++) {
      if (!Double.isNaN(logScores[m])) {
        weights[m] *= FastMath.exp(rate * Math.max(-DEEPEST, logScores[m] - best));
        after += weights[m];
      }
    }
    for (int m = 0; m < weights.length; m++) {
      if (!Double.isNaN(logScores[m])) {
        weights[m] *= before / after;
      }
      weights[m] = (1 - share) * weights[m] + share / weights.length;
    }
  }

  /** A copy of the weights; they sum to 1. */
  double[] current() {
    return weights.clone();
  }

  /** The weights of the awake members, scaled to sum to 1; 0 for the others. */
  static double[] among(boolean[] awake, double[] weights) {
    double[] scaled = new double[weights.length];
    double total = 0;
    int count = 0;
    for (int m = 0; m < weights.length; m++) {
      if (awake[m]) {
        total += weights[m];
        count++;
      }
    }
    for (int m = 0; m < weights.length; m++) {
      if (awake[m]) {
        scaled[m] = total > 0 ? weights[m] / total : 1.0 / count;
      }
    }
    return scaled;
  }
}
