// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.walkforward;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.MarketContext;
import io.github.quantml.backtest.BacktestResult;
import io.github.quantml.backtest.Strategy;
import java.time.Instant;
import java.util.List;

/** Runs a strategy over bars; {@code engine::run} is one. */
@FunctionalInterface
public interface Simulator {
  /**
   * Runs.
   *
   * @param from trading starts at the first bar that closes at or after it; earlier bars are
   *     history
   */
  BacktestResult run(List<BarSeries> bars, MarketContext context, Strategy strategy, Instant from);
}
