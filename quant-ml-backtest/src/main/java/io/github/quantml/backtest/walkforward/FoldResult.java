// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.walkforward;

import io.github.quantml.backtest.BacktestResult;
import io.github.quantml.backtest.metrics.MetricSet;
import java.time.Instant;
import java.util.Map;

/**
 * One step of a walk.
 *
 * @param number position among the folds, from 0
 * @param refit whether the strategy was fitted for this fold; else it is that of the fold before
 * @param trainStart close of the first training bar
 * @param trainEnd close of the last training bar
 * @param trainBars number of training bars
 * @param testStart close of the first test bar
 * @param testEnd close of the last test bar
 * @param parameters what was chosen
 * @param trials how many were tried for it
 * @param train metrics in sample, of the training part with the chosen strategy
 * @param test metrics out of sample
 * @param result the run out of sample
 */
public record FoldResult(
    int number,
    boolean refit,
    Instant trainStart,
    Instant trainEnd,
    int trainBars,
    Instant testStart,
    Instant testEnd,
    Map<String, Double> parameters,
    int trials,
    MetricSet train,
    MetricSet test,
    BacktestResult result) {}
