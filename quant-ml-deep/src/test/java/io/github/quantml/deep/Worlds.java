// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.deep.data.Panel;
import io.github.quantml.deep.data.Windows;
import io.github.quantml.math.random.CounterRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Made-up data of the tests. */
final class Worlds {
  private Worlds() {}

  /** Noisy sines of different periods and levels. */
  static Panel waves(int rows, int columns, double noise, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    double[][] values = new double[columns][rows];
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        values[j][i] =
            10 * j + (1 + j) * Math.sin(i * 0.3 / (1 + j)) + noise * random.nextGaussian();
      }
    }
    List<String> names = IntStream.range(0, columns).mapToObj(j -> "wave" + j).toList();
    return Panel.ofColumns(names, values);
  }

  static Windows.Split split(Panel panel, int length, int steps) {
    return Windows.of(panel, length, steps).split(0.6, 0.2);
  }

  /** Returns of 1 % noise and {@code signal} × the last return. */
  static BarSeries bars(String symbol, int n, double signal, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    BarSeriesBuilder out = BarSeries.builder(symbol, Duration.ofDays(1));
    Instant start = Instant.parse("2010-01-04T21:00:00Z");
    double close = 100;
    double last = 0;
    for (int t = 0; t < n; t++) {
      double open = close;
      double move = 0.01 * random.nextGaussian() + signal * last;
      close *= Math.exp(move);
      last = move;
      double high = Math.max(open, close) * (1 + 0.002 * random.nextDouble());
      double low = Math.min(open, close) * (1 - 0.002 * random.nextDouble());
      out.add(
          start.plus(Duration.ofDays(t)), open, high, low, close, 1e6 * (1 + random.nextDouble()));
    }
    return out.build();
  }
}
