// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import io.github.quantml.api.BarSeries;
import io.github.quantml.backtest.order.IntrabarPath;
import io.github.quantml.backtest.order.OrderType;

/** What happens between a bar's open and its close, under an assumption about the way between. */
final class Inside {
  private final IntrabarPath path;
  private final Market market;
  private final Book book;
  private final Lots lots;
  private final Execution execution;
  private final Matcher matcher;

  Inside(
      IntrabarPath path,
      Market market,
      Book book,
      Lots lots,
      Execution execution,
      Matcher matcher) {
    this.path = path;
    this.market = market;
    this.book = book;
    this.lots = lots;
    this.execution = execution;
    this.matcher = matcher;
  }

  void run(int a, int bar) {
    BarSeries bars = market.series[a];
    double open = bars.open(bar);
    double high = bars.high(bar);
    double low = bars.low(bar);
    double close = bars.close(bar);
    switch (path) {
      case PESSIMISTIC, UNAMBIGUOUS -> {
        stops(a, bar, open, high, low, close);
        limits(a, bar, open, high, low, close);
      }
      case OPEN_HIGH_LOW_CLOSE -> walk(a, bar, open, high, low, close);
      case NEAREST_EXTREME -> {
        boolean highFirst = high - open < open - low;
        walk(a, bar, open, highFirst ? high : low, highFirst ? low : high, close);
      }
    }
  }

  private void stops(int a, int bar, double open, double high, double low, double close) {
    for (int s = nearest(a, bar, true, open, high, low);
        s != Book.NONE;
        s = nearest(a, bar, true, open, high, low)) {
      book.seen[s] = matcher.pass;
      double price = book.stop[s];
      boolean buy = book.isBuy(s);
      if (matcher.triggered(s) == Book.LIMIT
          && (buy ? price > book.limit[s] : price < book.limit[s])) {
        // Triggered beyond its limit: whether the price came back in this bar is not known.
        book.eligible[s] = bar + 1;
        if (path == IntrabarPath.PESSIMISTIC
            && (buy ? close <= book.limit[s] : close >= book.limit[s])
            && matcher.tryFill(s, book.limit[s], bar, false, true)) {
          protect(bar, false, high, low, close);
        }
        continue;
      }
      if (matcher.tryFill(s, price, bar, false, false)) {
        protect(bar, true, high, low, close);
      }
    }
  }

  private void limits(int a, int bar, double open, double high, double low, double close) {
    for (int s = nearest(a, bar, false, open, high, low);
        s != Book.NONE;
        s = nearest(a, bar, false, open, high, low)) {
      book.seen[s] = matcher.pass;
      if (matcher.tryFill(s, book.limit[s], bar, false, true)) {
        protect(bar, false, high, low, close);
      }
    }
  }

  /** The unseen stop (or limit) in the bar's range that is nearest to the open. */
  private int nearest(int a, int bar, boolean stop, double open, double high, double low) {
    int found = Book.NONE;
    double distance = Double.POSITIVE_INFINITY;
    for (int s = book.head[a]; s != Book.NONE; s = book.next[s]) {
      OrderType type = book.type[s];
      boolean isStop = type == Book.STOP || type == Book.TRAILING || type == Book.STOP_LIMIT;
      if (book.seen[s] == matcher.pass
          || (stop ? !isStop : type != Book.LIMIT)
          || !matcher.isEligible(s, bar)) {
        continue;
      }
      double price = stop ? book.stop[s] : book.limit[s];
      boolean rising = book.isBuy(s) == stop;
      if ((rising ? high >= price : low <= price) && Math.abs(price - open) < distance) {
        distance = Math.abs(price - open);
        found = s;
      }
    }
    return found;
  }

  /** Lets a trade that began inside the bar meet its own stop and target in the same bar. */
  private void protect(int bar, boolean byStop, double high, double low, double close) {
    int l = execution.opened;
    if (l == Lots.NONE) {
      return;
    }
    boolean isLong = lots.units[l] > 0;
    int stop = book.slot(lots.stopLoss[l]);
    if (stop != Book.NONE) {
      double price = book.stop[stop];
      if (isLong ? low <= price : high >= price) {
        if (path == IntrabarPath.PESSIMISTIC) {
          book.seen[stop] = matcher.pass;
          matcher.triggered(stop);
          matcher.tryFill(stop, Math.min(Math.max(price, low), high), bar, false, false);
        }
        return;
      }
    }
    int target = book.slot(lots.takeProfit[l]);
    if (target == Book.NONE) {
      return;
    }
    double price = book.limit[target];
    boolean reached = isLong ? high >= price : low <= price;
    boolean closedBeyond = isLong ? close >= price : close <= price;
    if (reached && (byStop || (closedBeyond && path == IntrabarPath.PESSIMISTIC))) {
      book.seen[target] = matcher.pass;
      matcher.tryFill(target, price, bar, false, true);
    }
  }

  private void walk(int a, int bar, double open, double first, double second, double close) {
    double at = leg(a, bar, open, first);
    at = leg(a, bar, at, second);
    leg(a, bar, at, close);
  }

  /** Fills what lies on the way from one price to another, in the order it is met. */
  private double leg(int a, int bar, double from, double to) {
    double at = from;
    while (true) {
      int met = Book.NONE;
      double price = Double.NaN;
      for (int s = book.head[a]; s != Book.NONE; s = book.next[s]) {
        if (book.seen[s] == matcher.pass || !matcher.isEligible(s, bar)) {
          continue;
        }
        double candidate = meets(s, at, to);
        if (!Double.isNaN(candidate)
            && (met == Book.NONE || Math.abs(candidate - at) < Math.abs(price - at))) {
          met = s;
          price = candidate;
        }
      }
      if (met == Book.NONE) {
        return to;
      }
      at = price;
      if (book.type[met] == Book.STOP_LIMIT) {
        matcher.triggered(met);
        continue;
      }
      boolean maker = book.type[met] == Book.LIMIT;
      if (!maker) {
        matcher.triggered(met);
      }
      book.seen[met] = matcher.pass;
      if (matcher.tryFill(met, price, bar, false, maker)) {
        alert(execution.opened, bar);
      }
    }
  }

  /** Makes the protective orders of a new lot meet the rest of the path. */
  private void alert(int l, int bar) {
    if (l == Lots.NONE) {
      return;
    }
    int stop = book.slot(lots.stopLoss[l]);
    int target = book.slot(lots.takeProfit[l]);
    if (stop != Book.NONE) {
      book.eligible[stop] = bar;
    }
    if (target != Book.NONE) {
      book.eligible[target] = bar;
    }
  }

  /** Price at which an order is met between two prices, NaN if it is not. */
  private double meets(int s, double from, double to) {
    OrderType type = book.type[s];
    boolean stop = type == Book.STOP || type == Book.TRAILING || type == Book.STOP_LIMIT;
    if (!stop && type != Book.LIMIT) {
      return Double.NaN;
    }
    double price = stop ? book.stop[s] : book.limit[s];
    boolean rising = book.isBuy(s) == stop;
    if (rising ? from >= price : from <= price) {
      return from;
    }
    return (rising ? to >= price : to <= price) ? price : Double.NaN;
  }
}
