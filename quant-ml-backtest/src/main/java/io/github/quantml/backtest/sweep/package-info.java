// SPDX-License-Identifier: Apache-2.0

/**
 * Many simple backtests at once: the same fills, trades and equity as the event engine, without its
 * generality.
 */
@NullMarked
package io.github.quantml.backtest.sweep;

import org.jspecify.annotations.NullMarked;
