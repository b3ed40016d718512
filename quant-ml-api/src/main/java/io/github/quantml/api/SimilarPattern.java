// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.time.Instant;

/**
 * A stretch of the past that looked like the present, and what followed it.
 *
 * @param from close time of its first bar
 * @param to close time of its last bar
 * @param distance z-normalised Euclidean distance to the present stretch, at least 0
 * @param subsequentReturn simple return over the horizon after {@code to}; that horizon had ended
 *     when the pattern was found
 */
public record SimilarPattern(Instant from, Instant to, double distance, double subsequentReturn) {
  public SimilarPattern {
    Checks.nonNegative("similar pattern ending " + to, "distance", distance);
    Checks.finite("similar pattern ending " + to, "subsequent return", subsequentReturn);
  }
}
