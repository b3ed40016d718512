// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import io.github.quantml.backtest.order.Order;
import io.github.quantml.backtest.order.OrderType;

/** Carries out fills: costs, account, lots, logs, and the orders a fill sets off. */
final class Execution {
  final FillLog fills = new FillLog();

  /** Index in the result of the moment being worked on. */
  int moment;

  /** Value traded at this moment. */
  double turned;

  /** The lot that the last fill opened, or NONE. */
  int opened = Lots.NONE;

  private final Market market;
  private final Account account;
  private final Book book;
  private final Lots lots;
  private final Trailing trails;
  private final Costing costing;

  Execution(
      Market market, Account account, Book book, Lots lots, Trailing trails, Costing costing) {
    this.market = market;
    this.account = account;
    this.book = book;
    this.lots = lots;
    this.trails = trails;
    this.costing = costing;
  }

  /** Fills {@code change} signed units of the order in slot {@code s} at a reference price. */
  void fill(int s, double change, double reference, boolean maker, int bar, boolean atOpen) {
    int a = book.asset[s];
    int number = book.number[s];
    double before = account.units[a];
    double closing =
        before != 0 && before > 0 != change > 0 ? Math.min(Math.abs(before), Math.abs(change)) : 0;
    opened = Lots.NONE;
    book.cancelGroup(s);
    double opening = Math.abs(change) - closing;
    if (costing.spreadAtEntry && closing > 0 && opening > 0) {
      part(s, a, number, Math.copySign(closing, change), closing, reference, maker, bar, atOpen);
      part(s, a, number, Math.copySign(opening, change), 0, reference, maker, bar, atOpen);
    } else {
      part(s, a, number, change, closing, reference, maker, bar, atOpen);
    }
    book.log.fill(number, change);
  }

  private void part(
      int s,
      int a,
      int number,
      double change,
      double closing,
      double reference,
      boolean maker,
      int bar,
      boolean atOpen) {
    double size = Math.abs(change);
    double sign = Math.signum(change);
    double multiplier = account.multiplier[a];
    double concession = costing.concede(a, size, reference, maker, closing < size, bar);
    double executed = reference + sign * concession;
    double worst = book.limit[s];
    if (concession > 0 && !costing.spreadAtEntry && sign * (executed - worst) > 0) {
      double scale = Math.abs(worst - reference) / concession;
      costing.slipped *= scale;
      costing.crossed *= scale;
      costing.pushed *= scale;
      concession = costing.slipped + costing.crossed + costing.pushed;
      executed = worst;
    }
    double fee = costing.charge(size, executed, multiplier, maker);
    double value = size * multiplier;
    account.commission += fee;
    account.slippage += costing.slipped * value;
    account.spread += costing.crossed * value;
    account.impact += costing.pushed * value;
    turned += value * executed;
    fills.add(
        a,
        number,
        moment,
        maker,
        change,
        reference,
        executed,
        fee,
        costing.slipped * value,
        costing.crossed * value,
        costing.pushed * value);
    account.trade(a, change, reference, executed);
    double given = concession * multiplier;
    double feePerUnit = fee / size;
    if (closing > 0) {
      close(a, s, closing, executed, feePerUnit, given, bar, exit(book.role[s]));
    }
    double opening = size - closing;
    if (opening > 1e-9 * size) {
      open(s, a, sign * opening, executed, feePerUnit, given, bar, atOpen);
    }
  }

  private static Trade.Exit exit(byte role) {
    return switch (role) {
      case Book.STOP_LOSS -> Trade.Exit.STOP_LOSS;
      case Book.TAKE_PROFIT -> Trade.Exit.TAKE_PROFIT;
      case Book.MARGIN_CALL -> Trade.Exit.MARGIN_CALL;
      case Book.RUIN -> Trade.Exit.RUIN;
      case Book.END -> Trade.Exit.END_OF_RUN;
      default -> Trade.Exit.ORDER;
    };
  }

  private void open(
      int s,
      int a,
      double units,
      double executed,
      double feePerUnit,
      double given,
      int bar,
      boolean atOpen) {
    double size = Math.abs(units);
    int l =
        lots.open(
            a,
            moment,
            bar,
            atOpen,
            units,
            executed,
            size * feePerUnit,
            size * given,
            atOpen ? executed : market.series[a].close(bar),
            book.log.tag(book.number[s]));
    opened = l;
    Order order = book.spec[s];
    if (order == null) {
      return;
    }
    int asked = book.log.moment(book.number[s]);
    int group = 0;
    boolean trailing = order.trailingLoss() != null;
    if (trailing || !Double.isNaN(order.stopLoss())) {
      group = book.newGroup();
      int stop =
          arm(
              a,
              l,
              trailing ? Book.TRAILING : Book.STOP,
              Book.STOP_LOSS,
              Double.NaN,
              order.stopLoss(),
              order.tag(),
              asked,
              atOpen ? bar : bar + 1);
      book.group[stop] = group;
      if (trailing) {
        book.trail[stop] = order.trailingLoss();
        trails.place(stop, executed, atOpen ? bar : bar + 1);
      }
      lots.stopLoss[l] = book.handle(stop);
    }
    if (!Double.isNaN(order.takeProfit())) {
      int target =
          arm(
              a,
              l,
              Book.LIMIT,
              Book.TAKE_PROFIT,
              order.takeProfit(),
              Double.NaN,
              order.tag(),
              asked,
              atOpen ? bar : bar + 1);
      book.group[target] = group;
      lots.takeProfit[l] = book.handle(target);
    }
  }

  private int arm(
      int a,
      int l,
      OrderType kind,
      byte role,
      double limitPrice,
      double stopPrice,
      String tag,
      int asked,
      int firstBar) {
    int s = book.add(a, kind, -lots.units[l], limitPrice, stopPrice, tag, asked);
    book.role[s] = role;
    book.lot[s] = l;
    book.eligible[s] = firstBar;
    book.created[s] = Long.MIN_VALUE;
    return s;
  }

  /** Gives back units of lots: of the one that the order protects, else of the oldest. */
  void close(
      int a,
      int s,
      double size,
      double executed,
      double feePerUnit,
      double given,
      int bar,
      Trade.Exit exit) {
    double rest = size;
    int l = s != Book.NONE && book.lot[s] != Lots.NONE ? book.lot[s] : lots.head[a];
    while (l != Lots.NONE && rest > 1e-9 * size) {
      int following = lots.next[l];
      double whole = Math.abs(lots.units[l]);
      double take = rest > whole * (1 - 1e-9) ? whole : rest;
      double share = take / whole;
      double entryFee = lots.commission[l] * share;
      double entryGiven = lots.concession[l] * share;
      lots.record(
          a,
          l,
          Math.copySign(take, lots.units[l]),
          market.series[a],
          bar,
          moment,
          executed,
          account.multiplier[a],
          entryFee,
          entryGiven,
          take * feePerUnit,
          take * given,
          exit);
      lots.commission[l] -= entryFee;
      lots.concession[l] -= entryGiven;
      rest -= take;
      if (take == whole) {
        disarm(lots.stopLoss[l], s);
        disarm(lots.takeProfit[l], s);
        lots.remove(a, l);
      } else {
        lots.units[l] -= Math.copySign(take, lots.units[l]);
      }
      l = following;
    }
  }

  private void disarm(long handle, int filling) {
    int s = book.slot(handle);
    if (s != Book.NONE && s != filling) {
      book.remove(s, OrderRecord.State.CANCELLED, "its trade was closed");
    }
  }

  /** Takes a wholly filled order off the book and submits what it sets off. */
  void complete(int s, int bar, String reason) {
    Order order = book.spec[s];
    int a = book.asset[s];
    int asked = book.log.moment(book.number[s]);
    book.remove(s, OrderRecord.State.FILLED, reason);
    if (order != null) {
      for (Order following : order.then()) {
        int f = book.submit(a, following, asked, bar + 1, Long.MIN_VALUE);
        if (following.trail() != null) {
          trails.place(f, market.series[a].close(bar), bar + 1);
        }
      }
    }
  }
}
