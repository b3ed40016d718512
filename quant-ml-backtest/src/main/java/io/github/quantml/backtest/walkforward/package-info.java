// SPDX-License-Identifier: Apache-2.0

/**
 * Walk-forward analysis: train on the past, trade what follows, move on, and join what was traded
 * out of sample to one record.
 *
 * <p>{@link io.github.quantml.backtest.walkforward.WalkForwardAnalyzer} is the entry point. A
 * strategy that learns implements {@link io.github.quantml.backtest.walkforward.StrategyTrainer};
 * {@link io.github.quantml.backtest.walkforward.GridSearch} is one that picks the best of several
 * candidates on the training part and remembers how many it tried.
 */
@NullMarked
package io.github.quantml.backtest.walkforward;

import org.jspecify.annotations.NullMarked;
