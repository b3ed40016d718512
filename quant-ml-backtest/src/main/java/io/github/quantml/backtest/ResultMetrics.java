// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import io.github.quantml.backtest.metrics.MetricSet;
import io.github.quantml.backtest.metrics.MetricsConfig;
import io.github.quantml.backtest.metrics.PeriodsPerYear;
import io.github.quantml.backtest.metrics.TradeStatistics;
import java.util.List;

/** The metrics of a backtest. */
public final class ResultMetrics {
  private static final long DAY = 86_400_000_000_000L;

  private ResultMetrics() {}

  /** The metrics with the periods per year that the result's own moments show. */
  public static MetricSet of(BacktestResult result) {
    return of(result, MetricsConfig.of(periods(result)));
  }

  /**
   * Returns, closed trades, exposure and turnover of a result.
   *
   * <p>The curve begins with the initial cash: where the equity of the first moment differs from
   * it, one period before that moment is added.
   */
  public static MetricSet of(BacktestResult result, MetricsConfig config) {
    int n = result.size();
    double[] equity = result.toEquity();
    boolean begins = n > 0 && equity[0] == result.initialCash();
    double[] curve = new double[begins ? n : n + 1];
    long[] times = new long[curve.length];
    int shift = curve.length - n;
    for (int i = 0; i < n; i++) {
      curve[i + shift] = equity[i];
      times[i + shift] = result.timeNanos(i);
    }
    if (shift == 1) {
      curve[0] = result.initialCash();
      times[0] = n == 0 ? 0 : result.timeNanos(0) - gap(result);
    }
    return MetricSet.of(times, curve, config)
        .withTrades(trades(result))
        .withExposure(result.toGrossExposure(), result.toTurnover());
  }

  /** Periods per year read off a result's moments; 252 is never assumed. */
  public static PeriodsPerYear periods(BacktestResult result) {
    long[] times = new long[result.size()];
    for (int i = 0; i < times.length; i++) {
      times[i] = result.timeNanos(i);
    }
    return PeriodsPerYear.infer(times);
  }

  /** Statistics of the closed trades of a result. */
  public static TradeStatistics trades(BacktestResult result) {
    List<Trade> closed = closed(result);
    int n = closed.size();
    double[] profits = new double[n];
    double[] returns = new double[n];
    long[] held = new long[n];
    for (int i = 0; i < n; i++) {
      Trade t = closed.get(i);
      profits[i] = t.profit();
      returns[i] = t.returnFraction();
      held[i] = Nanos.of(t.exitTime()) - Nanos.of(t.entryTime());
    }
    return TradeStatistics.of(profits, returns, held);
  }

  /** The closed trades, in the order of their exits. */
  public static List<Trade> closed(BacktestResult result) {
    return result.trades().stream().filter(t -> !t.open()).toList();
  }

  private static long gap(BacktestResult result) {
    return result.size() < 2 ? DAY : result.timeNanos(1) - result.timeNanos(0);
  }
}
