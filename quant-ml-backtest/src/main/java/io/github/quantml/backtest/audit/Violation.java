// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.audit;

import java.time.Instant;

/**
 * Something known at a moment that changed with the future.
 *
 * @param subject what was audited
 * @param cut where the future was changed: everything after this moment
 * @param future how it was changed
 * @param at the moment at or before the cut whose value changed
 * @param what the value, in words
 * @param before with the true future
 * @param after with the changed future
 */
public record Violation(
    String subject,
    Instant cut,
    String future,
    Instant at,
    String what,
    String before,
    String after) {
  @Override
  public String toString() {
    return subject
        + ": "
        + what
        + " at "
        + at
        + " is "
        + before
        + ", but "
        + after
        + " when the bars after "
        + cut
        + " become "
        + future;
  }
}
