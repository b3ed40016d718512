// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The metrics of one record with the conventions they were computed by.
 *
 * <p>Immutable: the {@code with} methods return a set that knows more. A value is never NaN.
 */
public final class MetricSet {
  private static final double NANOS_PER_DAY = 86_400e9;
  private static final double NANOS_PER_YEAR = 365.25 * NANOS_PER_DAY;

  private final MetricsConfig config;
  private final double[] returns;
  private final Map<Metric, Double> values;

  private MetricSet(MetricsConfig config, double[] returns, Map<Metric, Double> values) {
    this.config = config;
    this.returns = returns;
    this.values = Collections.unmodifiableMap(values);
  }

  /**
   * The metrics of an equity curve.
   *
   * @param timeNanos time of each value of the curve, strictly increasing, nanoseconds
   * @param equity the curve, starting with the capital before the first return
   */
  public static MetricSet of(long[] timeNanos, double[] equity, MetricsConfig config) {
    Checked.sameLength("timeNanos", timeNanos.length, "equity", equity.length);
    double[] returns = Returns.ofEquity(equity);
    EnumMap<Metric, Double> v = new EnumMap<>(Metric.class);
    putReturns(v, returns, config);
    double years = (timeNanos[timeNanos.length - 1] - timeNanos[0]) / NANOS_PER_YEAR;
    v.put(Metric.CAGR, years > 0 ? Performance.annualReturn(returns, returns.length / years) : 0);
    long longest = 0;
    for (Drawdown d : Drawdown.all(equity)) {
      longest = Math.max(longest, timeNanos[d.end()] - timeNanos[d.peak()]);
    }
    v.put(Metric.MAX_DRAWDOWN_DAYS, longest / NANOS_PER_DAY);
    return new MetricSet(config, returns, v);
  }

  /** The metrics that need nothing but returns per period. */
  public static MetricSet ofReturns(double[] returns, MetricsConfig config) {
    EnumMap<Metric, Double> v = new EnumMap<>(Metric.class);
    putReturns(v, returns.clone(), config);
    return new MetricSet(config, returns.clone(), v);
  }

  private static void putReturns(Map<Metric, Double> v, double[] r, MetricsConfig config) {
    double p = config.periods().value();
    double f = config.riskFreePerPeriod();
    double tail = config.tail();
    v.put(Metric.TOTAL_RETURN, Performance.totalReturn(r));
    v.put(Metric.ANNUAL_RETURN, Performance.annualReturn(r, p));
    v.put(Metric.VOLATILITY, Performance.volatility(r, p));
    v.put(Metric.SHARPE, Performance.sharpe(r, f, p));
    v.put(Metric.SORTINO, Performance.sortino(r, f, p));
    v.put(Metric.CALMAR, Performance.calmar(r, p));
    v.put(Metric.MAX_DRAWDOWN, Performance.maxDrawdown(r));
    v.put(Metric.VALUE_AT_RISK, Performance.historicalValueAtRisk(r, tail));
    v.put(Metric.EXPECTED_SHORTFALL, Performance.historicalExpectedShortfall(r, tail));
    v.put(Metric.GAUSSIAN_VALUE_AT_RISK, Performance.gaussianValueAtRisk(r, tail));
    v.put(Metric.GAUSSIAN_EXPECTED_SHORTFALL, Performance.gaussianExpectedShortfall(r, tail));
    v.put(Metric.OMEGA, Performance.omega(r, config.threshold()));
    v.put(Metric.SKEWNESS, Performance.skewness(r));
    v.put(Metric.EXCESS_KURTOSIS, Performance.excessKurtosis(r));
    v.put(Metric.STABILITY, Performance.stability(r));
    v.put(Metric.TAIL_RATIO, Performance.tailRatio(r));
  }

  /**
   * With the comparison to a benchmark.
   *
   * @param benchmark its returns over the same periods
   */
  public MetricSet withBenchmark(double[] benchmark) {
    Comparison c =
        Comparison.of(returns, benchmark, config.riskFreePerPeriod(), config.periods().value());
    EnumMap<Metric, Double> v = copy();
    v.put(Metric.ALPHA, c.alpha());
    v.put(Metric.BETA, c.beta());
    v.put(Metric.CORRELATION, c.correlation());
    v.put(Metric.TRACKING_ERROR, c.trackingError());
    v.put(Metric.INFORMATION_RATIO, c.informationRatio());
    v.put(Metric.BENCHMARK_RETURN, Performance.totalReturn(benchmark));
    return new MetricSet(config, returns, v);
  }

  /** With the statistics of closed trades. */
  public MetricSet withTrades(TradeStatistics trades) {
    EnumMap<Metric, Double> v = copy();
    v.put(Metric.TRADES, (double) trades.count());
    v.put(Metric.WIN_RATE, trades.winRate());
    v.put(Metric.PROFIT_FACTOR, trades.profitFactor());
    v.put(Metric.PAYOFF, trades.payoff());
    v.put(Metric.EXPECTANCY, trades.meanReturn());
    v.put(Metric.BEST_TRADE, trades.best());
    v.put(Metric.WORST_TRADE, trades.worst());
    v.put(Metric.SQN, trades.sqn());
    v.put(Metric.KELLY, trades.kelly());
    v.put(Metric.MEAN_TRADE_DAYS, trades.meanDuration().toNanos() / NANOS_PER_DAY);
    v.put(Metric.MAX_TRADE_DAYS, trades.maxDuration().toNanos() / NANOS_PER_DAY);
    return new MetricSet(config, returns, v);
  }

  /**
   * With how much was invested and traded.
   *
   * @param exposure position value / equity at each bar, signed or not
   * @param turnover traded value / equity at each bar
   */
  public MetricSet withExposure(double[] exposure, double[] turnover) {
    Checked.finite("exposure", exposure, 0);
    Checked.finite("turnover", turnover, 0);
    double invested = 0;
    double sum = 0;
    for (double e : exposure) {
      invested += e != 0 ? 1 : 0;
      sum += Math.abs(e);
    }
    double traded = 0;
    for (double t : turnover) {
      traded += Math.abs(t);
    }
    EnumMap<Metric, Double> v = copy();
    v.put(Metric.EXPOSURE_TIME, exposure.length == 0 ? 0 : invested / exposure.length);
    v.put(Metric.MEAN_EXPOSURE, exposure.length == 0 ? 0 : sum / exposure.length);
    v.put(
        Metric.TURNOVER,
        turnover.length == 0 ? 0 : traded * config.periods().value() / turnover.length);
    return new MetricSet(config, returns, v);
  }

  private EnumMap<Metric, Double> copy() {
    return new EnumMap<>(values);
  }

  /**
   * A value.
   *
   * @throws IllegalArgumentException when this set does not know the metric
   */
  public double get(Metric metric) {
    Double value = values.get(metric);
    if (value == null) {
      throw new IllegalArgumentException(
          metric + ": needs a benchmark, trades or exposure that this set was not given");
    }
    return value;
  }

  public boolean has(Metric metric) {
    return values.containsKey(metric);
  }

  /** Every value, in the order of {@link Metric}. */
  public Map<Metric, Double> values() {
    return values;
  }

  /** A copy of the returns the set was computed from. */
  public double[] returns() {
    return returns.clone();
  }

  public MetricsConfig config() {
    return config;
  }

  /** Every convention that shaped a number, one sentence each. */
  public List<String> conventions() {
    List<String> out = new ArrayList<>();
    out.add("periods per year: " + config.periods().basis());
    out.add(String.format(Locale.ROOT, "risk-free return: %s a year", percent(config.riskFree())));
    out.add("tail probability: " + percent(config.tail()));
    out.add("returns are simple returns per bar, warm-up bars included");
    for (Metric m : values.keySet()) {
      out.add(m.label() + ": " + m.convention());
    }
    return List.copyOf(out);
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * value);
  }

  /** Two columns for a console. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    values.forEach(
        (m, value) ->
            out.append(String.format(Locale.ROOT, "%-32s %14s%n", m.label(), m.format(value))));
    return out.toString();
  }
}
