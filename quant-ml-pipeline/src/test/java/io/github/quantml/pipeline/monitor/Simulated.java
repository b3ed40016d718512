// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.monitor;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.Interval;
import io.github.quantml.api.Probabilities;
import io.github.quantml.math.distribution.StandardNormal;
import io.github.quantml.math.random.CounterRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Bars of independent normal returns, and forecasts that know their law or do not. */
final class Simulated {
  static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  static final double DEVIATION = 0.01;

  private Simulated() {}

  static Instant time(int i) {
    return START.plus(Duration.ofDays(i));
  }

  /** Bars whose returns are normal with standard deviation 0.01. */
  static BarSeries bars(String symbol, int n, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    BarSeriesBuilder builder = BarSeries.builder(symbol, Duration.ofDays(1));
    double close = 100;
    for (int i = 0; i < n; i++) {
      double open = close;
      close = open * (1 + DEVIATION * random.nextGaussian());
      double wick = 1 + 0.004 * random.nextDouble();
      double volume = 1000 * (0.5 + random.nextDouble());
      builder.add(
          time(i), open, Math.max(open, close) * wick, Math.min(open, close) / wick, close, volume);
    }
    return builder.build();
  }

  /** A forecast with the law N(mean, deviation²) of the return over {@code bars} bars. */
  static LoggedPrediction forecast(
      String symbol, int i, int bars, int version, double mean, double deviation) {
    return forecast(symbol, i, bars, version, mean, deviation, List.of());
  }

  static LoggedPrediction forecast(
      String symbol,
      int i,
      int bars,
      int version,
      double mean,
      double deviation,
      List<LoggedPrediction.Member> members) {
    double band = 0.002;
    double up = StandardNormal.survival((band - mean) / deviation);
    double down = StandardNormal.cdf((-band - mean) / deviation);
    double half = StandardNormal.quantile(0.95) * deviation;
    return new LoggedPrediction(
        symbol,
        time(i),
        bars,
        time(i),
        "ensemble",
        version,
        mean,
        deviation,
        new Probabilities(up, down, Math.max(0, 1 - up - down), band),
        new Interval(0.9, mean - half, mean + half),
        "calm",
        members);
  }

  /** Forecasts at every bar with the true law, but for a factor on the deviation. */
  static List<LoggedPrediction> forecasts(
      String symbol, int from, int to, int bars, int version, double factor) {
    List<LoggedPrediction> out = new ArrayList<>();
    for (int i = from; i < to; i++) {
      out.add(forecast(symbol, i, bars, version, 0, factor * DEVIATION * Math.sqrt(bars)));
    }
    return out;
  }
}
