// SPDX-License-Identifier: Apache-2.0

/**
 * Event and vector backtests, walk-forward analysis and the statistics that resist self-deception,
 * with an HTML report.
 *
 * <p>{@link io.github.quantml.backtest.BacktestEngine} runs a {@link
 * io.github.quantml.backtest.Strategy} over bars and gives a {@link
 * io.github.quantml.backtest.BacktestResult}. A strategy sees the market through its {@link
 * io.github.quantml.backtest.Desk}. {@link io.github.quantml.backtest.MLStrategy} follows a model,
 * {@link io.github.quantml.backtest.FollowDisclosuresStrategy} those who had to disclose their
 * trades; {@link io.github.quantml.backtest.SmaCross} and {@link
 * io.github.quantml.backtest.BuyAndHold} are what to compare with. Orders, costs and sizing are in
 * the packages {@code order}, {@code cost} and {@code sizing}; {@code sweep} runs thousands of
 * simple backtests a second with the same results.
 */
@NullMarked
package io.github.quantml.backtest;

import org.jspecify.annotations.NullMarked;
