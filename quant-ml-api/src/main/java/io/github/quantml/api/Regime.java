// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.util.List;

/**
 * The state of the market as seen from data up to now (filtered, never smoothed).
 *
 * @param label the most probable state, for example {@code "calm, rising"}
 * @param probability its probability given everything up to now
 * @param expectedDuration expected further stay in it, in bars, at least 1
 * @param states every state, calmest first
 */
public record Regime(
    String label, double probability, double expectedDuration, List<State> states) {

  /**
   * One state of the market.
   *
   * @param label what distinguishes it
   * @param probability its probability now
   * @param meanReturn mean log return a bar
   * @param volatility standard deviation of the log return a bar
   */
  public record State(String label, double probability, double meanReturn, double volatility) {
    public State {
      Checks.fraction("regime " + label, "probability", probability);
      Checks.finite("regime " + label, "mean return", meanReturn);
      Checks.positive("regime " + label, "volatility", volatility);
    }
  }

  public Regime {
    Checks.fraction("regime " + label, "probability", probability);
    Checks.positive("regime " + label, "expected duration", expectedDuration);
    states = List.copyOf(states);
  }
}
