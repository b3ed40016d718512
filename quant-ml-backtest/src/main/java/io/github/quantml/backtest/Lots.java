// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import io.github.quantml.api.BarSeries;
import java.util.Arrays;

/**
 * Units bought or sold short by one fill and not yet given back, linked per asset, oldest first.
 */
final class Lots {
  static final int NONE = -1;

  final TradeLog log = new TradeLog();
  final int[] head;
  final int[] count;

  int[] next = new int[16];

  /** Signed open units. */
  double[] units = new double[16];

  double[] price = new double[16];

  /** Commission and concessions of the entry that fall on the open units. */
  double[] commission = new double[16];

  double[] concession = new double[16];

  /** Handles of the protective stop and the target, −1 without. */
  long[] stopLoss = new long[16];

  long[] takeProfit = new long[16];

  private final int[] tail;
  private int[] moment = new int[16];
  private double[] low = new double[16];
  private double[] high = new double[16];

  /** First bar of the asset whose range is not yet in {@code low} and {@code high}. */
  private int[] unseen = new int[16];

  private String[] tag = new String[16];
  private int[] previous = new int[16];
  private int used;
  private int free = NONE;

  Lots(int assets) {
    head = new int[assets];
    tail = new int[assets];
    count = new int[assets];
    Arrays.fill(head, NONE);
    Arrays.fill(tail, NONE);
  }

  /**
   * Opens a lot.
   *
   * @param bar the asset's bar of the entry
   * @param atOpen whether the whole bar follows the entry
   */
  int open(
      int a,
      int entryMoment,
      int bar,
      boolean atOpen,
      double signedUnits,
      double entryPrice,
      double entryCommission,
      double entryConcession,
      double close,
      String entryTag) {
    int l = free;
    if (l != NONE) {
      free = next[l];
    } else {
      l = used++;
      if (l == next.length) {
        grow();
      }
    }
    moment[l] = entryMoment;
    units[l] = signedUnits;
    price[l] = entryPrice;
    commission[l] = entryCommission;
    concession[l] = entryConcession;
    stopLoss[l] = -1;
    takeProfit[l] = -1;
    low[l] = atOpen ? entryPrice : Math.min(entryPrice, close);
    high[l] = atOpen ? entryPrice : Math.max(entryPrice, close);
    unseen[l] = atOpen ? bar : bar + 1;
    tag[l] = entryTag;
    next[l] = NONE;
    previous[l] = tail[a];
    if (tail[a] == NONE) {
      head[a] = l;
    } else {
      next[tail[a]] = l;
    }
    tail[a] = l;
    count[a]++;
    return l;
  }

  /** Takes a wholly closed lot out of its list. */
  void remove(int a, int l) {
    if (previous[l] == NONE) {
      head[a] = next[l];
    } else {
      next[previous[l]] = next[l];
    }
    if (next[l] == NONE) {
      tail[a] = previous[l];
    } else {
      previous[next[l]] = previous[l];
    }
    count[a]--;
    next[l] = free;
    free = l;
  }

  /** Takes the ranges of the bars before {@code end} into the excursions of a lot. */
  private void look(int l, BarSeries bars, int end) {
    double lowest = low[l];
    double highest = high[l];
    for (int i = unseen[l]; i < end; i++) {
      lowest = Math.min(lowest, bars.low(i));
      highest = Math.max(highest, bars.high(i));
    }
    low[l] = lowest;
    high[l] = highest;
    unseen[l] = Math.max(unseen[l], end);
  }

  /**
   * Logs a trade: {@code part} of the lot's units, given back at {@code exitPrice}.
   *
   * @param bar the asset's bar of the exit; bars before it count wholly
   */
  void record(
      int a,
      int l,
      double part,
      BarSeries bars,
      int bar,
      int exitMoment,
      double exitPrice,
      double multiplier,
      double entryCommission,
      double entryConcession,
      double exitCommission,
      double exitConcession,
      Trade.Exit exit) {
    look(l, bars, bar);
    double lowest = Math.min(low[l], exitPrice);
    double highest = Math.max(high[l], exitPrice);
    double down = Math.max(0, (price[l] - lowest) / price[l]);
    double up = Math.max(0, (highest - price[l]) / price[l]);
    double fees = entryCommission + exitCommission;
    log.add(
        a,
        moment[l],
        exitMoment,
        part,
        price[l],
        exitPrice,
        part * (exitPrice - price[l]) * multiplier - fees,
        fees + entryConcession + exitConcession,
        fees,
        Math.abs(part) * price[l] * multiplier,
        part > 0 ? down : up,
        part > 0 ? up : down,
        exit,
        tag[l]);
  }

  /** Adjusts the lots of an asset for a split before its bar {@code bar}. */
  void split(int a, double ratio, BarSeries bars, int bar) {
    for (int l = head[a]; l != NONE; l = next[l]) {
      look(l, bars, bar);
      units[l] *= ratio;
      price[l] /= ratio;
      low[l] /= ratio;
      high[l] /= ratio;
    }
  }

  private void grow() {
    int n = 2 * next.length;
    next = Arrays.copyOf(next, n);
    previous = Arrays.copyOf(previous, n);
    moment = Arrays.copyOf(moment, n);
    units = Arrays.copyOf(units, n);
    price = Arrays.copyOf(price, n);
    commission = Arrays.copyOf(commission, n);
    concession = Arrays.copyOf(concession, n);
    stopLoss = Arrays.copyOf(stopLoss, n);
    takeProfit = Arrays.copyOf(takeProfit, n);
    low = Arrays.copyOf(low, n);
    high = Arrays.copyOf(high, n);
    unseen = Arrays.copyOf(unseen, n);
    tag = Arrays.copyOf(tag, n);
  }
}
