// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import java.time.Instant;

/**
 * A round trip: units bought (or sold short) by one fill and given back by later ones, first in
 * first out. A fill that closes a part of it splits it.
 *
 * <p>Excursions look only at what certainly lay between entry and exit: the ranges of the bars
 * between, the range of the entry bar when the entry was at its open (else its close), and the exit
 * price.
 *
 * @param symbol instrument
 * @param units signed number of units: positive long, negative short
 * @param entryTime close of the bar of the entry
 * @param exitTime close of the bar of the exit; for an open trade, of the last bar
 * @param entryBar index of the entry in the {@link BacktestResult}
 * @param exitBar index of the exit in the {@link BacktestResult}
 * @param entryPrice executed entry price
 * @param exitPrice executed exit price; for an open trade, the last close
 * @param profit profit in cash after all costs of its fills
 * @param costs commission, slippage, spread and impact of its fills, pro rata where a fill serves
 *     several trades; an open trade has paid only those of its entry
 * @param commission the commission among {@code costs}
 * @param returnFraction {@code profit} over the value of the units at the entry price
 * @param maxAdverse worst excursion against the trade, as a fraction of the entry price, at least 0
 * @param maxFavourable best excursion for the trade, as a fraction of the entry price, at least 0
 * @param open whether it was still open at the end
 * @param exit why it ended
 * @param tag tag of the order that opened it, empty without one
 */
public record Trade(
    String symbol,
    double units,
    Instant entryTime,
    Instant exitTime,
    int entryBar,
    int exitBar,
    double entryPrice,
    double exitPrice,
    double profit,
    double costs,
    double commission,
    double returnFraction,
    double maxAdverse,
    double maxFavourable,
    boolean open,
    Exit exit,
    String tag) {

  /** Why a trade ended. */
  public enum Exit {
    /** Still open at the end of the run. */
    OPEN,
    /** An order of the strategy. */
    ORDER,
    /** The protective stop of its bracket. */
    STOP_LOSS,
    /** The target of its bracket. */
    TAKE_PROFIT,
    /** Equity fell below the maintenance margin. */
    MARGIN_CALL,
    /** Equity reached zero. */
    RUIN,
    /** The instrument was delisted. */
    DELISTED,
    /** Closed by the engine after the last bar. */
    END_OF_RUN
  }

  public boolean isLong() {
    return units > 0;
  }
}
