// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/** Random-walk bars for tests: clean, with varying ranges and volumes. */
public final class MarketPath {
  private MarketPath() {}

  /** Daily bars from a seed. */
  public static BarSeries of(String symbol, int bars, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    BarSeriesBuilder out = BarSeries.builder(symbol, Duration.ofDays(1));
    Instant start = Instant.parse("2015-01-05T21:00:00Z");
    double last = 100;
    for (int t = 0; t < bars; t++) {
      double open = last * (1 + 0.01 * (random.nextDouble() - 0.5));
      double close = open * (1 + 0.04 * (random.nextDouble() - 0.5));
      double high = Math.max(open, close) * (1 + 0.01 * random.nextDouble());
      double low = Math.min(open, close) * (1 - 0.01 * random.nextDouble());
      out.add(
          start.plus(Duration.ofDays(t)), open, high, low, close, 1e5 + 1e6 * random.nextDouble());
      last = close;
    }
    return out.build();
  }
}
