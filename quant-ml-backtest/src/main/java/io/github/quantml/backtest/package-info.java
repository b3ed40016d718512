// SPDX-License-Identifier: Apache-2.0

/**
 * Event and vector backtests, walk-forward analysis and the statistics that resist self-deception,
 * with an HTML report.
 */
@NullMarked
package io.github.quantml.backtest;

import org.jspecify.annotations.NullMarked;
