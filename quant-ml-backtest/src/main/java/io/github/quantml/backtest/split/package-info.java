// SPDX-License-Identifier: Apache-2.0

/**
 * Splits of time-ordered samples into training and test parts that share no information.
 *
 * <p>{@link io.github.quantml.backtest.split.WalkForwardSplit} trains on the past and tests on what
 * follows, window by window; {@link io.github.quantml.backtest.split.CalendarSplit} does so on
 * calendar dates; {@link io.github.quantml.backtest.split.CombinatorialPurgedSplit} tests every
 * combination of blocks and puts them together to paths. A label looks ahead of its sample: give
 * {@link io.github.quantml.backtest.split.LabelSpans} and the training samples whose labels reach
 * into a test part, or that test labels reach into, are left out (purged).
 */
@NullMarked
package io.github.quantml.backtest.split;

import org.jspecify.annotations.NullMarked;
