// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.api.BarSeries;

/** Close-to-close simple returns of a series. */
final class SimpleReturns {
  private SimpleReturns() {}

  /** The n − 1 returns close[i + 1] / close[i] − 1 of n bars. */
  static double[] of(BarSeries bars) {
    double[] closes = bars.toCloses();
    double[] returns = new double[Math.max(0, closes.length - 1)];
    for (int i = 0; i < returns.length; i++) {
      returns[i] = closes[i + 1] / closes[i] - 1;
    }
    return returns;
  }
}
