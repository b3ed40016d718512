// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.math.random.CounterRandom;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Bars made from a seed. */
public final class Bars {
  private Bars() {}

  /** Daily bars on weekdays from 2018-01-01 on that close at 21:00 UTC. */
  public static BarSeries daily(String symbol, int n, long seed) {
    return daily(symbol, n, seed, 0.0003, 0);
  }

  /**
   * Daily bars whose returns have a drift and a cycle.
   *
   * @param cycle amplitude of a sine of 40 bars in the returns
   */
  public static BarSeries daily(String symbol, int n, long seed, double drift, double cycle) {
    CounterRandom random = CounterRandom.of(seed);
    BarSeriesBuilder out = BarSeries.builder(symbol, Duration.ofDays(1));
    double close = 100;
    int i = 0;
    for (LocalDate day = LocalDate.of(2018, 1, 1); i < n; day = day.plusDays(1)) {
      if (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
        continue;
      }
      double open = close * (1 + .002 * random.nextGaussian());
      double r = drift + cycle * Math.sin(2 * Math.PI * i / 40) + .01 * random.nextGaussian();
      close = open * Math.max(.5, 1 + r);
      double high = Math.max(open, close) * (1 + .004 * random.nextDouble());
      double low = Math.min(open, close) * (1 - .004 * random.nextDouble());
      Instant time = day.atTime(21, 0).toInstant(ZoneOffset.UTC);
      out.add(time, open, high, low, close, 1e6 * (.5 + random.nextDouble()));
      i++;
    }
    return out.build();
  }

  /** Hourly bars around the clock. */
  public static BarSeries hourly(String symbol, int n, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    BarSeriesBuilder out = BarSeries.builder(symbol, Duration.ofHours(1));
    double close = 1000;
    Instant time = Instant.parse("2024-01-01T00:00:00Z");
    for (int i = 0; i < n; i++) {
      double open = close;
      close = open * (1 + .003 * random.nextGaussian());
      time = time.plus(Duration.ofHours(1));
      out.add(time, open, Math.max(open, close) * 1.001, Math.min(open, close) * .999, close, 10);
    }
    return out.build();
  }
}
