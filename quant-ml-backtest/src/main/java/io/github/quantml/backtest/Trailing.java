// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import io.github.quantml.api.BarSeries;
import io.github.quantml.backtest.order.Trail;
import java.util.ArrayList;
import java.util.List;

/**
 * Where trailing stops stand; keeps Wilder's average true range per asset and window on first use.
 *
 * <p>The first average is the mean of the first n true ranges, from the second bar on, then ATR ←
 * ATR + (TR − ATR) / n; with fewer bars, the mean of what there is, and of a single bar high − low.
 *
 * <p>Source: Wilder (1978), "New Concepts in Technical Trading Systems".
 */
final class Trailing {
  private final Market market;
  private final Book book;
  private final List<Ranges> ranges = new ArrayList<>();

  Trailing(Market market, Book book) {
    this.market = market;
    this.book = book;
  }

  private static final class Ranges {
    final int asset;
    final int window;
    int seen = 1;
    double value;

    Ranges(int asset, int window) {
      this.asset = asset;
      this.window = window;
    }
  }

  /**
   * Sets the stop of a new order.
   *
   * @param best the price it trails from
   * @param bars bars of its asset that have closed
   */
  void place(int s, double best, int bars) {
    book.best[s] = best;
    book.stop[s] = level(s, bars);
    book.log.stopAt(book.number[s], book.stop[s]);
  }

  /** Moves a stop after a bar it was active in; never backwards. */
  void follow(int s, int bar) {
    BarSeries series = market.series[book.asset[s]];
    boolean buy = book.isBuy(s);
    double best = book.best[s];
    book.best[s] = buy ? Math.min(best, series.low(bar)) : Math.max(best, series.high(bar));
    double moved = level(s, bar + 1);
    book.stop[s] = buy ? Math.min(book.stop[s], moved) : Math.max(book.stop[s], moved);
    book.log.stopAt(book.number[s], book.stop[s]);
  }

  private double level(int s, int bars) {
    Trail trail = book.trail[s];
    double best = book.best[s];
    if (trail == null) {
      throw new IllegalStateException("order " + book.number[s] + " does not trail");
    }
    double distance =
        switch (trail.kind()) {
          case ABSOLUTE -> trail.value();
          case FRACTION -> trail.value() * best;
          case ATR -> trail.value() * average(book.asset[s], trail.window(), bars);
        };
    return book.isBuy(s) ? best + distance : Math.max(best - distance, Double.MIN_VALUE);
  }

  private double average(int asset, int window, int bars) {
    Ranges state = find(asset, window);
    BarSeries series = market.series[asset];
    for (int i = state.seen; i < bars; i++) {
      double before = series.close(i - 1);
      double range = Math.max(series.high(i), before) - Math.min(series.low(i), before);
      state.value += (range - state.value) / Math.min(i, window);
    }
    state.seen = Math.max(state.seen, bars);
    return bars > 1 ? state.value : series.high(0) - series.low(0);
  }

  private Ranges find(int asset, int window) {
    for (Ranges state : ranges) {
      if (state.asset == asset && state.window == window) {
        return state;
      }
    }
    Ranges made = new Ranges(asset, window);
    ranges.add(made);
    return made;
  }
}
