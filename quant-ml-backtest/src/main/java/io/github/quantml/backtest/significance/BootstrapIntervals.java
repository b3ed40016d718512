// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.significance;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.Progress;
import io.github.quantml.api.spi.TaskRunner;
import io.github.quantml.backtest.metrics.Metric;
import io.github.quantml.backtest.metrics.MetricSet;
import io.github.quantml.backtest.metrics.TradeStatistics;
import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.math.stats.StationaryBootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Intervals of the metrics by the stationary bootstrap: the record is drawn again in blocks of
 * random length, so that the dependence of the returns survives, and the middle {@code level} of
 * the metrics' values is the interval. Trades are drawn one by one.
 *
 * <p>Resample i uses stream i of the seed: the same bytes at any number of threads.
 *
 * @param resamples number of resamples, at least 100
 * @param level of (0, 1), for example 0.9
 * @param blockLength mean block length in bars; 0 for the automatic length of Politis and White
 * @param seed seed
 * @param threads threads, at least 1
 */
public record BootstrapIntervals(
    int resamples, double level, double blockLength, long seed, int threads) {
  private static final int LEAST_RETURNS = 20;

  public BootstrapIntervals {
    if (resamples < 100) {
      throw new IllegalArgumentException("resamples: must be at least 100, got " + resamples);
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level: must lie inside (0, 1), got " + level);
    }
    if (!(blockLength == 0 || (blockLength >= 1 && blockLength < Double.POSITIVE_INFINITY))) {
      throw new IllegalArgumentException(
          "blockLength: must be 0 (automatic) or at least 1 and finite, got " + blockLength);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads: must be at least 1, got " + threads);
    }
  }

  /** 1,000 resamples, the middle 90 %, automatic blocks, one thread. */
  public static BootstrapIntervals of(long seed) {
    return new BootstrapIntervals(1000, 0.9, 0, seed, 1);
  }

  public BootstrapIntervals withResamples(int value) {
    return new BootstrapIntervals(value, level, blockLength, seed, threads);
  }

  public BootstrapIntervals withLevel(double value) {
    return new BootstrapIntervals(resamples, value, blockLength, seed, threads);
  }

  public BootstrapIntervals withBlockLength(double value) {
    return new BootstrapIntervals(resamples, level, value, seed, threads);
  }

  public BootstrapIntervals withThreads(int value) {
    return new BootstrapIntervals(resamples, level, blockLength, seed, value);
  }

  /**
   * Intervals of every metric that is a function of the returns.
   *
   * @param metrics of at least 20 returns
   * @param benchmark returns of the benchmark, drawn together with the record's; null without one
   */
  public Map<Metric, ConfidenceInterval> of(MetricSet metrics, double @Nullable [] benchmark) {
    double[] returns = metrics.returns();
    if (returns.length < LEAST_RETURNS) {
      throw new InsufficientDataException(
          "returns for bootstrap intervals", LEAST_RETURNS, returns.length);
    }
    StationaryBootstrap bootstrap = bootstrap(returns);
    return intervals(
        random -> {
          int[] rows = bootstrap.indices(returns.length, random);
          MetricSet drawn = MetricSet.ofReturns(pick(returns, rows), metrics.config());
          return benchmark == null ? drawn : drawn.withBenchmark(pick(benchmark, rows));
        });
  }

  /**
   * Intervals of the metrics of closed trades.
   *
   * @param metrics whose conventions hold
   * @param profits profit of each trade in money, at least one
   * @param returns profit of each trade per unit invested
   */
  public Map<Metric, ConfidenceInterval> ofTrades(
      MetricSet metrics, double[] profits, double[] returns) {
    if (profits.length == 0) {
      throw new InsufficientDataException("trades for bootstrap intervals", 1, 0);
    }
    MetricSet empty = MetricSet.ofReturns(new double[0], metrics.config());
    Map<Metric, ConfidenceInterval> all =
        intervals(
            random -> {
              int[] rows = new int[profits.length];
              for (int i = 0; i < rows.length; i++) {
                rows[i] = random.nextInt(rows.length);
              }
              return empty.withTrades(
                  TradeStatistics.of(
                      pick(profits, rows), pick(returns, rows), new long[rows.length]));
            });
    Map<Metric, ConfidenceInterval> out = new EnumMap<>(Metric.class);
    for (Metric metric :
        List.of(
            Metric.WIN_RATE,
            Metric.PROFIT_FACTOR,
            Metric.PAYOFF,
            Metric.EXPECTANCY,
            Metric.SQN,
            Metric.KELLY)) {
      ConfidenceInterval interval = all.get(metric);
      if (interval != null) {
        out.put(metric, interval);
      }
    }
    return Collections.unmodifiableMap(out);
  }

  private StationaryBootstrap bootstrap(double[] returns) {
    if (blockLength > 0) {
      return StationaryBootstrap.of(blockLength);
    }
    // Constant returns have no dependence to keep.
    boolean constant = Arrays.stream(returns).allMatch(r -> r == returns[0]);
    return constant ? StationaryBootstrap.of(1) : StationaryBootstrap.automatic(returns);
  }

  /** Draws one resample's metrics. */
  private interface Draw {
    MetricSet from(CounterRandom random);
  }

  private Map<Metric, ConfidenceInterval> intervals(Draw draw) {
    CounterRandom root = CounterRandom.of(seed);
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < resamples; i++) {
      numbers.add(i);
    }
    List<MetricSet> drawn = new ArrayList<>(resamples);
    TaskRunner.local(threads)
        .map(numbers, i -> draw.from(root.split(i)), Progress.NONE)
        .forEach(outcome -> drawn.add(outcome.orThrow()));
    Map<Metric, ConfidenceInterval> out = new EnumMap<>(Metric.class);
    for (Metric metric : drawn.get(0).values().keySet()) {
      double[] values = drawn.stream().mapToDouble(set -> set.get(metric)).sorted().toArray();
      double lower = order(values, (1 - level) / 2);
      double upper = order(values, (1 + level) / 2);
      // A ratio without a denominator in too many resamples has no interval.
      if (Double.isFinite(lower) && Double.isFinite(upper)) {
        out.put(metric, new ConfidenceInterval(level, lower, upper));
      }
    }
    return Collections.unmodifiableMap(out);
  }

  /** The order statistic nearest to the quantile: no interpolation towards an infinity. */
  private static double order(double[] sorted, double p) {
    return sorted[(int) Math.rint(p * (sorted.length - 1))];
  }

  private static double[] pick(double[] x, int[] rows) {
    double[] out = new double[rows.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = x[rows[i]];
    }
    return out;
  }
}
