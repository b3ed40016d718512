// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import io.github.quantml.api.BarSeries;
import io.github.quantml.backtest.metrics.BacktestingPyProfile;
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

  /**
   * The statistics of backtesting.py of a result on one series.
   *
   * @param bars the series; the result must have a moment for each of its bars
   * @param firstBar first bar on which an order could be placed: the warm-up of the indicators
   */
  public static BacktestingPyProfile backtestingPy(
      BacktestResult result, BarSeries bars, int firstBar) {
    long[] times = new long[result.size()];
    for (int i = 0; i < times.length; i++) {
      times[i] = result.timeNanos(i);
    }
    List<Trade> closed = closed(result);
    int n = closed.size();
    int[] entry = new int[n];
    int[] exit = new int[n];
    double[] profits = new double[n];
    double[] returns = new double[n];
    for (int i = 0; i < n; i++) {
      Trade t = closed.get(i);
      entry[i] = t.entryBar();
      exit[i] = t.exitBar();
      profits[i] = t.profit();
      returns[i] = t.returnFraction();
    }
    return BacktestingPyProfile.of(
        times,
        result.toEquity(),
        bars.toCloses(),
        firstBar,
        new BacktestingPyProfile.Trades(entry, exit, profits, returns),
        0);
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
