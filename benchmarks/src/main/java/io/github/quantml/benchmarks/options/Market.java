// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.options;

import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.options.european.EuropeanPricer;

/**
 * Random options out of the money: F = 100, K = 100e^U(−½,½), a day to two years, σ of [0.05, 1].
 */
record Market(
    boolean[] call,
    double[] forward,
    double[] strike,
    double[] years,
    double[] volatility,
    double[] price) {
  static Market of(int n) {
    CounterRandom random = CounterRandom.of(1);
    Market m =
        new Market(
            new boolean[n],
            new double[n],
            new double[n],
            new double[n],
            new double[n],
            new double[n]);
    int i = 0;
    while (i < n) {
      m.forward[i] = 100;
      m.strike[i] = 100 * Math.exp(random.nextDouble() - 0.5);
      m.years[i] = (1 + 729 * random.nextDouble()) / 365;
      m.volatility[i] = 0.05 + 0.95 * random.nextDouble();
      m.call[i] = m.strike[i] >= 100;
      m.price[i] =
          EuropeanPricer.black76()
              .price(m.call[i], 100, m.strike[i], m.years[i], 0, 0, m.volatility[i]);
      if (m.price[i] > 1e-10) {
        i++;
      }
    }
    return m;
  }

  /** 1 for calls, 0 for puts. */
  double[] kinds() {
    double[] out = new double[call.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = call[i] ? 1 : 0;
    }
    return out;
  }
}
