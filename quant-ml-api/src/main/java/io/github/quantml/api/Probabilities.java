// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

/**
 * Probabilities that the return over the horizon is up, down or flat.
 *
 * @param up probability of a return above {@code +flatBand}
 * @param down probability of a return below {@code −flatBand}
 * @param flat probability of a return within ±{@code flatBand}
 * @param flatBand half-width of the flat band as a simple return, at least 0
 */
public record Probabilities(double up, double down, double flat, double flatBand) {
  public Probabilities {
    Checks.fraction("probabilities", "up", up);
    Checks.fraction("probabilities", "down", down);
    Checks.fraction("probabilities", "flat", flat);
    Checks.nonNegative("probabilities", "flat band", flatBand);
    if (!(Math.abs(up + down + flat - 1) < 1e-9)) {
      throw new InvalidDataException(
          "probabilities: up " + up + ", down " + down + " and flat " + flat + " must sum to 1");
    }
  }

  /** The largest of the three. */
  public double highest() {
    return Math.max(up, Math.max(down, flat));
  }
}
