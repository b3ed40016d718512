// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.math.random.CounterRandom;
import java.time.Duration;
import java.time.Instant;

/** Artificial markets for tests. */
final class Markets {
  private Markets() {}

  /** Daily bars of normal returns of 1 % with a first-order autocorrelation. */
  static BarSeries daily(String symbol, int n, double autocorrelation, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    BarSeriesBuilder out = BarSeries.builder(symbol, Duration.ofDays(1));
    Instant time = Instant.parse("2020-01-01T21:00:00Z");
    double close = 100;
    double last = 0;
    for (int i = 0; i < n; i++) {
      double open = close;
      last = autocorrelation * last + 0.01 * random.nextGaussian();
      close = open * Math.exp(last);
      out.add(time, open, Math.max(open, close), Math.min(open, close), close, 1_000);
      time = time.plus(Duration.ofDays(1));
    }
    return out.build();
  }
}
