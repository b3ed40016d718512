// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.backtest;

import io.github.quantml.benchmarks.Comparison;
import java.util.List;
import java.util.function.Supplier;

/** Backtests. */
public final class BacktestComparisons {
  private BacktestComparisons() {}

  /** In the order of the table. A new comparison is added here. */
  public static List<Supplier<Comparison>> all() {
    return List.of(
        EventEngine::new,
        EventEngineFewAssets::new,
        WindowSweep::new,
        MillionOrders::new,
        CscvEstimate::new);
  }
}
