// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.features;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.benchmarks.SyntheticSeries;
import io.github.quantml.math.random.CounterRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Columns of random-walk bars by name. */
final class Bars {
  private Bars() {}

  static Map<String, double[]> columns(int n, long seed) {
    CounterRandom random = CounterRandom.of(seed + 1000);
    double[] close = SyntheticSeries.prices(n, seed);
    double[] open = new double[n];
    double[] high = new double[n];
    double[] low = new double[n];
    double[] volume = new double[n];
    for (int t = 0; t < n; t++) {
      open[t] = t == 0 ? 100 : close[t - 1] * (1 + 0.0005 * (random.nextDouble() - 0.5));
      high[t] = Math.max(open[t], close[t]) * (1 + 0.001 * random.nextDouble());
      low[t] = Math.min(open[t], close[t]) * (1 - 0.001 * random.nextDouble());
      volume[t] = 1e5 + 1e6 * random.nextDouble();
    }
    Map<String, double[]> columns = new LinkedHashMap<>();
    columns.put("open", open);
    columns.put("high", high);
    columns.put("low", low);
    columns.put("close", close);
    columns.put("volume", volume);
    return columns;
  }

  static BarSeries series(String symbol, int n, long seed) {
    Map<String, double[]> columns = columns(n, seed);
    double[][] c =
        Stream.of("open", "high", "low", "close", "volume")
            .map(name -> Objects.requireNonNull(columns.get(name)))
            .toArray(double[][]::new);
    BarSeriesBuilder out = BarSeries.builder(symbol, Duration.ofDays(1));
    Instant time = Instant.parse("2012-01-02T21:00:00Z");
    for (int t = 0; t < n; t++) {
      out.add(time, c[0][t], c[1][t], c[2][t], c[3][t], c[4][t]);
      time = time.plus(Duration.ofDays(1));
    }
    return out.build();
  }
}
