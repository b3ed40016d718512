// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.math.random.CounterRandom;
import java.time.Duration;
import java.time.Instant;
import org.apache.commons.math3.util.FastMath;

/** Daily bars of a random walk whose volatility changes every 60 bars. */
final class SyntheticBars {
  private SyntheticBars() {}

  static BarSeries of(int n, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    BarSeriesBuilder out = BarSeries.builder("SYNTH", Duration.ofDays(1));
    Instant time = Instant.parse("2020-01-01T21:00:00Z");
    double close = 100;
    for (int i = 0; i < n; i++) {
      double open = close;
      double volatility = (i / 60) % 2 == 0 ? 0.008 : 0.02;
      close = open * FastMath.exp(volatility * random.nextGaussian());
      double high = Math.max(open, close) * (1 + 0.002 * random.nextDouble());
      double low = Math.min(open, close) * (1 - 0.002 * random.nextDouble());
      out.add(time, open, high, low, close, 1_000 + random.nextInt(1_000));
      time = time.plus(Duration.ofDays(1));
    }
    return out.build();
  }
}
