// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

/**
 * Where the money went: one line per kind, in cash.
 *
 * <p>Final equity = initial cash + {@code trading} + {@code dividends} + {@code delisting} + {@code
 * writeOff} − {@link #costs}.
 *
 * @param trading profit of all fills at their reference prices, open positions marked at the last
 *     close
 * @param commission commissions paid; negative where rebates exceed them
 * @param slippage slippage paid, at least 0
 * @param spread half-spreads paid, at least 0
 * @param impact market impact paid, at least 0
 * @param borrow fees for borrowed units, at least 0
 * @param financing interest on borrowed cash less interest earned on cash
 * @param dividends dividends received less dividends paid on short positions
 * @param delisting gain or loss from delisting returns
 * @param writeOff what the broker had to write off when equity fell below zero, at least 0
 */
public record Ledger(
    double trading,
    double commission,
    double slippage,
    double spread,
    double impact,
    double borrow,
    double financing,
    double dividends,
    double delisting,
    double writeOff) {

  /** Commission + slippage + spread + impact + borrow + financing, added in this order. */
  public double costs() {
    return commission + slippage + spread + impact + borrow + financing;
  }
}
