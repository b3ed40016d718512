// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

import io.github.quantml.math.random.CounterRandom;

/** Seeded noise without anomalies. */
final class Noise {
  private Noise() {}

  static double[] gaussian(int n, long seed) {
    double[] x = new double[n];
    CounterRandom.of(seed).fillGaussian(x);
    return x;
  }

  /** Daily returns of a GARCH(1,1) with α = 0.08, β = 0.9, volatility 1 % and t(6) innovations. */
  static double[] garchT(int n, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    double[] x = new double[n];
    double h = 1e-4;
    double unit = Math.sqrt(4.0 / 6);
    for (int t = 0; t < n; t++) {
      x[t] = Math.sqrt(h) * unit * random.nextStudentT(6);
      h = 0.02e-4 + 0.08 * x[t] * x[t] + 0.9 * h;
    }
    return x;
  }
}
