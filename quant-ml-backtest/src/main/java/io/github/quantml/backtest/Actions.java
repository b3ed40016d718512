// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InvalidDataException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Applies corporate actions when their time comes. */
final class Actions {
  private final Market market;
  private final Account account;
  private final Book book;
  private final Lots lots;
  private final Execution execution;
  private final List<List<CorporateAction>> perAsset = new ArrayList<>();
  private final int[] done;
  private final boolean[] delisted;

  Actions(
      List<CorporateAction> actions,
      String[] symbols,
      Market market,
      Account account,
      Book book,
      Lots lots,
      Execution execution) {
    this.market = market;
    this.account = account;
    this.book = book;
    this.lots = lots;
    this.execution = execution;
    done = new int[symbols.length];
    delisted = new boolean[symbols.length];
    for (int a = 0; a < symbols.length; a++) {
      String symbol = symbols[a];
      perAsset.add(
          actions.stream()
              .filter(action -> action.symbol().equals(symbol))
              .sorted(Comparator.comparing(CorporateAction::time))
              .toList());
      checkDelisting(a, symbol);
    }
  }

  private void checkDelisting(int a, String symbol) {
    BarSeries bars = market.series[a];
    for (CorporateAction action : perAsset.get(a)) {
      if (action instanceof CorporateAction.Delisting
          && !bars.isEmpty()
          && bars.time(bars.size() - 1).isAfter(action.time())) {
        throw new InvalidDataException(
            symbol
                + ": delisted at "
                + action.time()
                + ", but has a bar that closes at "
                + bars.time(bars.size() - 1));
      }
    }
  }

  boolean isDelisted(int asset) {
    return delisted[asset];
  }

  /** Applies what takes effect before the bars that close now, and delistings up to now. */
  void apply() {
    for (int a = 0; a < done.length; a++) {
      List<CorporateAction> actions = perAsset.get(a);
      while (done[a] < actions.size() && isDue(a, actions.get(done[a]))) {
        CorporateAction action = actions.get(done[a]++);
        if (action instanceof CorporateAction.Split split) {
          split(a, split.ratio());
        } else if (action instanceof CorporateAction.Dividend dividend) {
          account.dividends += account.units[a] * dividend.amount() * account.multiplier[a];
        } else if (action instanceof CorporateAction.Delisting end) {
          delist(a, end.finalReturn());
        }
      }
    }
  }

  private boolean isDue(int a, CorporateAction action) {
    long time = Nanos.of(action.time());
    return action instanceof CorporateAction.Delisting
        ? market.now >= time
        : market.isFresh(a) && market.now > time;
  }

  private void split(int a, double ratio) {
    int bar = market.known[a] - 1;
    lots.split(a, ratio, market.series[a], bar);
    account.split(a, ratio);
    for (int s = book.head[a]; s != Book.NONE; s = book.next[s]) {
      book.left[s] *= ratio;
      book.limit[s] /= ratio;
      book.stop[s] /= ratio;
      book.best[s] /= ratio;
    }
  }

  private void delist(int a, double finalReturn) {
    delisted[a] = true;
    while (book.head[a] != Book.NONE) {
      book.remove(book.head[a], OrderRecord.State.CANCELLED, "delisted");
    }
    double units = account.units[a];
    int bar = market.known[a] - 1;
    if (units == 0 || bar < 0) {
      return;
    }
    double last = market.series[a].close(bar);
    double settled = last * (1 + finalReturn);
    account.delisting += units * (settled - last) * account.multiplier[a];
    execution.fills.add(a, -1, execution.moment, false, -units, last, settled, 0, 0, 0, 0);
    account.trade(a, -units, last, settled);
    execution.close(a, Book.NONE, Math.abs(units), settled, 0, 0, bar + 1, Trade.Exit.DELISTED);
  }
}
