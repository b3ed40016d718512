// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.order;

/**
 * What is assumed about the way of the price inside a bar, of which only open, high, low and close
 * are known. It matters when a bar reaches several orders.
 */
public enum IntrabarPath {
  /**
   * The worst order of events for the strategy: stops before limits; an order that fills inside the
   * bar meets its own protective stop if the bar's range holds it, but its target only if the close
   * lies beyond it.
   */
  PESSIMISTIC,
  /** Open, then the nearer of high and low (low on a tie), then the other, then close. */
  NEAREST_EXTREME,
  /** Open, high, low, close. */
  OPEN_HIGH_LOW_CLOSE,
  /**
   * Any price of the bar's range may come at any time: an order that fills inside the bar can meet
   * its stop or its target in the same bar, the stop first. Optimistic; for parity with engines
   * that assume it.
   */
  WHOLE_RANGE
}
