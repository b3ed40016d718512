// SPDX-License-Identifier: Apache-2.0

/** Event engines, sweeps and the cost of an order. */
@NullMarked
package io.github.quantml.benchmarks.backtest;

import org.jspecify.annotations.NullMarked;
