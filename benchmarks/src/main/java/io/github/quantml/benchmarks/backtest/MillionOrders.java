// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.backtest;

import io.github.quantml.backtest.BacktestEngine;
import io.github.quantml.backtest.cost.Commission;
import io.github.quantml.backtest.sweep.OrderKernel;
import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.math.random.CounterRandom;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * An order of random size at every bar, filled at the next open with fee, slippage and a check of
 * the funds: the final equity of each column.
 */
public class MillionOrders extends Comparison {
  /** Columns x bars. */
  @Param("1000x1001")
  public String size = "1000x1001";

  private double[][] open = {};
  private double[][] close = {};
  private double[][] orders = {};
  private double[] equity = {};
  private Prices prices = Prices.of(1, 1, 1);

  /** For JMH. */
  public MillionOrders() {}

  @Override
  public String workload() {
    return "backtest";
  }

  @Override
  public String kernel() {
    return "orders";
  }

  @Override
  public void prepare(Scale scale) {
    String[] parts = size.split("x", -1);
    boolean full = scale == Scale.FULL;
    int columns = full ? Integer.parseInt(parts[0]) : 3;
    int bars = full ? Integer.parseInt(parts[1]) : 50;
    prices = Prices.of(columns, bars, 13);
    open = columns(prices.open(), columns, bars);
    close = columns(prices.close(), columns, bars);
    orders = new double[columns][bars];
    CounterRandom random = CounterRandom.of(14);
    for (double[] column : orders) {
      for (int i = 0; i < bars; i++) {
        column[i] = random.nextDouble() - 0.5;
      }
    }
    equity = new double[bars];
  }

  private static double[][] columns(double[] flat, int columns, int bars) {
    double[][] out = new double[columns][bars];
    for (int c = 0; c < columns; c++) {
      System.arraycopy(flat, c * bars, out[c], 0, bars);
    }
    return out;
  }

  @Override
  public Map<String, double[]> inputs() {
    int bars = equity.length;
    double[] flat = new double[orders.length * bars];
    for (int c = 0; c < orders.length; c++) {
      System.arraycopy(orders[c], 0, flat, c * bars, bars);
    }
    return Map.of("open", prices.open(), "close", prices.close(), "orders", flat);
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    OrderKernel kernel =
        OrderKernel.of(
            BacktestEngine.builder()
                .initialCash(1e6)
                .slippageBps(10)
                .commission(Commission.fraction(0.001))
                .build());
    double[] last = new double[orders.length];
    for (int c = 0; c < last.length; c++) {
      last[c] = kernel.run(open[c], close[c], orders[c], equity);
    }
    return last;
  }
}
