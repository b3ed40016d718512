// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import java.time.Duration;
import java.time.Instant;

/** Instants and durations as nanoseconds in a long: the years 1678 to 2261, up to 292 years. */
final class Nanos {
  static final long PER_SECOND = 1_000_000_000L;

  private Nanos() {}

  static Instant toInstant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND));
  }

  /**
   * Nanoseconds since the epoch.
   *
   * @throws ArithmeticException outside the years 1678 to 2261
   */
  static long of(Instant t) {
    return Math.addExact(Math.multiplyExact(t.getEpochSecond(), PER_SECOND), t.getNano());
  }

  /** The length of a positive interval; {@code what} names the argument in the message. */
  static long positive(String what, Duration interval) {
    if (interval.isZero() || interval.isNegative()) {
      throw new IllegalArgumentException(what + ": must be positive, got " + interval);
    }
    try {
      return interval.toNanos();
    } catch (ArithmeticException tooLong) {
      throw new IllegalArgumentException(
          what + ": must be shorter than 292 years, got " + interval, tooLong);
    }
  }
}
