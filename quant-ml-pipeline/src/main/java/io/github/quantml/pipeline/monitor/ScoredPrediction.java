// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.monitor;

import java.time.Instant;

/**
 * A prediction whose horizon has passed, and what came.
 *
 * @param prediction what was said
 * @param due close of the bar that ended the horizon: when the outcome became known
 * @param actual simple return over the horizon
 * @param realisedVariance sum of the squared simple returns of the bars in the horizon
 */
public record ScoredPrediction(
    LoggedPrediction prediction, Instant due, double actual, double realisedVariance) {
  /** 0 down, 1 flat, 2 up, as the prediction's own flat band divides them. */
  public int outcome() {
    double band = prediction.probabilities().flatBand();
    return actual > band ? 2 : actual < -band ? 0 : 1;
  }

  /** Probabilities of down, flat and up. */
  double[] classes() {
    return new double[] {
      prediction.probabilities().down(),
      prediction.probabilities().flat(),
      prediction.probabilities().up()
    };
  }
}
