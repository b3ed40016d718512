// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.backtest;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.math.random.CounterRandom;
import java.time.Duration;
import java.time.Instant;
import org.apache.commons.math3.util.FastMath;

/**
 * Daily bars of several random walks, one after the other in each column; any day is a session.
 *
 * @param assets number of walks
 * @param bars bars of each
 */
record Prices(int assets, int bars, double[] open, double[] high, double[] low, double[] close) {
  static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");

  static Prices of(int assets, int bars, long seed) {
    int n = Math.multiplyExact(assets, bars);
    Prices prices =
        new Prices(assets, bars, new double[n], new double[n], new double[n], new double[n]);
    CounterRandom random = CounterRandom.of(seed);
    double last = 100;
    for (int i = 0; i < n; i++) {
      last = i % bars == 0 ? 100 : last;
      double open = last * FastMath.exp(0.002 * random.nextGaussian());
      double close = open * FastMath.exp(0.01 * random.nextGaussian());
      prices.open[i] = open;
      prices.close[i] = close;
      prices.high[i] = Math.max(open, close) * (1 + 0.002 * random.nextDouble());
      prices.low[i] = Math.min(open, close) * (1 - 0.002 * random.nextDouble());
      last = close;
    }
    return prices;
  }

  BarSeries series(int asset) {
    BarSeriesBuilder builder = BarSeries.builder("A" + asset, Duration.ofDays(1));
    for (int i = 0; i < bars; i++) {
      int k = asset * bars + i;
      builder.add(FIRST.plus(Duration.ofDays(i)), open[k], high[k], low[k], close[k], 1_000_000);
    }
    return builder.build();
  }
}
