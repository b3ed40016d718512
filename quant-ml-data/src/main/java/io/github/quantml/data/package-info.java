// SPDX-License-Identifier: Apache-2.0

/**
 * Where bars come from.
 *
 * <p>Which entry point to choose: {@link io.github.quantml.data.CsvBarSource} reads bars from CSV
 * files and {@link io.github.quantml.data.JdbcBarSource} from a database; {@link
 * io.github.quantml.data.CsvTradeSource} reads trades, which {@link
 * io.github.quantml.data.TradeAggregator} turns into time, tick, volume or dollar bars; {@link
 * io.github.quantml.data.Resampler} makes coarser bars of fine ones; {@link
 * io.github.quantml.data.MarketSimulator} invents a market for those who have no data.
 *
 * <p>Every fault in a file is an {@link io.github.quantml.api.InvalidDataException} that names the
 * file, the line, the column, the value and the rule. Nothing is mended silently.
 */
@NullMarked
package io.github.quantml.data;

import org.jspecify.annotations.NullMarked;
