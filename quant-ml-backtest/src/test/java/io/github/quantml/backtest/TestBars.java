// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.math.random.CounterRandom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/** Bars for tests. */
final class TestBars {
  static final Instant FIRST = Instant.parse("2020-01-01T21:00:00Z");

  private TestBars() {}

  static Path data(String relative) {
    String dir = System.getProperty("quantml.data");
    if (dir == null) {
      throw new IllegalStateException("quantml.data: names no directory");
    }
    return Path.of(dir, relative);
  }

  static List<String> lines(String relative) {
    try {
      return Files.readAllLines(data(relative));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Daily bars of a CSV with a header and date, open, high, low, close, volume. */
  static BarSeries daily(String symbol, String relative) {
    BarSeriesBuilder builder = BarSeries.builder(symbol, Duration.ofDays(1));
    List<String> lines = lines(relative);
    for (String line : lines.subList(1, lines.size())) {
      String[] f = line.split(",", -1);
      builder.add(
          close(f[0]), number(f[1]), number(f[2]), number(f[3]), number(f[4]), number(f[5]));
    }
    return builder.build();
  }

  static Instant close(String date) {
    return LocalDate.parse(date).atTime(21, 0).toInstant(ZoneOffset.UTC);
  }

  private static double number(String text) {
    return Double.parseDouble(text);
  }

  /** Daily bars from rows of open, high, low, close; volume 1,000,000. */
  static BarSeries of(String symbol, double[]... rows) {
    BarSeriesBuilder builder = BarSeries.builder(symbol, Duration.ofDays(1));
    for (int i = 0; i < rows.length; i++) {
      double[] r = rows[i];
      builder.add(FIRST.plus(Duration.ofDays(i)), r[0], r[1], r[2], r[3], 1_000_000);
    }
    return builder.build();
  }

  /** Daily bars with open = high = low = close. */
  static BarSeries flat(String symbol, double... prices) {
    double[][] rows = new double[prices.length][];
    for (int i = 0; i < prices.length; i++) {
      rows[i] = new double[] {prices[i], prices[i], prices[i], prices[i]};
    }
    return of(symbol, rows);
  }

  /** A geometric random walk with gaps, ranges and changing volume. */
  static BarSeries walk(String symbol, int n, long seed) {
    return walk(symbol, n, seed, FIRST, Duration.ofDays(1), 100);
  }

  static BarSeries walk(
      String symbol, int n, long seed, Instant first, Duration interval, double start) {
    CounterRandom random = CounterRandom.of(seed);
    BarSeriesBuilder builder = BarSeries.builder(symbol, interval);
    double last = start;
    for (int i = 0; i < n; i++) {
      double open = last * FastMath.exp(0.01 * random.nextGaussian());
      double close = open * FastMath.exp(0.02 * random.nextGaussian());
      double high = Math.max(open, close) * (1 + 0.01 * random.nextDouble());
      double low = Math.min(open, close) * (1 - 0.01 * random.nextDouble());
      builder.add(
          first.plus(interval.multipliedBy(i)),
          open,
          high,
          low,
          close,
          1000 * (1 + random.nextDouble()));
      last = close;
    }
    return builder.build();
  }
}
