// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import java.time.Instant;

/** Instants as nanoseconds since the epoch. */
final class Nanos {
  static final double PER_YEAR = 365 * 86_400e9;

  private static final long PER_SECOND = 1_000_000_000L;

  private Nanos() {}

  /** Nanoseconds since the epoch; moments outside 1678 to 2261 move to the nearer end. */
  static long of(Instant t) {
    try {
      return Math.addExact(Math.multiplyExact(t.getEpochSecond(), PER_SECOND), t.getNano());
    } catch (ArithmeticException outside) {
      return t.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  static Instant toInstant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND));
  }
}
