// SPDX-License-Identifier: Apache-2.0

/** Backtests and what is made of them. */
@NullMarked
package io.github.quantml.benchmarks.backtest;

import org.jspecify.annotations.NullMarked;
