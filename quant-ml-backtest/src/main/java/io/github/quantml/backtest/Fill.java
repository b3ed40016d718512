// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import java.time.Instant;

/**
 * One execution of an order, or of a part of it.
 *
 * <p>The reference price lies inside the range of the bar it was filled in; the executed price adds
 * slippage, half the spread and impact, which are also ledger lines of their own. Commission is
 * never folded into a price.
 *
 * @param symbol instrument
 * @param order number of the order within the run, from 0, as in {@link OrderRecord#number}
 * @param time close of the bar the fill happened in; later than the order's own time, save for the
 *     explicit same-bar close
 * @param bar index of that time in the {@link BacktestResult}
 * @param units signed number of units: positive bought, negative sold
 * @param reference price before costs, within low and high of the bar
 * @param price executed price, with slippage, spread and impact
 * @param maker whether the order rested and provided liquidity
 * @param commission commission in cash
 * @param slippage cost of slippage in cash, at least 0
 * @param spread cost of half the spread in cash, at least 0
 * @param impact cost of market impact in cash, at least 0
 * @param tag tag of the order, empty without one
 */
public record Fill(
    String symbol,
    int order,
    Instant time,
    int bar,
    double units,
    double reference,
    double price,
    boolean maker,
    double commission,
    double slippage,
    double spread,
    double impact,
    String tag) {}
