// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.math.random.CounterRandom;
import java.time.Duration;
import java.time.Instant;
import org.apache.commons.math3.util.FastMath;

/** Artificial markets for tests. */
final class Markets {
  private Markets() {}

  /** Normal log returns whose daily volatility is 1 % and doubles to 2 % every other 50 bars. */
  static BarSeries restless(int n, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    double[] returns = new double[n];
    for (int i = 0; i < n; i++) {
      returns[i] = ((i / 50) % 2 == 0 ? 0.01 : 0.02) * random.nextGaussian();
    }
    return of("TEST", returns);
  }

  /** Independent normal log returns of 1 % a bar. */
  static BarSeries noise(int n, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    double[] returns = new double[n];
    for (int i = 0; i < n; i++) {
      returns[i] = 0.01 * random.nextGaussian();
    }
    return of("NOISE", returns);
  }

  static BarSeries of(String symbol, double[] logReturns) {
    BarSeriesBuilder out = BarSeries.builder(symbol, Duration.ofDays(1));
    Instant time = Instant.parse("2020-01-01T21:00:00Z");
    double close = 100;
    for (double r : logReturns) {
      double open = close;
      close = open * FastMath.exp(r);
      out.add(time, open, Math.max(open, close), Math.min(open, close), close, 1_000);
      time = time.plus(Duration.ofDays(1));
    }
    return out.build();
  }
}
