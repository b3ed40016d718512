// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.seasonal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/** Reference files and the formula series of the tests. */
final class Fixture {
  private Fixture() {}

  static List<String[]> rows(String name) {
    try (InputStream in = Fixture.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no fixture " + name);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(l -> !l.startsWith("#")).map(l -> l.split(" ", -1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static double[] series(String name) {
    return rows(name).stream().mapToDouble(r -> Double.parseDouble(r[0])).toArray();
  }

  /** 10 + .05t + 2 sin(2πt/12) + .7 cos(2πt/5) + .3 sin(t²/50), t = 0 to 239. */
  static double[] formula() {
    double[] y = new double[240];
    for (int t = 0; t < y.length; t++) {
      y[t] =
          10
              + .05 * t
              + 2 * FastMath.sin(2 * FastMath.PI * t / 12)
              + .7 * FastMath.cos(2 * FastMath.PI * t / 5)
              + .3 * FastMath.sin(t * t / 50.0);
    }
    return y;
  }

  /** The first n of 10 + .05t + 2 sin(2πt/12) + .3 sin(t²/50). */
  static double[] shortFormula(int n) {
    double[] y = new double[n];
    for (int t = 0; t < n; t++) {
      y[t] =
          10
              + .05 * t
              + 2 * FastMath.sin(2 * FastMath.PI * t / 12)
              + .3 * FastMath.sin(t * t / 50.0);
    }
    return y;
  }
}
