// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.MarketContext;
import java.time.Instant;
import java.util.List;

/** Runs strategies over bars. Immutable, thread-safe. */
public final class BacktestEngine {
  private BacktestEngine() {}

  public static Builder builder() {
    return new Builder();
  }

  /** Runs a strategy on one instrument. */
  public BacktestResult run(BarSeries bars, Strategy strategy) {
    return run(List.of(bars), MarketContext.empty(), strategy);
  }

  /** Runs a strategy on several series. */
  public BacktestResult run(List<BarSeries> bars, MarketContext context, Strategy strategy) {
    return run(bars, context, strategy, Instant.MIN);
  }

  /**
   * Runs a strategy that may trade from a moment on: bars that close before {@code from} are its
   * history, and the result begins at the first bar that closes at or after it.
   */
  public BacktestResult run(
      List<BarSeries> bars, MarketContext context, Strategy strategy, Instant from) {
    if (strategy.warmUp() >= 0) {
      throw new UnsupportedOperationException("the engine is being written");
    }
    return BacktestResult.ofEquity(List.of(), new double[0], 1, List.of());
  }

  /** Collects the settings of an engine. */
  public static final class Builder {
    private Builder() {}

    public Builder initialCash(double value) {
      return this;
    }

    public BacktestEngine build() {
      return new BacktestEngine();
    }
  }
}
