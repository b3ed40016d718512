// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.cost;

/** Marginal tiers, like an income tax. */
final class Tiers {
  private Tiers() {}

  /** Charge for the value between {@code before} and {@code before + value}. */
  static double charge(double[] from, double[] bps, double before, double value) {
    double charge = 0;
    double end = before + value;
    for (int k = 0; k < from.length; k++) {
      double top = k + 1 < from.length ? from[k + 1] : Double.POSITIVE_INFINITY;
      double inside = Math.min(end, top) - Math.max(before, from[k]);
      if (inside > 0) {
        charge += inside * bps[k] / 10_000;
      }
    }
    return charge;
  }
}
