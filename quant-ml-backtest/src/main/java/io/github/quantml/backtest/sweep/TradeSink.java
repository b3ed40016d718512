// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.sweep;

/** Hears of each trade that a vector backtest closes, and of the one left open at the end. */
@FunctionalInterface
public interface TradeSink {
  /**
   * A trade.
   *
   * @param units signed units
   * @param exitBar bar of the exit; of an open trade, the last bar
   * @param exitPrice executed price; of an open trade, the last close
   * @param profit after commission
   */
  void trade(
      double units,
      int entryBar,
      int exitBar,
      double entryPrice,
      double exitPrice,
      double profit,
      boolean open);
}
