// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/** Bars for tests. */
final class Bars {
  static final Instant START = Instant.parse("2024-01-02T21:00:00Z");

  private Bars() {}

  /** A random walk of daily bars. */
  static BarSeries walk(String symbol, int n, long seed) {
    BarSeriesBuilder out = BarSeries.builder(symbol, Duration.ofDays(1));
    SplittableRandom random = new SplittableRandom(seed);
    double close = 100;
    for (int i = 0; i < n; i++) {
      double open = close;
      close = open * (0.97 + 0.06 * random.nextDouble());
      double high = Math.max(open, close) * 1.01;
      double low = Math.min(open, close) * 0.99;
      out.add(START.plus(Duration.ofDays(i)), open, high, low, close, 1_000 + i);
    }
    return out.build();
  }
}
