// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.options;

import java.util.Map;

/**
 * Puts at strike 100 over the ranges of Andersen, Lake and Offengenden (2016), section 6: 600 sets
 * of expiry, rate, yield and volatility, ten spots each, spots varying first. Expiries are whole
 * days, since a peer counts days.
 */
record Portfolio(double[] s, double[] t, double[] r, double[] q, double[] v) {
  /** Spots of one set. */
  static final int SPOTS = 10;

  private static final double[] SPOT = {25, 50, 80, 90, 100, 110, 120, 150, 175, 200};
  private static final int[] DAYS = {30, 91, 182, 273, 365};
  private static final double[] RATE = {.02, .04, .06, .08, .10};
  private static final double[] YIELD = {0, .04, .08, .12};
  private static final double[] VOLATILITY = {.1, .2, .3, .4, .5, .6};

  /** Every nth set. */
  static Portfolio of(int nth) {
    int sets = DAYS.length * RATE.length * YIELD.length * VOLATILITY.length / nth;
    int n = sets * SPOTS;
    Portfolio p =
        new Portfolio(new double[n], new double[n], new double[n], new double[n], new double[n]);
    for (int i = 0; i < n; i++) {
      int set = i / SPOTS * nth;
      p.s[i] = SPOT[i % SPOTS];
      p.v[i] = VOLATILITY[set % 6];
      p.q[i] = YIELD[set / 6 % 4];
      p.r[i] = RATE[set / 24 % 5];
      p.t[i] = DAYS[set / 120] / 365.0;
    }
    return p;
  }

  int size() {
    return s.length;
  }

  Map<String, double[]> columns() {
    return Map.of("s", s, "t", t, "r", r, "q", q, "v", v);
  }
}
