// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api.spi;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which bars are wanted.
 *
 * @param symbol instrument, not blank
 * @param interval spacing wanted, null for the source's own
 * @param from earliest close wanted, inclusive, null for the first there is
 * @param to latest close wanted, inclusive, null for the last there is
 */
public record BarRequest(
    String symbol, @Nullable Duration interval, @Nullable Instant from, @Nullable Instant to) {
  public BarRequest {
    if (symbol.isBlank()) {
      throw new IllegalArgumentException("bar request: symbol must not be blank");
    }
    if (interval != null && (interval.isNegative() || interval.isZero())) {
      throw new IllegalArgumentException("bar request: interval must be positive, got " + interval);
    }
    if (from != null && to != null && to.isBefore(from)) {
      throw new IllegalArgumentException("bar request: to " + to + " is before from " + from);
    }
  }

  /** Everything the source has of a symbol. */
  public static BarRequest of(String symbol) {
    return new BarRequest(symbol, null, null, null);
  }

  public BarRequest withInterval(Duration value) {
    return new BarRequest(symbol, value, from, to);
  }

  public BarRequest between(@Nullable Instant first, @Nullable Instant last) {
    return new BarRequest(symbol, interval, first, last);
  }
}
