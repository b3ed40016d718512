// SPDX-License-Identifier: Apache-2.0

/**
 * What a track record was worth: returns, risk, drawdowns, trades and the comparison with a
 * benchmark, on plain arrays.
 *
 * <p>Start at {@link io.github.quantml.backtest.metrics.MetricSet}, which knows every number
 * together with its convention; {@link io.github.quantml.backtest.metrics.Performance} holds the
 * formulas. How many periods make a year is inferred from the bar times ({@link
 * io.github.quantml.backtest.metrics.PeriodsPerYear}) and always printed.
 *
 * <p>Rules of this package: a missing return is refused, never read as zero; 0 / 0 is 0 and x / 0
 * is the infinity with the sign of x, so that no statistic is NaN; without trades every trade
 * statistic is 0.
 */
@NullMarked
package io.github.quantml.backtest.metrics;

import org.jspecify.annotations.NullMarked;
