// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.sweep;

import io.github.quantml.backtest.BacktestEngine;
import io.github.quantml.backtest.VectorSettings;
import io.github.quantml.backtest.cost.Commission;

/**
 * Fills a column of market orders in one asset: the same arithmetic, operation by operation, as
 * {@link BacktestEngine} with {@link io.github.quantml.backtest.Desk#market}.
 *
 * <p>The order of a bar is decided at its close and fills at the next open. Where the funds do not
 * pay for what it opens, that part is refused. O(bars) time, no allocation. Not thread-safe.
 */
public final class OrderKernel {
  private final double initialCash;
  private final Commission commission;
  private final double slippage;
  private final double initialRate;
  private final double maintenanceRate;
  private double units;
  private double flow;
  private double feesPaid;
  private double slipPaid;
  private int fills;
  private int refused;

  private OrderKernel(VectorSettings settings) {
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
  public static OrderKernel of(BacktestEngine engine) {
    return new OrderKernel(engine.vectorSettings());
  }

  /**
   * Runs over one asset.
   *
   * @param open open prices, finite and positive
   * @param close close prices, finite and positive
   * @param orders signed units per bar, 0 for none
   * @param equity receives the equity at each close
   * @return equity at the last close, the initial cash without bars
   */
  public double run(double[] open, double[] close, double[] orders, double[] equity) {
    int n = close.length;
    Columns.check("open", open, n);
    Columns.check("close", close, n);
    if (orders.length != n || equity.length < n) {
      throw new IllegalArgumentException(
          "orders and equity: need one per bar, got "
              + orders.length
              + " and "
              + equity.length
              + " for "
              + n);
    }
    units = 0;
    flow = 0;
    feesPaid = 0;
    slipPaid = 0;
    fills = 0;
    refused = 0;
    double cash = initialCash;
    double worth = initialCash;
    boolean forced = false;
    boolean ruined = false;
    for (int i = 0; i < n; i++) {
      double order = i > 0 && !(ruined && !forced) ? orders[i - 1] : 0;
      if (forced || order != 0) {
        if (forced && units != 0) {
          fill(-units, open[i]);
        }
        if (order != 0 && !ruined) {
          order(order, open[i], close[i - 1]);
        }
        forced = false;
        cash = cash();
      }
      worth = cash + units * close[i];
      equity[i] = worth;
      if (units != 0 && !ruined) {
        if (worth <= 0) {
          ruined = true;
          forced = true;
        } else if (worth < Math.abs(units) * (close[i] * maintenanceRate)) {
          forced = true;
        }
      }
    }
    return worth;
  }

  private double cash() {
    return initialCash + flow - (feesPaid + slipPaid);
  }

  private void order(double change, double reference, double mark) {
    double sign = change > 0 ? 1 : -1;
    double wanted = Math.abs(change);
    double closing = units * sign < 0 ? Math.min(wanted, Math.abs(units)) : 0;
    double opening = wanted - closing;
    if (opening > 0) {
      double concession = reference * slippage;
      double fee = commission.of(closing + opening, reference + sign * concession, 1, false, 0);
      double available =
          cash()
              + units * mark
              + units * (reference - mark)
              - (Math.abs(units) - closing) * (reference * initialRate)
              - closing * concession;
      double needed = opening * (reference * initialRate + concession) + fee;
      if (needed > available + 1e-9 * Math.abs(available)) {
        refused++;
        opening = 0;
      }
    }
    if (closing + opening > 0) {
      fill(sign * (closing + opening), reference);
    }
  }

  private void fill(double change, double reference) {
    double filled = Math.abs(change);
    double concession = reference * slippage;
    feesPaid +=
        commission.of(
            filled, change > 0 ? reference + concession : reference - concession, 1, false, 0);
    slipPaid += concession * filled;
    flow -= change * reference;
    double after = units + change;
    units = Math.abs(after) < 1e-9 * filled ? 0 : after;
    fills++;
  }

  /** Fills of the last run. */
  public int fills() {
    return fills;
  }

  /** Orders of the last run that the funds did not pay for. */
  public int refused() {
    return refused;
  }

  /** Commission paid in the last run. */
  public double commission() {
    return feesPaid;
  }

  /** Slippage paid in the last run. */
  public double slippage() {
    return slipPaid;
  }

  /** Units held at the end of the last run. */
  public double position() {
    return units;
  }
}
