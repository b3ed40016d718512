// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.time.Instant;

/** Instants as nanoseconds since the epoch in a long: the years 1678 to 2261. */
final class EpochNanos {
  private static final long PER_SECOND = 1_000_000_000L;

  private EpochNanos() {}

  static Instant toInstant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND));
  }

  /**
   * Nanoseconds since the epoch.
   *
   * @throws ArithmeticException outside the years 1678 to 2261
   */
  static long exact(Instant t) {
    return Math.addExact(Math.multiplyExact(t.getEpochSecond(), PER_SECOND), t.getNano());
  }

  /** Like {@link #exact}, with anything outside the range moved to its nearer end. */
  static long saturated(Instant t) {
    try {
      return exact(t);
    } catch (ArithmeticException outside) {
      return t.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }
}
