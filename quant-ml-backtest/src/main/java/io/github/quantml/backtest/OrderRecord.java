// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import io.github.quantml.backtest.order.OrderType;
import java.time.Instant;

/**
 * An order as it was submitted, and what became of it.
 *
 * @param number number within the run, from 0, in the order of submission
 * @param symbol instrument
 * @param time moment of the submission: the close of the bar the strategy looked at
 * @param bar index of that time in the {@link BacktestResult}
 * @param type kind of order
 * @param units signed number of units; for orders sized when they fill, what was filled, 0 if
 *     nothing
 * @param limit limit price, NaN without one
 * @param stop stop price, NaN without one; of a trailing stop, where it stood last
 * @param filled units filled, signed
 * @param state what became of it
 * @param reason why it was rejected or cancelled, empty otherwise
 * @param tag the strategy's tag, empty without one
 */
public record OrderRecord(
    int number,
    String symbol,
    Instant time,
    int bar,
    OrderType type,
    double units,
    double limit,
    double stop,
    double filled,
    State state,
    String reason,
    String tag) {

  /** What became of an order. */
  public enum State {
    OPEN,
    FILLED,
    CANCELLED,
    EXPIRED,
    REJECTED
  }
}
