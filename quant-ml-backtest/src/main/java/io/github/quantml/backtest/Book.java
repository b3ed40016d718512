// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import io.github.quantml.backtest.order.Order;
import io.github.quantml.backtest.order.OrderType;
import io.github.quantml.backtest.order.Trail;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Resting orders: a pool of slots, linked per asset in the order of submission. A handle is a slot
 * with the generation that used it, so that a stale handle is recognised.
 */
final class Book {
  static final int NONE = -1;

  /** What an order is for. */
  static final byte NORMAL = 0;

  static final byte STOP_LOSS = 1;
  static final byte TAKE_PROFIT = 2;
  static final byte MARGIN_CALL = 3;
  static final byte RUIN = 4;
  static final byte END = 5;

  static final OrderType MARKET = OrderType.MARKET;
  static final OrderType ON_CLOSE = OrderType.MARKET_ON_CLOSE;
  static final OrderType LIMIT = OrderType.LIMIT;
  static final OrderType STOP = OrderType.STOP;
  static final OrderType STOP_LIMIT = OrderType.STOP_LIMIT;
  static final OrderType TRAILING = OrderType.TRAILING_STOP;

  final OrderLog log = new OrderLog();

  /** First and last slot of each asset. */
  final int[] head;

  final int[] tail;
  final int[] count;

  int[] next = new int[16];
  int[] asset = new int[16];
  int[] number = new int[16];
  OrderType[] type = new OrderType[16];
  byte[] role = new byte[16];

  /** Signed units left to fill; NaN until an order sized at its fill knows them. */
  double[] left = new double[16];

  double[] fraction = new double[16];
  double[] limit = new double[16];
  double[] stop = new double[16];

  /** Best price since a trailing stop was placed. */
  double[] best = new double[16];

  /** First bar of the asset it may fill in, and the moment of its submission. */
  int[] eligible = new int[16];

  long[] created = new long[16];
  boolean[] reduceOnly = new boolean[16];

  /** Whether it takes what the funds allow where they do not suffice. */
  boolean[] shrink = new boolean[16];

  /** Orders of which the first fill cancels the others; 0 for none. */
  int[] group = new int[16];

  /** The lot it protects, or NONE. */
  int[] lot = new int[16];

  /** Last session day of a day order, Long.MIN_VALUE until its first bar. */
  long[] lastDay = new long[16];

  /** The submitted object, null for plain market and protective orders. */
  @Nullable Order[] spec = new @Nullable Order[16];

  @Nullable Trail[] trail = new @Nullable Trail[16];

  /** Pass of the matcher that has already looked at it. */
  int[] seen = new int[16];

  private int[] previous = new int[16];
  private int[] generation = new int[16];
  private int used;
  private int free = NONE;
  private int groups;

  Book(int assets) {
    head = new int[assets];
    tail = new int[assets];
    count = new int[assets];
    Arrays.fill(head, NONE);
    Arrays.fill(tail, NONE);
  }

  int newGroup() {
    return ++groups;
  }

  /** Adds an order at the end of its asset's list and logs it; returns its slot. */
  int add(
      int a,
      OrderType kind,
      double units,
      double limitPrice,
      double stopPrice,
      String tag,
      int moment) {
    int s = free;
    if (s != NONE) {
      free = next[s];
    } else {
      s = used++;
      if (s == next.length) {
        grow();
      }
    }
    asset[s] = a;
    number[s] =
        log.add(a, moment, kind, Double.isNaN(units) ? 0 : units, limitPrice, stopPrice, tag);
    type[s] = kind;
    role[s] = NORMAL;
    left[s] = units;
    fraction[s] = 0;
    limit[s] = limitPrice;
    stop[s] = stopPrice;
    best[s] = Double.NaN;
    reduceOnly[s] = false;
    shrink[s] = false;
    group[s] = 0;
    lot[s] = NONE;
    lastDay[s] = Long.MIN_VALUE;
    seen[s] = 0;
    spec[s] = null;
    trail[s] = null;
    next[s] = NONE;
    previous[s] = tail[a];
    if (tail[a] == NONE) {
      head[a] = s;
    } else {
      next[tail[a]] = s;
    }
    tail[a] = s;
    count[a]++;
    return s;
  }

  /** Adds an order as it was asked for. */
  int submit(int a, Order order, int moment, int firstBar, long time) {
    int s =
        add(
            a,
            order.type(),
            order.sizedAtFill() ? Double.NaN : order.amount(),
            order.limit(),
            order.stop(),
            order.tag(),
            moment);
    fraction[s] = order.sizedAtFill() ? order.amount() : 0;
    reduceOnly[s] = order.reduceOnly();
    trail[s] = order.trail();
    spec[s] = order;
    eligible[s] = firstBar;
    created[s] = time;
    return s;
  }

  boolean isBuy(int s) {
    return (Double.isNaN(left[s]) ? fraction[s] : left[s]) > 0;
  }

  /** Takes an order off the book; its slot is used again. */
  void remove(int s, OrderRecord.State end, String reason) {
    log.end(number[s], end, reason);
    int a = asset[s];
    if (previous[s] == NONE) {
      head[a] = next[s];
    } else {
      next[previous[s]] = next[s];
    }
    if (next[s] == NONE) {
      tail[a] = previous[s];
    } else {
      previous[next[s]] = previous[s];
    }
    count[a]--;
    generation[s]++;
    asset[s] = NONE;
    spec[s] = null;
    next[s] = free;
    free = s;
  }

  long handle(int s) {
    return ((long) generation[s] << 32) | s;
  }

  /** The slot of a handle, or NONE when that order no longer rests. */
  int slot(long handle) {
    if (handle < 0) {
      return NONE;
    }
    int s = (int) handle;
    return s < used && generation[s] == (int) (handle >>> 32) && asset[s] != NONE ? s : NONE;
  }

  /** Cancels what shares the group of an order that fills. */
  void cancelGroup(int s) {
    int g = group[s];
    if (g == 0) {
      return;
    }
    for (int o = head[asset[s]]; o != NONE; ) {
      int following = next[o];
      if (o != s && group[o] == g) {
        remove(o, OrderRecord.State.CANCELLED, "another of its group filled");
      }
      o = following;
    }
  }

  private void grow() {
    int n = 2 * next.length;
    next = Arrays.copyOf(next, n);
    previous = Arrays.copyOf(previous, n);
    generation = Arrays.copyOf(generation, n);
    asset = Arrays.copyOf(asset, n);
    number = Arrays.copyOf(number, n);
    type = Arrays.copyOf(type, n);
    role = Arrays.copyOf(role, n);
    left = Arrays.copyOf(left, n);
    fraction = Arrays.copyOf(fraction, n);
    limit = Arrays.copyOf(limit, n);
    stop = Arrays.copyOf(stop, n);
    best = Arrays.copyOf(best, n);
    eligible = Arrays.copyOf(eligible, n);
    created = Arrays.copyOf(created, n);
    reduceOnly = Arrays.copyOf(reduceOnly, n);
    shrink = Arrays.copyOf(shrink, n);
    group = Arrays.copyOf(group, n);
    lot = Arrays.copyOf(lot, n);
    seen = Arrays.copyOf(seen, n);
    lastDay = Arrays.copyOf(lastDay, n);
    spec = Arrays.copyOf(spec, n);
    trail = Arrays.copyOf(trail, n);
  }
}
