// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the fixture files beside these tests; each names the tool and inputs that made it. */
final class Oracle {
  private final Map<String, double[]> entries = new HashMap<>();

  private Oracle() {}

  static Oracle read(String file) {
    Oracle oracle = new Oracle();
    for (String line : lines(file)) {
      String[] parts = line.split(" = ", 2);
      oracle.entries.put(
          parts[0],
          Arrays.stream(parts[1].trim().split(" +")).mapToDouble(Double::parseDouble).toArray());
    }
    return oracle;
  }

  static double[] column(String file) {
    return lines(file).stream().mapToDouble(Double::parseDouble).toArray();
  }

  private static List<String> lines(String file) {
    try (InputStream in = Oracle.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + file);
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  double[] get(String key) {
    double[] values = entries.get(key);
    if (values == null) {
      throw new IllegalStateException("missing entry " + key);
    }
    return values;
  }

  /** y_t = 10 + .05t + 2sin(2πt/12) + .7cos(2πt/5) + .3sin(t²/50), t = 0 … 239. */
  static double[] formula() {
    double[] y = new double[240];
    for (int t = 0; t < y.length; t++) {
      y[t] =
          10
              + .05 * t
              + 2 * Math.sin(2 * Math.PI * t / 12)
              + .7 * Math.cos(2 * Math.PI * t / 5)
              + .3 * Math.sin(t * t / 50.0);
    }
    return y;
  }

  /** x_t = cos(2π(t − 2)/12) + .5sin(t²/37) + .2cos(t³/1000). */
  static double[] second() {
    double[] x = new double[240];
    for (int t = 0; t < x.length; t++) {
      x[t] =
          Math.cos(2 * Math.PI * (t - 2) / 12)
              + .5 * Math.sin(t * t / 37.0)
              + .2 * Math.cos((double) t * t * t / 1000);
    }
    return x;
  }
}
