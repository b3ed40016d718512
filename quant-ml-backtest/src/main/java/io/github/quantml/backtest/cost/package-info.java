// SPDX-License-Identifier: Apache-2.0

/** What trading costs: commission, slippage, spread, impact, margin and interest. */
@NullMarked
package io.github.quantml.backtest.cost;

import org.jspecify.annotations.NullMarked;
