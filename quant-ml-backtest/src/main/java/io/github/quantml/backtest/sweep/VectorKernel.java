// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.sweep;

import io.github.quantml.api.BarColumn;
import io.github.quantml.api.BarSeries;
import io.github.quantml.backtest.BacktestEngine;
import io.github.quantml.backtest.VectorSettings;
import io.github.quantml.backtest.cost.Commission;
import io.github.quantml.backtest.sizing.Affordable;
import org.jspecify.annotations.Nullable;

/**
 * Backtests one asset from a column of desired states.
 *
 * <p>The state of a bar, −1, 0 or +1, is what the strategy wants at its close. Where it changes, a
 * market order towards state · weight · equity is sized at that close and fills at the next open,
 * with slippage and commission, and takes what the funds allow: the same arithmetic, operation by
 * operation, as {@link BacktestEngine} with {@link io.github.quantml.backtest.Desk#targetWeight} at
 * each change, margin calls and ruin included. {@link #sizedAtFill} sizes at the open instead.
 * O(bars) time, no allocation. Not thread-safe; one kernel per thread.
 */
public final class VectorKernel {
  private final double initialCash;
  private final Commission commission;
  private final double slippage;
  private final double initialRate;
  private final double maintenanceRate;
  private double[] open = {};
  private double[] close = {};
  private int size;

  private boolean atFill;
  private double units;
  private double flow;
  private double feesPaid;
  private double slipPaid;

  /** Executed price, commission and bar of the entry of the open trade. */
  private double entryPrice;

  private double entryFee;
  private int entryBar;
  private int trades;
  private int wins;

  private VectorKernel(VectorSettings settings) {
    initialCash = settings.initialCash();
    commission = settings.commission();
    slippage = settings.slippage();
    initialRate = settings.margin().initial();
    maintenanceRate = settings.margin().maintenance();
  }

  /**
   * A kernel with an engine's settings.
   *
   * @throws IllegalArgumentException naming the first setting that a kernel cannot express
   */
  public static VectorKernel of(BacktestEngine engine) {
    return new VectorKernel(engine.vectorSettings());
  }

  /**
   * Sizes positions when they fill: a change closes what is held and opens the weight of the funds
   * that are then available, as {@link io.github.quantml.backtest.Desk#flatten} and {@link
   * io.github.quantml.backtest.order.Order#marketFraction} do. Weights must not exceed 1.
   */
  public VectorKernel sizedAtFill() {
    atFill = true;
    return this;
  }

  /** Takes the bars of the following runs; copies two columns. */
  public VectorKernel load(BarSeries bars) {
    size = bars.size();
    if (open.length < size) {
      open = new double[size];
      close = new double[size];
    }
    bars.copy(BarColumn.OPEN, open, 0);
    bars.copy(BarColumn.CLOSE, close, 0);
    return this;
  }

  int size() {
    return size;
  }

  double[] closes() {
    return close;
  }

  /**
   * Runs over the loaded bars.
   *
   * @param states one of −1, 0, 1 per bar
   * @param weight part of the equity to hold, positive
   * @param sink hears of trades, null for none
   * @param equity receives the equity at each close, null for none
   */
  public VectorOutcome run(
      byte[] states, double weight, @Nullable TradeSink sink, double @Nullable [] equity) {
    if (states.length < size) {
      throw new IllegalArgumentException(
          "states: needs one per bar, got " + states.length + " for " + size);
    }
    if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("weight: must be finite and positive, got " + weight);
    }
    if (atFill && weight > 1) {
      throw new IllegalArgumentException(
          "weight: must be at most 1 where sized at the fill, got " + weight);
    }
    units = 0;
    flow = 0;
    feesPaid = 0;
    slipPaid = 0;
    trades = 0;
    wins = 0;
    double cash = initialCash;
    double peak = initialCash;
    double drawdown = 0;
    double before = initialCash;
    double sum = 0;
    double squares = 0;
    double order = 0;
    boolean changed = false;
    boolean forced = false;
    boolean ruined = false;
    int desired = 0;
    for (int i = 0; i < size; i++) {
      if (changed) {
        turn(desired * weight, open[i], i, sink);
        changed = false;
        forced = false;
        cash = cash();
      } else if (forced || order != 0) {
        if (forced && units != 0) {
          fill(-units, open[i], i, sink);
        }
        if (order != 0) {
          order(order, open[i], i > 0 ? close[i - 1] : open[i], i, sink);
        }
        forced = false;
        order = 0;
        cash = cash();
      }
      double value = units * close[i];
      double worth = cash + value;
      double r = worth / before - 1;
      before = worth;
      sum += r;
      squares += r * r;
      peak = Math.max(peak, worth);
      drawdown = Math.max(drawdown, (peak - worth) / peak);
      if (equity != null) {
        equity[i] = worth;
      }
      if (units != 0 && !ruined) {
        if (worth <= 0) {
          ruined = true;
          forced = true;
        } else if (worth < Math.abs(units) * (close[i] * maintenanceRate)) {
          forced = true;
        }
      }
      if (states[i] != desired && !ruined) {
        desired = states[i];
        if (atFill) {
          changed = true;
        } else {
          double wanted = desired * weight * worth / close[i];
          order = wanted - (forced ? 0 : units);
        }
      }
    }
    if (units != 0 && sink != null) {
      double exit = close[size - 1];
      sink.trade(
          units,
          entryBar,
          size - 1,
          entryPrice,
          exit,
          units * (exit - entryPrice) - entryFee,
          true);
    }
    double mean = size == 0 ? 0 : sum / size;
    double variance = size < 2 ? 0 : Math.max(0, (squares - sum * mean) / (size - 1));
    return new VectorOutcome(
        before, drawdown, trades, wins, feesPaid, slipPaid, mean, Math.sqrt(variance));
  }

  private double cash() {
    return initialCash + flow - (feesPaid + slipPaid);
  }

  /** Closes what is held and opens a fraction of the funds. */
  private void turn(double fraction, double reference, int bar, @Nullable TradeSink sink) {
    if (units != 0) {
      fill(-units, reference, bar, sink);
    }
    if (fraction == 0) {
      return;
    }
    double sign = Math.signum(fraction);
    double concession = reference * slippage;
    double opening =
        Affordable.units(
            cash() * Math.abs(fraction),
            reference * initialRate + concession,
            commission,
            reference + sign * concession,
            1,
            0);
    if (opening > 0) {
      fill(sign * opening, reference, bar, sink);
    }
  }

  /** Fills what the funds allow of a market order; {@code mark} is the last close. */
  private void order(
      double change, double reference, double mark, int bar, @Nullable TradeSink sink) {
    double sign = Math.signum(change);
    double wanted = Math.abs(change);
    double closing = units * sign < 0 ? Math.min(wanted, Math.abs(units)) : 0;
    double opening = wanted - closing;
    if (opening > 0) {
      double concession = reference * slippage;
      double executed = reference + sign * concession;
      double fee = commission.of(closing + opening, executed, 1, false, 0);
      double available =
          cash()
              + units * mark
              + units * (reference - mark)
              - (Math.abs(units) - closing) * (reference * initialRate)
              - closing * concession;
      double perUnit = reference * initialRate + concession;
      if (opening * perUnit + fee > available + 1e-9 * Math.abs(available)) {
        double closingFee = closing > 0 ? commission.of(closing, executed, 1, false, 0) : 0;
        opening =
            Math.max(
                0,
                Math.min(
                    opening,
                    Affordable.units(available - closingFee, perUnit, commission, executed, 1, 0)));
      }
    }
    if (closing + opening > 0) {
      fill(sign * (closing + opening), reference, bar, sink);
    }
  }

  private void fill(double change, double reference, int bar, @Nullable TradeSink sink) {
    double before = units;
    double filled = Math.abs(change);
    double sign = Math.signum(change);
    double closing = before * sign < 0 ? Math.min(Math.abs(before), filled) : 0;
    double concession = reference * slippage;
    double executed = reference + sign * concession;
    double fee = commission.of(filled, executed, 1, false, 0);
    feesPaid += fee;
    slipPaid += concession * filled;
    flow -= change * reference;
    double after = before + change;
    units = Math.abs(after) < 1e-9 * filled ? 0 : after;
    double feePerUnit = fee / filled;
    if (closing > 0) {
      double fees = entryFee + closing * feePerUnit;
      double profit = before * (executed - entryPrice) - fees;
      trades++;
      wins += profit > 0 ? 1 : 0;
      if (sink != null) {
        sink.trade(before, entryBar, bar, entryPrice, executed, profit, false);
      }
    }
    double opening = filled - closing;
    if (opening > 1e-9 * filled) {
      entryPrice = executed;
      entryFee = opening * feePerUnit;
      entryBar = bar;
    }
  }
}
