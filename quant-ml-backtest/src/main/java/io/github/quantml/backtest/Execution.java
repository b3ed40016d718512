// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import io.github.quantml.api.BarSeries;
import io.github.quantml.backtest.cost.Commission;
import io.github.quantml.backtest.cost.Spread;
import io.github.quantml.backtest.cost.SquareRootImpact;
import io.github.quantml.backtest.cost.VolumeLimit;
import io.github.quantml.backtest.order.Order;
import io.github.quantml.backtest.order.OrderType;
import io.github.quantml.backtest.sizing.Affordable;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.commons.math3.util.FastMath;
import org.jspecify.annotations.Nullable;

/** Carries out fills: costs, account, lots, logs, and the orders a fill sets off. */
final class Execution {
  final FillLog fills = new FillLog();

  /** Index in the result of the moment being worked on. */
  int moment;

  /** Value traded at this moment. */
  double turned;

  /** The lot that the last fill opened, or NONE. */
  int opened = Lots.NONE;

  private final Settings settings;
  private final Market market;
  private final Account account;
  private final Book book;
  private final Lots lots;
  private final Trailing trails;
  private final Commission commission;
  private final double slippage;
  private final double halfSpread;
  private final boolean spreadAtEntry;
  private final @Nullable SquareRootImpact impact;
  private final @Nullable VolumeLimit limit;
  private double monthValue;
  private long monthEnd = Long.MIN_VALUE;

  /** Concessions per unit that {@link #concede} found. */
  private double slipped;

  private double crossed;
  private double pushed;

  Execution(
      Settings settings, Market market, Account account, Book book, Lots lots, Trailing trails) {
    this.settings = settings;
    this.market = market;
    this.account = account;
    this.book = book;
    this.lots = lots;
    this.trails = trails;
    commission = settings.commission();
    slippage = settings.slippage();
    spreadAtEntry = settings.spread().rule() == Spread.Rule.WHOLE_AT_ENTRY;
    halfSpread = spreadAtEntry ? settings.spread().fraction() : settings.spread().fraction() / 2;
    impact = settings.impact();
    limit = settings.volumeLimit();
  }

  /** Finds what a fill concedes per unit, and returns the sum. */
  private double concede(
      int a, double size, double reference, boolean maker, boolean opening, int bar) {
    slipped = maker ? 0 : reference * slippage;
    crossed = (spreadAtEntry ? opening : !maker) ? reference * halfSpread : 0;
    pushed = 0;
    if (!maker && impact != null) {
      pushed += reference * squareRoot(impact, market.series[a], bar, size);
    }
    if (!maker && limit != null && limit.priceImpact() > 0) {
      double share = size / market.series[a].volume(bar);
      pushed += reference * limit.priceImpact() * share * share;
    }
    return slipped + crossed + pushed;
  }

  /** Concession of the square-root law, from the bars before {@code bar}. */
  private static double squareRoot(SquareRootImpact law, BarSeries bars, int bar, double size) {
    int n = law.window();
    if (bar < n + 1) {
      return 0;
    }
    double sum = 0;
    double squares = 0;
    double volume = 0;
    for (int i = bar - n; i < bar; i++) {
      double r = FastMath.log(bars.close(i) / bars.close(i - 1));
      sum += r;
      squares += r * r;
      volume += bars.volume(i);
    }
    if (!(volume > 0)) {
      return 0;
    }
    double variance = Math.max(0, (squares - sum * sum / n) / (n - 1));
    return law.coefficient() * FastMath.sqrt(variance) * FastMath.sqrt(size * n / volume);
  }

  /** Units that a fraction of the available funds opens at {@code reference}, signed. */
  double sized(int a, double fraction, double reference, int bar) {
    double sign = Math.signum(fraction);
    double portion = Math.abs(fraction);
    double margin = account.marginOfUnit(a, reference);
    double available = funds(a, reference, 0);
    double multiplier = account.multiplier[a];
    double lot = account.lot[a];
    rollMonth();
    if (settings.fillSizing() == FillSizing.UNIT_PRICE) {
      double executed = reference + sign * concede(a, 1, reference, false, true, bar);
      double fee = commission.of(portion, reference, multiplier, false, monthValue) / portion;
      double leverage = reference * multiplier / margin;
      double count = Math.floor(available * leverage * portion / (executed * multiplier + fee));
      return count > 0 ? sign * Affordable.wholeLots(count, lot) : 0;
    }
    double budget = available * portion;
    double rough = Math.max(0, budget / margin);
    double concession = concede(a, rough, reference, false, true, bar);
    double units =
        Affordable.units(
            budget,
            margin + concession * multiplier,
            commission,
            reference + sign * concession,
            multiplier,
            monthValue);
    return sign * Affordable.wholeLots(units, lot);
  }

  /** Funds for opening units at {@code reference}, once {@code closing} units are given back. */
  private double funds(int a, double reference, double closing) {
    double kept = Math.abs(account.units[a]) - closing;
    return account.equityAt(a, reference)
        - account.marginOfOthers(a)
        - kept * account.marginOfUnit(a, reference);
  }

  /** How many of {@code opening} units the funds allow, beside {@code closing} given back. */
  double allowed(
      int a,
      double sign,
      double closing,
      double opening,
      double reference,
      boolean maker,
      int bar) {
    double multiplier = account.multiplier[a];
    double size = closing + opening;
    double concession = concede(a, size, reference, maker, true, bar);
    double executed = reference + sign * concession;
    rollMonth();
    double fee = commission.of(size, executed, multiplier, maker, monthValue);
    double given = spreadAtEntry ? 0 : closing * concession * multiplier;
    double perUnit = account.marginOfUnit(a, reference) + concession * multiplier;
    double available = funds(a, reference, closing) - given;
    if (opening * perUnit + fee <= available + 1e-9 * Math.abs(available)) {
      return opening;
    }
    double closingFee =
        closing > 0 ? commission.of(closing, executed, multiplier, maker, monthValue) : 0;
    return Math.min(
        opening,
        Affordable.units(
            available - closingFee, perUnit, commission, executed, multiplier, monthValue));
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
    if (spreadAtEntry && closing > 0 && opening > 0) {
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
    double concession = concede(a, size, reference, maker, closing < size, bar);
    double executed = reference + sign * concession;
    double worst = book.limit[s];
    if (concession > 0 && !spreadAtEntry && sign * (executed - worst) > 0) {
      double scale = Math.abs(worst - reference) / concession;
      slipped *= scale;
      crossed *= scale;
      pushed *= scale;
      concession = slipped + crossed + pushed;
      executed = worst;
    }
    rollMonth();
    double fee = commission.of(size, executed, multiplier, maker, monthValue);
    double value = size * multiplier;
    account.commission += fee;
    account.slippage += slipped * value;
    account.spread += crossed * value;
    account.impact += pushed * value;
    monthValue += value * executed;
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
        slipped * value,
        crossed * value,
        pushed * value);
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
            market.series[a].close(bar),
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

  private void rollMonth() {
    if (market.now >= monthEnd) {
      LocalDate day = LocalDate.ofInstant(Nanos.toInstant(market.now), ZoneOffset.UTC);
      LocalDate first = day.withDayOfMonth(1).plusMonths(1);
      monthEnd = Nanos.of(first.atStartOfDay(ZoneOffset.UTC).toInstant());
      monthValue = 0;
    }
  }
}
