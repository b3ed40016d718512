// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.report;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.backtest.BacktestResult;
import io.github.quantml.backtest.ResultMetrics;
import io.github.quantml.backtest.Trade;
import io.github.quantml.backtest.metrics.Metric;
import io.github.quantml.backtest.metrics.MetricSet;
import io.github.quantml.backtest.metrics.MetricsConfig;
import io.github.quantml.backtest.metrics.Performance;
import io.github.quantml.backtest.significance.BootstrapIntervals;
import io.github.quantml.backtest.significance.ConfidenceInterval;
import io.github.quantml.backtest.significance.Overfitting;
import io.github.quantml.backtest.significance.TrackRecord;
import io.github.quantml.backtest.significance.Trials;
import io.github.quantml.backtest.walkforward.ScenarioResult;
import io.github.quantml.backtest.walkforward.WalkForwardReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one backtest has to say, written as HTML, JSON or text.
 *
 * <pre>{@code
 * BacktestReport.of("SMA 10/30", result, bars)
 *     .withWalkForward(walk)
 *     .withSensitivity(scenarios)
 *     .writeHtml(Path.of("target/backtest.html"));
 * }</pre>
 *
 * <p>Conventions, the hashes of data and configuration and the engine's version are part of every
 * form. Immutable.
 */
public final class BacktestReport {
  private final String title;
  private final BacktestResult result;
  private final BenchmarkCurve benchmark;
  private final MetricSet metrics;
  private final Map<Metric, ConfidenceInterval> intervals;
  private final List<ScenarioResult> sensitivity;
  private final @Nullable WalkForwardReport walkForward;
  private final @Nullable Overfitting overfitting;
  private final Trials trials;

  private BacktestReport(
      String title,
      BacktestResult result,
      BenchmarkCurve benchmark,
      MetricSet metrics,
      Map<Metric, ConfidenceInterval> intervals,
      List<ScenarioResult> sensitivity,
      @Nullable WalkForwardReport walkForward,
      @Nullable Overfitting overfitting,
      Trials trials) {
    this.title = title;
    this.result = result;
    this.benchmark = benchmark;
    this.metrics = metrics;
    this.intervals = intervals;
    this.sensitivity = sensitivity;
    this.walkForward = walkForward;
    this.overfitting = overfitting;
    this.trials = trials;
  }

  /**
   * A report whose benchmark is a series held over the same moments.
   *
   * @param result at least two moments
   * @param held the benchmark, usually the traded series
   */
  public static BacktestReport of(String title, BacktestResult result, BarSeries held) {
    return of(title, result, held, MetricsConfig.of(ResultMetrics.periods(result)));
  }

  /** The same with other conventions of the metrics. */
  public static BacktestReport of(
      String title, BacktestResult result, BarSeries held, MetricsConfig config) {
    if (result.size() < 2) {
      throw new InsufficientDataException("moments of a reported backtest", 2, result.size());
    }
    MetricSet set = ResultMetrics.of(result, config);
    BenchmarkCurve curve = BenchmarkCurve.of(held, result);
    double[] returns = aligned(curve, set);
    return new BacktestReport(
        title,
        result,
        curve,
        set.withBenchmark(returns),
        Map.of(),
        List.of(),
        null,
        null,
        Trials.single());
  }

  /**
   * The benchmark's returns, as many as the record's, which has one more where the first moment
   * already earned something on the initial cash.
   */
  private static double[] aligned(BenchmarkCurve curve, MetricSet set) {
    double[] held = curve.returns();
    double[] out = new double[set.returns().length];
    System.arraycopy(held, 0, out, out.length - held.length, held.length);
    return out;
  }

  /** With bootstrap intervals of every headline metric. */
  public BacktestReport withIntervals(BootstrapIntervals bootstrap) {
    Map<Metric, ConfidenceInterval> all = new EnumMap<>(Metric.class);
    all.putAll(bootstrap.of(metrics, aligned(benchmark, metrics)));
    List<Trade> closed = ResultMetrics.closed(result);
    if (!closed.isEmpty()) {
      all.putAll(
          bootstrap.ofTrades(
              metrics,
              closed.stream().mapToDouble(Trade::profit).toArray(),
              closed.stream().mapToDouble(Trade::returnFraction).toArray()));
    }
    return new BacktestReport(
        title, result, benchmark, metrics, all, sensitivity, walkForward, overfitting, trials);
  }

  /** With the same backtest under other assumptions. */
  public BacktestReport withSensitivity(List<ScenarioResult> values) {
    return new BacktestReport(
        title,
        result,
        benchmark,
        metrics,
        intervals,
        List.copyOf(values),
        walkForward,
        overfitting,
        trials);
  }

  /** With a walk-forward analysis; its search is what the deflated Sharpe ratio counts. */
  public BacktestReport withWalkForward(WalkForwardReport value) {
    return new BacktestReport(
        title,
        result,
        benchmark,
        metrics,
        intervals,
        sensitivity,
        value,
        overfitting,
        value.search(Math.max(1, metrics.returns().length)));
  }

  /** With the probability of backtest overfitting of the search. */
  public BacktestReport withOverfitting(Overfitting value) {
    return new BacktestReport(
        title, result, benchmark, metrics, intervals, sensitivity, walkForward, value, trials);
  }

  /** With the search behind the strategy, for the deflated Sharpe ratio. */
  public BacktestReport withTrials(Trials value) {
    return new BacktestReport(
        title, result, benchmark, metrics, intervals, sensitivity, walkForward, overfitting, value);
  }

  public String title() {
    return title;
  }

  public BacktestResult result() {
    return result;
  }

  public MetricSet metrics() {
    return metrics;
  }

  public Map<Metric, ConfidenceInterval> intervals() {
    return intervals;
  }

  public List<ScenarioResult> sensitivity() {
    return sensitivity;
  }

  public Optional<WalkForwardReport> walkForward() {
    return Optional.ofNullable(walkForward);
  }

  public Optional<Overfitting> overfitting() {
    return Optional.ofNullable(overfitting);
  }

  /** What was tried, one strategy when nobody said otherwise. */
  public Trials trials() {
    return trials;
  }

  BenchmarkCurve benchmark() {
    return benchmark;
  }

  /** The record for its significance; empty when the returns do not vary. */
  public Optional<TrackRecord> trackRecord() {
    double[] r = metrics.returns();
    return Performance.stdDev(r) > 0 ? Optional.of(TrackRecord.of(r)) : Optional.empty();
  }

  /** What a reader must know before the numbers, one sentence each; often empty. */
  public List<String> cautions() {
    List<String> out = new ArrayList<>();
    result.conventions().stream().filter(c -> c.startsWith("UNSAFE")).forEach(out::add);
    double years = metrics.returns().length / metrics.config().periods().value();
    if (years < 1) {
      out.add(
          "The record covers "
              + Significance.length(years)
              + ": annualised figures extrapolate far beyond it.");
    }
    int closed = ResultMetrics.closed(result).size();
    if (closed < 30) {
      out.add("Only " + closed + " closed trades: statistics of trades say little.");
    }
    if (result.isRuined()) {
      out.add("The capital was lost on the way.");
    }
    return out;
  }

  /** One page without any reference to the outside. */
  public String toHtml() {
    return new HtmlReport(this).page();
  }

  /** The whole report as JSON. */
  public String toJson() {
    return JsonReport.write(this);
  }

  /** Writes {@link #toHtml} as UTF-8; missing directories are made. */
  public void writeHtml(Path file) throws IOException {
    write(file, toHtml());
  }

  /** Writes {@link #toJson} as UTF-8; missing directories are made. */
  public void writeJson(Path file) throws IOException {
    write(file, toJson());
  }

  private static void write(Path file, String text) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  /** A table for a console. */
  @Override
  public String toString() {
    return ConsoleReport.write(this);
  }
}
