// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

import io.github.quantml.math.distribution.StandardNormal;
import io.github.quantml.math.distribution.StudentT;

/**
 * A {@link RobustZ} at work that also copes with values most of which are one and the same, such as
 * gaps of a market that never closes: where the robust deviation is 0 a value is measured by a
 * given yardstick instead. Not thread-safe.
 */
final class GuardedZ {
  private final OnlineDetector stream;
  private final StudentT law;
  private final double threshold;
  private final double perDeviation;

  /**
   * A detector that has seen nothing.
   *
   * @param freedom degrees of freedom of Student's t for ordinary values
   */
  GuardedZ(AnomalyConfig config, double freedom) {
    law = StudentT.of(freedom);
    threshold = RobustZ.threshold(config.perThousand(), freedom);
    stream = new RobustZ(config.window(), threshold, VolatilityScale.ewma(0.94)).stream();
    perDeviation = law.quantile(0.75) / StandardNormal.quantile(0.75);
  }

  /**
   * Takes the next value.
   *
   * @param yardstick what a common value is, positive, for when the past values do not tell
   * @return its score; NaN in the warm-up
   */
  double update(double x, double yardstick) {
    double score = stream.update(x);
    return score == Double.POSITIVE_INFINITY ? Math.abs(x) / yardstick : score;
  }

  double threshold() {
    return threshold;
  }

  /** Two-sided probability of at least that score for ordinary values. */
  double pValue(double score) {
    return Math.min(1, 2 * law.survival(score * perDeviation));
  }
}
