// SPDX-License-Identifier: Apache-2.0

/**
 * How far a track record can be believed: the chance that its Sharpe ratio is luck, given its
 * length, its tails and how many other strategies were tried.
 *
 * <p>{@link io.github.quantml.backtest.significance.TrackRecord} judges one record (PSR, DSR,
 * MinTRL), {@link io.github.quantml.backtest.significance.Trials} knows what the best of many is
 * worth, {@link io.github.quantml.backtest.significance.Cscv} estimates the probability of backtest
 * overfitting, and {@link io.github.quantml.backtest.significance.BootstrapIntervals} puts an
 * interval around every metric.
 */
@NullMarked
package io.github.quantml.backtest.significance;

import org.jspecify.annotations.NullMarked;
