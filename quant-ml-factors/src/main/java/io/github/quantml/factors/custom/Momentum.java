// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.custom;

/**
 * The return of a stock over the past, without the most recent periods.
 *
 * <p>Source: Jegadeesh and Titman (1993), Returns to buying winners and selling losers, Journal of
 * Finance 48.
 */
record Momentum(int lookback, int skip) implements Characteristic {
  Momentum {
    if (skip < 0 || lookback <= skip) {
      throw new IllegalArgumentException(
          "lookback: must exceed skip >= 0, got " + lookback + " and " + skip);
    }
  }

  @Override
  public String name() {
    return "momentum";
  }

  @Override
  public int lag() {
    return skip;
  }

  @Override
  public double value(StockPanel known, int stock) {
    int periods = lookback - skip;
    if (known.size() < periods) {
      return Double.NaN;
    }
    double growth = 1;
    for (int t = known.size() - periods; t < known.size(); t++) {
      growth *= 1 + known.simpleReturn(stock, t);
    }
    return growth - 1;
  }
}
