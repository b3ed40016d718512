// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.monitor;

/**
 * What a check asks for.
 *
 * @param kind what to do
 * @param subject the model to retrain or roll back, the member whose weight to shrink, or what to
 *     look at
 * @param factor on the weight of the member; 1 for other actions
 * @param reason a plain sentence
 */
public record Action(Kind kind, String subject, double factor, String reason) {
  /** What to do, gravest last. */
  public enum Kind {
    /** Somebody should look. */
    WARN,
    /** Multiply the weight of a member by the factor, while the finding stands. */
    SHRINK_WEIGHT,
    /** Train anew. */
    RETRAIN,
    /** Serve the version before. */
    ROLL_BACK
  }
}
