// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.sweep;

import io.github.quantml.api.InvalidDataException;

/** Checks of bare price columns, which no {@link io.github.quantml.api.BarSeries} has checked. */
final class Columns {
  private Columns() {}

  static void check(String name, double[] prices, int n) {
    if (prices.length != n) {
      throw new IllegalArgumentException(
          name + ": needs one per bar, got " + prices.length + " for " + n);
    }
    for (int i = 0; i < n; i++) {
      if (!(prices[i] > 0 && prices[i] < Double.POSITIVE_INFINITY)) {
        throw new InvalidDataException(
            "row "
                + i
                + ": column "
                + name
                + ", value "
                + prices[i]
                + ": must be finite and positive");
      }
    }
  }
}
