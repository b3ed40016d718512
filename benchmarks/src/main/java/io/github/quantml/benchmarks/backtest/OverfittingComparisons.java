// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.backtest;

import io.github.quantml.benchmarks.Comparison;
import java.util.List;
import java.util.function.Supplier;

/** The judgement of backtests. */
public final class OverfittingComparisons {
  private OverfittingComparisons() {}

  /** In the order of the table. */
  public static List<Supplier<Comparison>> all() {
    return List.of(CscvEstimate::new);
  }
}
