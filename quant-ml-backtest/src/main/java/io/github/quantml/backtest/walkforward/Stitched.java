// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.walkforward;

import io.github.quantml.api.BarSeries;
import io.github.quantml.backtest.BacktestResult;
import io.github.quantml.backtest.ResultMetrics;
import io.github.quantml.backtest.Trade;
import io.github.quantml.backtest.metrics.MetricSet;
import io.github.quantml.backtest.metrics.MetricsConfig;
import io.github.quantml.backtest.metrics.Returns;
import io.github.quantml.backtest.metrics.TradeStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The out-of-sample returns of consecutive folds as one record, compounded from 1.
 *
 * <p>Where tests overlap, a moment is taken from the latest fold that trades it. The arrays are the
 * object's own and are copied out.
 */
public final class Stitched {
  private final long[] times;
  private final double[] equity;
  private final double[] benchmark;
  private final double[] exposure;
  private final double[] turnover;
  private final List<Trade> trades;

  private Stitched(
      long[] times,
      double[] equity,
      double[] benchmark,
      double[] exposure,
      double[] turnover,
      List<Trade> trades) {
    this.times = times;
    this.equity = equity;
    this.benchmark = benchmark;
    this.exposure = exposure;
    this.turnover = turnover;
    this.trades = trades;
  }

  /** Joins folds in time order; the benchmark holds {@code held} over the same moments. */
  static Stitched of(List<BacktestResult> folds, BarSeries held) {
    int capacity = 1;
    for (BacktestResult fold : folds) {
      capacity += fold.size();
    }
    long[] times = new long[capacity];
    double[] equity = new double[capacity];
    double[] benchmark = new double[capacity];
    double[] exposure = new double[capacity];
    double[] turnover = new double[capacity];
    List<Trade> trades = new ArrayList<>();
    int n = 0;
    for (int k = 0; k < folds.size(); k++) {
      BacktestResult fold = folds.get(k);
      double[] curve = fold.toEquity();
      double[] gross = fold.toGrossExposure();
      double[] traded = fold.toTurnover();
      long next =
          k + 1 < folds.size() && folds.get(k + 1).size() > 0
              ? folds.get(k + 1).timeNanos(0)
              : Long.MAX_VALUE;
      for (int i = 0; i < fold.size() && fold.timeNanos(i) < next; i++) {
        if (n == 0) {
          // The capital before the first moment, one bar earlier.
          times[0] = before(held, fold.time(0));
          equity[0] = 1;
          benchmark[0] = 1;
          n = 1;
        }
        double from = i == 0 ? fold.initialCash() : curve[i - 1];
        double growth = from > 0 ? Math.max(0, curve[i] / from) : 1;
        times[n] = fold.timeNanos(i);
        equity[n] = equity[n - 1] * growth;
        benchmark[n] = benchmark[n - 1] * growth(held, times[n - 1], fold.time(i));
        exposure[n] = gross[i];
        turnover[n] = traded[i];
        n++;
      }
      for (Trade t : ResultMetrics.closed(fold)) {
        if (nanos(t.exitTime()) < next) {
          trades.add(t);
        }
      }
    }
    return new Stitched(
        Arrays.copyOf(times, n),
        Arrays.copyOf(equity, n),
        Arrays.copyOf(benchmark, n),
        Arrays.copyOf(exposure, n),
        Arrays.copyOf(turnover, n),
        List.copyOf(trades));
  }

  private static long before(BarSeries held, Instant first) {
    int i = held.countUntil(first) - 1;
    return i > 0 ? held.timeNanos(i - 1) : nanos(first) - 1;
  }

  private static double growth(BarSeries held, long fromNanos, Instant to) {
    int a = held.countUntil(Instant.EPOCH.plusNanos(fromNanos)) - 1;
    int b = held.countUntil(to) - 1;
    return a >= 0 && b >= a ? held.close(b) / held.close(a) : 1;
  }

  private static long nanos(Instant t) {
    return Math.addExact(Math.multiplyExact(t.getEpochSecond(), 1_000_000_000L), t.getNano());
  }

  MetricSet metrics(MetricsConfig config) {
    int n = trades.size();
    double[] profits = new double[n];
    double[] returns = new double[n];
    long[] held = new long[n];
    for (int i = 0; i < n; i++) {
      Trade t = trades.get(i);
      profits[i] = t.profit();
      returns[i] = t.returnFraction();
      held[i] = Duration.between(t.entryTime(), t.exitTime()).toNanos();
    }
    return MetricSet.of(times, equity, config)
        .withTrades(TradeStatistics.of(profits, returns, held))
        .withExposure(tail(exposure), tail(turnover))
        .withBenchmark(Returns.ofEquity(benchmark));
  }

  private static double[] tail(double[] x) {
    return x.length == 0 ? x : Arrays.copyOfRange(x, 1, x.length);
  }

  /** Number of values: one more than there are returns. */
  public int size() {
    return times.length;
  }

  /** Moments in nanoseconds since 1970-01-01T00:00Z, the first one bar before trading starts. */
  public long[] toTimeNanos() {
    return times.clone();
  }

  /** The curve, starting at 1. */
  public double[] toEquity() {
    return equity.clone();
  }

  /** The first series held over the same moments, starting at 1. */
  public double[] toBenchmark() {
    return benchmark.clone();
  }

  /** Gross exposure at each moment. */
  public double[] toExposure() {
    return exposure.clone();
  }

  /** Turnover at each moment. */
  public double[] toTurnover() {
    return turnover.clone();
  }

  /** Closed trades out of sample, fold by fold. */
  public List<Trade> trades() {
    return trades;
  }
}
