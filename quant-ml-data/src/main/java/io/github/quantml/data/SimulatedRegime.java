// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

/**
 * A state the simulated market can be in.
 *
 * @param label what it is called
 * @param meanReturn mean log return a bar, in [−0.1, 0.1]
 * @param volatility standard deviation of the log return a bar, in (0, 0.5]
 * @param expectedDuration mean stay in it, in bars, at least 1, finite
 */
public record SimulatedRegime(
    String label, double meanReturn, double volatility, double expectedDuration) {
  public SimulatedRegime {
    if (label.isBlank()) {
      throw new IllegalArgumentException("regime label: must not be blank");
    }
    Range.require("regime " + label + ", meanReturn", meanReturn, -0.1, 0.1);
    Range.requireAbove("regime " + label + ", volatility", volatility, 0, 0.5);
    Range.require("regime " + label + ", expectedDuration", expectedDuration, 1, Double.MAX_VALUE);
  }
}
