// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.backtest;

import io.github.quantml.api.BarSeries;
import io.github.quantml.backtest.BacktestEngine;
import io.github.quantml.backtest.cost.Commission;
import io.github.quantml.backtest.sweep.SmaSweep;
import io.github.quantml.benchmarks.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Every pair of windows from 2 on, all in at the next open, 0.1 % a fill: the final equity of each.
 */
public class WindowSweep extends Comparison {
  /** Largest window x assets x bars: 4,851 pairs. */
  @Param("100x3x2183")
  public String size = "100x3x2183";

  private int largest;
  private Prices prices = Prices.of(1, 1, 1);
  private List<BarSeries> series = List.of();

  /** For JMH. */
  public WindowSweep() {}

  @Override
  public String workload() {
    return "backtest";
  }

  @Override
  public String kernel() {
    return "sweep";
  }

  @Override
  public void prepare(Scale scale) {
    String[] parts = size.split("x", -1);
    boolean full = scale == Scale.FULL;
    largest = full ? Integer.parseInt(parts[0]) : 6;
    prices = Prices.of(Integer.parseInt(parts[1]), full ? Integer.parseInt(parts[2]) : 200, 12);
    series = new ArrayList<>();
    for (int a = 0; a < prices.assets(); a++) {
      series.add(prices.series(a));
    }
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("open", prices.open(), "close", prices.close());
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    BacktestEngine engine =
        BacktestEngine.builder().withoutCosts().commission(Commission.fraction(0.001)).build();
    List<SmaSweep.Row> rows = SmaSweep.of(engine, 2, largest, false).sizedAtFill().run(series);
    double[] equity = new double[rows.size()];
    for (int i = 0; i < equity.length; i++) {
      equity[i] = rows.get(i).outcome().finalEquity();
    }
    return equity;
  }
}
