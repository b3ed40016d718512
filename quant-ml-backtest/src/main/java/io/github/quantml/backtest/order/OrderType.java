// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.order;

/** Kinds of orders. */
public enum OrderType {
  /** Fills at the open of the next bar. */
  MARKET,
  /** Fills at the close of the next bar. */
  MARKET_ON_CLOSE,
  /** Fills at its limit or better. */
  LIMIT,
  /** Becomes a market order once the price reaches its stop. */
  STOP,
  /** Becomes a limit order once the price reaches its stop. */
  STOP_LIMIT,
  /** A stop that follows the best price since it was placed at a distance. */
  TRAILING_STOP
}
