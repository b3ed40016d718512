// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.metrics;

import io.github.quantml.api.BarSeries;

/**
 * How far a trade ran against and for its holder while it was open, as returns on the entry price.
 *
 * <p>Source: Sweeney (1997), Maximum adverse excursion.
 *
 * @param adverse the worst open loss (MAE), 0 or less
 * @param favourable the best open profit (MFE), 0 or more
 */
public record Excursion(double adverse, double favourable) {

  /**
   * The excursion over the bars after the entry up to the exit.
   *
   * <p>Of the first and the last bar only the prices that the trade surely lived through count
   * fully: a bar's extremes may lie before the entry or after the exit, so on the entry bar the
   * close and on the exit bar the exit price stand for them. In between, highs and lows count.
   *
   * @param longSide whether the holder gains from rising prices
   * @param entryBar bar of the entry fill
   * @param exitBar bar of the exit fill, not before the entry bar
   */
  public static Excursion of(
      BarSeries bars,
      boolean longSide,
      int entryBar,
      double entryPrice,
      int exitBar,
      double exitPrice) {
    Checked.positive("entryPrice", entryPrice);
    if (entryBar < 0 || exitBar < entryBar || exitBar >= bars.size()) {
      throw new IllegalArgumentException(
          bars.symbol()
              + ": a trade over the bars "
              + entryBar
              + " to "
              + exitBar
              + ", the series has "
              + bars.size());
    }
    double high = Math.max(entryPrice, exitPrice);
    double low = Math.min(entryPrice, exitPrice);
    if (exitBar > entryBar) {
      high = Math.max(high, bars.close(entryBar));
      low = Math.min(low, bars.close(entryBar));
    }
    for (int i = entryBar + 1; i < exitBar; i++) {
      high = Math.max(high, bars.high(i));
      low = Math.min(low, bars.low(i));
    }
    double up = high / entryPrice - 1;
    double down = low / entryPrice - 1;
    return longSide ? new Excursion(down, up) : new Excursion(-up, -down);
  }
}
