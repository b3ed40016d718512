// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import io.github.quantml.api.BarSeries;
import io.github.quantml.backtest.cost.Commission;
import io.github.quantml.backtest.cost.Spread;
import io.github.quantml.backtest.cost.SquareRootImpact;
import io.github.quantml.backtest.cost.VolumeLimit;
import io.github.quantml.backtest.sizing.Affordable;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.commons.math3.util.FastMath;
import org.jspecify.annotations.Nullable;

/** What a fill costs, and how many units the funds pay for. */
final class Costing {
  final boolean spreadAtEntry;

  /** Concessions per unit that {@link #concede} found. */
  double slipped;

  double crossed;
  double pushed;

  private final Market market;
  private final Account account;
  private final Commission commission;
  private final FillSizing fillSizing;
  private final double slippage;
  private final double spread;
  private final @Nullable SquareRootImpact impact;
  private final @Nullable VolumeLimit limit;
  private double monthValue;
  private long monthEnd = Long.MIN_VALUE;

  Costing(Settings settings, Market market, Account account) {
    this.market = market;
    this.account = account;
    commission = settings.commission();
    fillSizing = settings.fillSizing();
    slippage = settings.slippage();
    spreadAtEntry = settings.spread().rule() == Spread.Rule.WHOLE_AT_ENTRY;
    spread = spreadAtEntry ? settings.spread().fraction() : settings.spread().fraction() / 2;
    impact = settings.impact();
    limit = settings.volumeLimit();
  }

  /** Finds what a fill concedes per unit, and returns the sum. */
  double concede(int a, double size, double reference, boolean maker, boolean opening, int bar) {
    slipped = maker ? 0 : reference * slippage;
    crossed = (spreadAtEntry ? opening : !maker) ? reference * spread : 0;
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
    if (fillSizing == FillSizing.UNIT_PRICE) {
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

  /** The commission of a fill, which from now on counts for the month. */
  double charge(double size, double executed, double multiplier, boolean maker) {
    rollMonth();
    double fee = commission.of(size, executed, multiplier, maker, monthValue);
    monthValue += size * multiplier * executed;
    return fee;
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
