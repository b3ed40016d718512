// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.math.random.CounterRandom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/** Bars for tests: made from log returns, or the real daily AAPL bars. */
final class Charts {
  private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");

  private Charts() {}

  static BarSeries of(double[] logReturns) {
    BarSeriesBuilder builder = BarSeries.builder("TEST", Duration.ofDays(1));
    double close = 100;
    for (int i = 0; i <= logReturns.length; i++) {
      close *= i == 0 ? 1 : FastMath.exp(logReturns[i - 1]);
      builder.add(FIRST.plus(Duration.ofDays(i)), close, close, close, close, 1000);
    }
    return builder.build();
  }

  /** Two regimes, mean stays of 50 and 20 bars, daily volatilities 0.7 % and 2 %. */
  static double[] twoRegimes(int n, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    double[] x = new double[n];
    boolean turbulent = false;
    for (int t = 0; t < n; t++) {
      if (random.nextDouble() < (turbulent ? 0.05 : 0.02)) {
        turbulent = !turbulent;
      }
      x[t] = (turbulent ? -0.001 : 0.0008) + (turbulent ? 0.02 : 0.007) * random.nextGaussian();
    }
    return x;
  }

  static double[] noise(int n, double sd, long seed) {
    double[] x = new double[n];
    CounterRandom.of(seed).fillGaussian(x);
    for (int t = 0; t < n; t++) {
      x[t] *= sd;
    }
    return x;
  }

  static double[] withCycle(double[] noise, double amplitude, double period) {
    double[] x = noise.clone();
    for (int t = 0; t < x.length; t++) {
      x[t] += amplitude * FastMath.sin(2 * FastMath.PI * t / period);
    }
    return x;
  }

  /** Daily AAPL bars from 2013 on, of the examples of ta4j 0.18 (MIT). */
  static BarSeries apple() {
    Path file =
        Path.of(System.getProperty("quantml.data", "../../shared/data"))
            .resolve("ta4j_examples/appleinc_bars_from_20130101_usd.csv");
    BarSeriesBuilder builder = BarSeries.builder("AAPL", Duration.ofDays(1));
    try {
      List<String> lines = Files.readAllLines(file);
      for (String line : lines.subList(1, lines.size())) {
        String[] cell = line.split(",", -1);
        builder.add(
            LocalDate.parse(cell[0]).atTime(LocalTime.of(21, 0)).toInstant(ZoneOffset.UTC),
            Double.parseDouble(cell[1]),
            Double.parseDouble(cell[2]),
            Double.parseDouble(cell[3]),
            Double.parseDouble(cell[4]),
            Double.parseDouble(cell[5]));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return builder.build();
  }
}
