// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.api.Interval;
import io.github.quantml.api.Probabilities;
import java.time.Instant;

/**
 * A forecast the ensemble made in training for bars it had not seen, and what came.
 *
 * @param time close of the bar the forecast was made at
 * @param expectedReturn mean of the combined distribution
 * @param volatility standard deviation of the combined distribution
 * @param probabilities calibrated on earlier outcomes only
 * @param interval conformal, adapted to earlier outcomes only
 * @param realisedReturn simple return that came over the horizon
 * @param logScore log density of the combined distribution at that return
 * @param randomWalkLogScore the same of the random walk with drift
 */
public record OutOfSampleForecast(
    Instant time,
    double expectedReturn,
    double volatility,
    Probabilities probabilities,
    Interval interval,
    double realisedReturn,
    double logScore,
    double randomWalkLogScore) {

  /** Whether the interval held the return. */
  public boolean covered() {
    return interval.contains(realisedReturn);
  }

  /** Whether the likeliest of up, down and flat came true. */
  public boolean hit() {
    double happened =
        switch (Combiner.outcome(realisedReturn, probabilities.flatBand())) {
          case Combiner.UP -> probabilities.up();
          case Combiner.DOWN -> probabilities.down();
          default -> probabilities.flat();
        };
    return happened == probabilities.highest();
  }
}
