// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.order;

/**
 * What is assumed about the way of the price inside a bar, of which only open, high, low and close
 * are known. It matters when a bar reaches several orders.
 */
public enum IntrabarPath {
  /**
   * The worst order of events for the strategy: stops before limits; an order that fills inside the
   * bar meets its own protective stop if the bar's range holds it, and its target only if that is
   * certain: the close lies beyond it, or the range beyond a stop order does.
   */
  PESSIMISTIC,
  /** Open, then the nearer of high and low (low on a tie), then the other, then close. */
  NEAREST_EXTREME,
  /** Open, high, low, close. */
  OPEN_HIGH_LOW_CLOSE,
  /**
   * Stops before limits, and what the bar does not decide waits for the next one: an order that
   * fills inside the bar meets its own stop or target in it only if a stop order's target is
   * certain and its protective stop lies outside the range.
   */
  UNAMBIGUOUS
}
