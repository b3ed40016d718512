// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.walkforward;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.MarketContext;
import io.github.quantml.backtest.BacktestEngine;
import io.github.quantml.backtest.ResultMetrics;
import io.github.quantml.backtest.Strategy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The questions that every backtest is asked: other costs, and orders that come a bar late. */
public final class Scenarios {
  private Scenarios() {}

  /** Costs times 0, 1 and 2, and orders one bar later (which an unsafe engine cannot do). */
  public static List<Scenario> of(BacktestEngine engine) {
    List<Scenario> out = new ArrayList<>();
    for (double factor : new double[] {0, 1, 2}) {
      BacktestEngine other = engine.toBuilder().timesCosts(factor).build();
      out.add(new Scenario("costs × " + Math.round(factor), other::run));
    }
    if (!engine.isUnsafe()) {
      BacktestEngine late = engine.withLatency(1);
      out.add(new Scenario("orders one bar later", late::run));
    }
    return List.copyOf(out);
  }

  /**
   * One backtest under every scenario.
   *
   * @param strategy makes a fresh strategy for each run
   */
  public static List<ScenarioResult> run(
      List<Scenario> scenarios,
      List<BarSeries> bars,
      MarketContext context,
      Supplier<Strategy> strategy) {
    List<ScenarioResult> out = new ArrayList<>();
    for (Scenario s : scenarios) {
      out.add(
          new ScenarioResult(
              s.name(),
              ResultMetrics.of(s.simulator().run(bars, context, strategy.get(), Instant.MIN))));
    }
    return List.copyOf(out);
  }
}
