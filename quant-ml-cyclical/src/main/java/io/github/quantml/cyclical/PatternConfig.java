// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical;

/**
 * How the {@code pattern} member looks for analogues.
 *
 * @param window bars of the present that are compared, at least 5
 * @param neighbours most analogues used, at least 2
 * @param prior how many analogues the unconditional distribution counts for, positive: with as many
 *     real ones the forecast is half analogue, half unconditional
 */
public record PatternConfig(int window, int neighbours, double prior) {
  public PatternConfig {
    if (window < 5) {
      throw new IllegalArgumentException("window: must be at least 5, got " + window);
    }
    if (neighbours < 2) {
      throw new IllegalArgumentException("neighbours: must be at least 2, got " + neighbours);
    }
    if (!(prior > 0 && prior < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("prior: must be positive and finite, got " + prior);
    }
  }

  /** Twenty bars, ten analogues, a prior worth twenty. */
  public static PatternConfig defaults() {
    return new PatternConfig(20, 10, 20);
  }
}
