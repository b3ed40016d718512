// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.volatility;

import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.options.Golden;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Returns that several tests of this package fit. */
final class Samples {
  private Samples() {}

  static double[] marks() {
    return Golden.rows("dmbp/dem2gbp.csv").stream()
        .mapToDouble(f -> Double.parseDouble(f[0].strip()))
        .toArray();
  }

  static List<String[]> sp500() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(Golden.file("options/arch_sp500_ohlc_1999_2018.csv.gz"))),
                StandardCharsets.UTF_8))) {
      return in.lines().skip(1).map(l -> l.split(",", -1)).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static double[] sp500Returns() {
    double[] close = sp500().stream().mapToDouble(f -> Double.parseDouble(f[5])).toArray();
    double[] r = new double[close.length - 1];
    for (int i = 0; i < r.length; i++) {
      r[i] = 100 * (close[i + 1] / close[i] - 1);
    }
    return r;
  }

  static double[] simulated(int n, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    double[] r = new double[n];
    double h = 1;
    for (int t = 0; t < n; t++) {
      r[t] = .05 + Math.sqrt(h) * random.nextStudentT(8) * Math.sqrt(.75);
      double e = r[t] - .05;
      h = .04 + (e < 0 ? .12 : .04) * e * e + .86 * h;
    }
    return r;
  }
}
