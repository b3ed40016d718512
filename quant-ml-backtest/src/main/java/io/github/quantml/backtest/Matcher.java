// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import io.github.quantml.api.BarSeries;
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
  private final Costing costing;
  private final Inside inside;
  private final ZoneId zone;
  private final double volumeShare;
  private final Trailing trailing;

  /** Units that each asset's bar still offers. */
  private final double[] offered;

  private final int[] offeredBy;
  private final boolean trustSizing;

  /** Number of the pass over an asset's orders; each is looked at once in a pass. */
  int pass;

  Matcher(
      Settings settings,
      Market market,
      Account account,
      Book book,
      Lots lots,
      Execution execution,
      Costing costing,
      Trailing trailing) {
    this.market = market;
    this.account = account;
    this.book = book;
    this.lots = lots;
    this.execution = execution;
    this.costing = costing;
    this.trailing = trailing;
    inside = new Inside(settings.path(), market, book, lots, execution, this);
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

  boolean isEligible(int s, int bar) {
    if (book.eligible[s] > bar) {
      return false;
    }
    int a = book.asset[s];
    long created = book.created[s];
    // Usually the order was placed at the close of the bar before; else the bar may have begun
    // before the order was placed.
    return created <= market.timeBefore(a) || created <= market.start(a, bar);
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
  OrderType triggered(int s) {
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
    inside.run(a, bar);
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
      double units = costing.sized(a, book.fraction[s], price, bar);
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
      double allowed = costing.allowed(a, sign, closing, opening, price, maker, bar);
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
