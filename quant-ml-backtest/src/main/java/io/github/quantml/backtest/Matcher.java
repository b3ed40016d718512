// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import io.github.quantml.api.BarSeries;
import io.github.quantml.backtest.order.IntrabarPath;
import io.github.quantml.backtest.order.Order;
import io.github.quantml.backtest.order.OrderType;
import io.github.quantml.backtest.order.TimeInForce;
import io.github.quantml.backtest.sizing.Affordable;
import java.time.ZoneId;
import java.util.Arrays;

/**
 * Meets the resting orders of an asset with its new bar, in three phases: the open, the inside, the
 * close. The simulation runs each phase over all assets before the next, so that no asset's inside
 * pays for another's open.
 */
final class Matcher {
  private final Market market;
  private final Account account;
  private final Book book;
  private final Lots lots;
  private final Execution execution;
  private final IntrabarPath path;
  private final ZoneId zone;
  private final double volumeShare;
  private final Trailing trailing;

  /** Units that each asset's bar still offers. */
  private final double[] offered;

  private final int[] offeredBy;
  private final boolean trustSizing;

  private int pass;

  Matcher(
      Settings settings,
      Market market,
      Account account,
      Book book,
      Lots lots,
      Execution execution,
      Trailing trailing) {
    this.market = market;
    this.account = account;
    this.book = book;
    this.lots = lots;
    this.execution = execution;
    this.trailing = trailing;
    path = settings.path();
    zone = settings.sessionZone();
    volumeShare =
        settings.volumeLimit() == null ? Double.POSITIVE_INFINITY : settings.volumeLimit().share();
    offered = new double[market.assets];
    offeredBy = new int[market.assets];
    Arrays.fill(offeredBy, -1);
    trustSizing = settings.fillSizing() == FillSizing.UNIT_PRICE;
  }

  /** Before the open: what a bar offers, and which orders it finds expired. */
  void begin(int a, int bar) {
    offer(a, bar);
    for (int s = book.head[a]; s != Book.NONE; ) {
      int following = book.next[s];
      Order order = book.spec[s];
      if (order != null && order.timeInForce() != TimeInForce.GOOD_TILL_CANCELLED) {
        expire(s, order, market.series[a], bar);
      }
      s = following;
    }
  }

  private void offer(int a, int bar) {
    if (offeredBy[a] != bar) {
      offeredBy[a] = bar;
      offered[a] =
          volumeShare == Double.POSITIVE_INFINITY
              ? volumeShare
              : volumeShare * market.series[a].volume(bar);
    }
  }

  private void expire(int s, Order order, BarSeries bars, int bar) {
    if (order.expires() != null && market.now > Nanos.of(order.expires())) {
      book.remove(s, OrderRecord.State.EXPIRED, "good till " + order.expires());
    } else if (order.timeInForce() == TimeInForce.DAY && isEligible(s, bar)) {
      // A bar that closes at midnight belongs to the day before.
      long day = Nanos.toInstant(bars.timeNanos(bar) - 1).atZone(zone).toLocalDate().toEpochDay();
      if (book.lastDay[s] == Long.MIN_VALUE) {
        book.lastDay[s] = day;
      } else if (day > book.lastDay[s]) {
        book.remove(s, OrderRecord.State.EXPIRED, "end of its day");
      }
    }
  }

  private boolean isEligible(int s, int bar) {
    if (book.eligible[s] > bar) {
      return false;
    }
    int a = book.asset[s];
    long created = book.created[s];
    // Usually the order was placed at the close of the bar before; else the bar may have begun
    // before the order was placed.
    return (bar > 0 && created <= market.series[a].timeNanos(bar - 1))
        || created <= market.start(a, bar);
  }

  /**
   * The open: market orders, and whatever the open has gapped through.
   *
   * @param reducing only market orders that make a position smaller, which free funds for others
   */
  void open(int a, int bar, boolean reducing) {
    pass++;
    double open = market.series[a].open(bar);
    for (int s = book.head[a]; s != Book.NONE; ) {
      if (book.seen[s] == pass
          || !isEligible(s, bar)
          || (reducing && !reduces(s, account.units[a]))) {
        s = book.next[s];
        continue;
      }
      book.seen[s] = pass;
      s = atOpen(s, open, bar) ? book.head[a] : book.next[s];
    }
    if (!reducing) {
      cancelImmediate(a, bar);
    }
  }

  private boolean reduces(int s, double position) {
    double left = book.left[s];
    return book.type[s] == Book.MARKET
        && left * position < 0
        && Math.abs(left) <= Math.abs(position);
  }

  /** Whether the order did anything at the open, so that the list may have changed. */
  private boolean atOpen(int s, double open, int bar) {
    OrderType type = book.type[s];
    boolean buy = book.isBuy(s);
    if (type == Book.STOP || type == Book.TRAILING || type == Book.STOP_LIMIT) {
      double stop = book.stop[s];
      if (buy ? open < stop : open > stop) {
        return false;
      }
      type = triggered(s);
    }
    if (type == Book.MARKET) {
      return tryFill(s, open, bar, true, false);
    }
    double limit = book.limit[s];
    return type == Book.LIMIT
        && (buy ? open <= limit : open >= limit)
        && tryFill(s, open, bar, true, false);
  }

  /** Turns a stop whose price was reached into what it is from then on. */
  private OrderType triggered(int s) {
    book.type[s] = book.type[s] == Book.STOP_LIMIT ? Book.LIMIT : Book.MARKET;
    return book.type[s];
  }

  private void cancelImmediate(int a, int bar) {
    for (int s = book.head[a]; s != Book.NONE; ) {
      int following = book.next[s];
      Order order = book.spec[s];
      if (order != null
          && order.timeInForce() == TimeInForce.IMMEDIATE_OR_CANCEL
          && isEligible(s, bar)) {
        book.remove(s, OrderRecord.State.CANCELLED, "not filled at once");
      }
      s = following;
    }
  }

  /** The inside of the bar, along the assumed path. */
  void inside(int a, int bar) {
    pass++;
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
      book.seen[s] = pass;
      double price = book.stop[s];
      boolean buy = book.isBuy(s);
      if (triggered(s) == Book.LIMIT && (buy ? price > book.limit[s] : price < book.limit[s])) {
        // Triggered beyond its limit: whether the price came back in this bar is not known.
        book.eligible[s] = bar + 1;
        if (path == IntrabarPath.PESSIMISTIC
            && (buy ? close <= book.limit[s] : close >= book.limit[s])
            && tryFill(s, book.limit[s], bar, false, true)) {
          protect(bar, false, high, low, close);
        }
        continue;
      }
      if (tryFill(s, price, bar, false, false)) {
        protect(bar, true, high, low, close);
      }
    }
  }

  private void limits(int a, int bar, double open, double high, double low, double close) {
    for (int s = nearest(a, bar, false, open, high, low);
        s != Book.NONE;
        s = nearest(a, bar, false, open, high, low)) {
      book.seen[s] = pass;
      if (tryFill(s, book.limit[s], bar, false, true)) {
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
      if (book.seen[s] == pass || (stop ? !isStop : type != Book.LIMIT) || !isEligible(s, bar)) {
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
          book.seen[stop] = pass;
          triggered(stop);
          tryFill(stop, Math.min(Math.max(price, low), high), bar, false, false);
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
      book.seen[target] = pass;
      tryFill(target, price, bar, false, true);
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
        if (book.seen[s] == pass || !isEligible(s, bar)) {
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
        triggered(met);
        continue;
      }
      boolean maker = book.type[met] == Book.LIMIT;
      if (!maker) {
        triggered(met);
      }
      book.seen[met] = pass;
      if (tryFill(met, price, bar, false, maker)) {
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

  /** The close: orders on close, and trailing stops that follow. */
  void close(int a, int bar) {
    pass++;
    BarSeries bars = market.series[a];
    for (int s = book.head[a]; s != Book.NONE; ) {
      if (book.type[s] != Book.ON_CLOSE || book.seen[s] == pass || !isEligible(s, bar)) {
        s = book.next[s];
        continue;
      }
      book.seen[s] = pass;
      s = tryFill(s, bars.close(bar), bar, false, false) ? book.head[a] : book.next[s];
    }
    for (int s = book.head[a]; s != Book.NONE; s = book.next[s]) {
      if (book.type[s] == Book.TRAILING && isEligible(s, bar)) {
        trailing.follow(s, bar);
      }
    }
  }

  /** Market orders placed at this very close, where that unsafe timing was asked for. */
  void sameClose(int a, int bar) {
    pass++;
    offer(a, bar);
    double close = market.series[a].close(bar);
    for (int s = book.head[a]; s != Book.NONE; ) {
      if (book.type[s] != Book.MARKET
          || book.seen[s] == pass
          || book.created[s] != market.now
          || book.role[s] != Book.NORMAL) {
        s = book.next[s];
        continue;
      }
      book.seen[s] = pass;
      s = tryFill(s, close, bar, false, false) ? book.head[a] : book.next[s];
    }
  }

  /** Fills what position, liquidity, lots and funds allow; whether anything changed. */
  boolean tryFill(int s, double price, int bar, boolean atOpen, boolean maker) {
    int a = book.asset[s];
    double position = account.units[a];
    execution.opened = Lots.NONE;
    if (Double.isNaN(book.left[s])) {
      double units = execution.sized(a, book.fraction[s], price, bar);
      if (units == 0) {
        book.remove(s, OrderRecord.State.REJECTED, "funds do not pay for one lot");
        return true;
      }
      book.left[s] = units;
    }
    double sign = Math.signum(book.left[s]);
    double size = Math.abs(book.left[s]);
    if (book.lot[s] != Lots.NONE) {
      size = Math.abs(lots.units[book.lot[s]]);
    } else if (book.reduceOnly[s]) {
      if (!(position * sign < 0)) {
        book.remove(s, OrderRecord.State.CANCELLED, "nothing to reduce");
        return true;
      }
      size = Math.min(size, Math.abs(position));
    }
    double wanted = size;
    size = Math.min(size, offered[a]);
    double closing = position * sign < 0 ? Math.min(size, Math.abs(position)) : 0;
    double lot = account.lot[a];
    if (lot > 0 && size != Math.abs(position)) {
      size = Affordable.wholeLots(size, lot);
      closing = Math.min(closing, size);
    }
    if (!(size > 0)) {
      if (wanted < lot) {
        book.remove(s, OrderRecord.State.REJECTED, "less than one lot of " + lot);
        return true;
      }
      return false;
    }
    double opening = size - closing;
    double refused = 0;
    boolean trusted = trustSizing && book.fraction[s] != 0;
    if (opening > 0 && book.role[s] == Book.NORMAL && !trusted) {
      double allowed = execution.allowed(a, sign, closing, opening, price, maker, bar);
      if (allowed < opening) {
        double granted = book.shrink[s] ? Math.max(0, Affordable.wholeLots(allowed, lot)) : 0;
        refused = opening - granted;
        opening = granted;
      }
    }
    double filled = closing + opening;
    if (filled > 0) {
      execution.fill(s, sign * filled, price, maker, bar, atOpen);
      offered[a] -= filled;
    }
    settle(s, wanted, filled, refused, sign, bar);
    return true;
  }

  private void settle(int s, double wanted, double filled, double refused, double sign, int bar) {
    if (refused > 0) {
      if (filled > 0 && book.shrink[s]) {
        execution.complete(s, bar, "reduced to what the funds allow");
      } else {
        book.remove(s, OrderRecord.State.REJECTED, "funds do not cover " + refused + " more units");
      }
    } else if (wanted - filled <= 1e-9 * wanted) {
      execution.complete(s, bar, "");
    } else {
      book.left[s] = sign * (wanted - filled);
    }
  }
}
