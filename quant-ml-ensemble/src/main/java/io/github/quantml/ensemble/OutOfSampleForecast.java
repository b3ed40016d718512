// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.api.Interval;
import io.github.quantml.api.Probabilities;
import java.time.Instant;

/**
 * A forecast the ensemble made in training for bars it had not seen, what came, and what others
 * would have said.
 *
 * @param time close of the bar the forecast was made at
 * @param regime position of the most probable state, calmest first, or −1 without one
 * @param own what the ensemble said; its probabilities calibrated on earlier outcomes only
 * @param interval conformal, adapted to earlier outcomes only
 * @param realisedReturn simple return that came over the horizon
 * @param randomWalk what the random walk with drift said
 * @param equalWeights what the same members said with equal weights, not calibrated
 * @param climatology frequencies of up, down and flat among the outcomes known when the members
 *     were trained
 */
public record OutOfSampleForecast(
    Instant time,
    int regime,
    Said own,
    Interval interval,
    double realisedReturn,
    Said randomWalk,
    Said equalWeights,
    Probabilities climatology) {

  /**
   * One forecast and its scores.
   *
   * @param expectedReturn mean of the distribution
   * @param volatility standard deviation of the distribution
   * @param probabilities of up, down and flat
   * @param logScore log density at the realised return; higher is better
   * @param crps continuous ranked probability score in units of return; lower is better
   */
  public record Said(
      double expectedReturn,
      double volatility,
      Probabilities probabilities,
      double logScore,
      double crps) {}

  public double expectedReturn() {
    return own.expectedReturn();
  }

  public double volatility() {
    return own.volatility();
  }

  /** Calibrated probabilities of up, down and flat. */
  public Probabilities probabilities() {
    return own.probabilities();
  }

  /** Log density of the combined distribution at the realised return. */
  public double logScore() {
    return own.logScore();
  }

  /** Whether the interval held the return. */
  public boolean covered() {
    return interval.contains(realisedReturn);
  }

  /** Whether the likeliest of up, down and flat came true. */
  public boolean hit() {
    double happened =
        switch (outcome()) {
          case Combiner.UP -> probabilities().up();
          case Combiner.DOWN -> probabilities().down();
          default -> probabilities().flat();
        };
    return happened == probabilities().highest();
  }

  /** The class that came true. */
  int outcome() {
    return Combiner.outcome(realisedReturn, probabilities().flatBand());
  }
}
