// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.audit.junit;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.backtest.audit.AuditData;
import io.github.quantml.math.random.CounterRandom;
import java.time.Duration;
import java.time.Instant;

/** Random walks as bars. */
final class MadeUpBars {
  private MadeUpBars() {}

  static AuditData data(int bars, long seed) {
    return AuditData.of(series("MADE-UP-A", bars, seed), series("MADE-UP-B", bars, seed + 1));
  }

  private static BarSeries series(String symbol, int bars, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    BarSeriesBuilder out = BarSeries.builder(symbol, Duration.ofDays(1));
    Instant time = Instant.parse("2020-01-01T21:00:00Z");
    double close = 100;
    for (int i = 0; i < bars; i++) {
      double open = close * (1 + 0.003 * random.nextGaussian());
      close = open * (1 + 0.012 * Math.max(-3, Math.min(3, random.nextGaussian())));
      double high = Math.max(open, close) * (1 + 0.005 * random.nextDouble());
      double low = Math.min(open, close) * (1 - 0.005 * random.nextDouble());
      out.add(time, open, high, low, close, 1e6 * (0.5 + random.nextDouble()));
      time = time.plus(Duration.ofDays(1));
    }
    return out.build();
  }
}
