// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.sweep;

/**
 * What one vector backtest gave.
 *
 * @param finalEquity equity at the last close
 * @param maxDrawdown largest fall from a peak of the equity (initial cash included), as a fraction
 *     of the peak, at least 0
 * @param trades trades closed
 * @param wins of those, with a positive profit
 * @param commission commission paid
 * @param slippage slippage paid
 * @param meanReturn mean simple return of the equity per bar, over all bars
 * @param volatility sample standard deviation of that return; 0 with fewer than two bars
 */
public record VectorOutcome(
    double finalEquity,
    double maxDrawdown,
    int trades,
    int wins,
    double commission,
    double slippage,
    double meanReturn,
    double volatility) {}
