// SPDX-License-Identifier: Apache-2.0

/**
 * A backtest on a page: one self-contained HTML file with interactive charts, the same as JSON, and
 * a table for the console. Start at {@link io.github.quantml.backtest.report.BacktestReport}.
 */
@NullMarked
package io.github.quantml.backtest.report;

import org.jspecify.annotations.NullMarked;
