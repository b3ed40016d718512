// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import io.github.quantml.backtest.cost.Instrument;
import io.github.quantml.backtest.cost.Interest;

/** Positions and every line of the ledger. */
final class Account {
  final double[] units;
  final double[] average;

  /** Price at which each position is valued; the last close, between bars. */
  final double[] mark;

  final double[] multiplier;
  final double[] lot;

  /** Cash from fills at reference prices: −Σ units · reference · multiplier. */
  double flow;

  double commission;
  double slippage;
  double spread;
  double impact;
  double borrow;
  double financing;
  double dividends;
  double delisting;
  double writeOff;

  /** Signed and gross market value and margins of all positions, at {@link #mark}. */
  double netValue;

  double grossValue;
  double initialMargin;
  double maintenanceMargin;

  private final double initialCash;
  private final double initialRate;
  private final double maintenanceRate;
  private final double[] initialPerUnit;
  private final double[] maintenancePerUnit;
  private final int[] held;
  private final int[] heldAt;
  private int heldCount;

  Account(Settings settings, String[] symbols) {
    int n = symbols.length;
    initialCash = settings.initialCash();
    initialRate = settings.margin().initial();
    maintenanceRate = settings.margin().maintenance();
    units = new double[n];
    average = new double[n];
    mark = new double[n];
    multiplier = new double[n];
    lot = new double[n];
    initialPerUnit = new double[n];
    maintenancePerUnit = new double[n];
    held = new int[n];
    heldAt = new int[n];
    for (int a = 0; a < n; a++) {
      Instrument instrument = settings.instrumentOf(symbols[a]);
      multiplier[a] = instrument.multiplier();
      lot[a] = instrument.lot();
      initialPerUnit[a] = instrument.initialMargin();
      maintenancePerUnit[a] = instrument.maintenanceMargin();
    }
  }

  double costs() {
    return commission + slippage + spread + impact + borrow + financing;
  }

  double cash() {
    return initialCash + flow + dividends + delisting + writeOff - costs();
  }

  double equity() {
    return cash() + netValue;
  }

  /** Equity if the asset were valued at {@code price}. */
  double equityAt(int asset, double price) {
    return equity() + units[asset] * (price - mark[asset]) * multiplier[asset];
  }

  double marginOfUnit(int asset, double price) {
    double perUnit = initialPerUnit[asset];
    return Double.isNaN(perUnit) ? price * multiplier[asset] * initialRate : perUnit;
  }

  private double maintenanceOfUnit(int asset, double price) {
    double perUnit = maintenancePerUnit[asset];
    return Double.isNaN(perUnit) ? price * multiplier[asset] * maintenanceRate : perUnit;
  }

  /** Margin of everything but this asset. */
  double marginOfOthers(int asset) {
    return initialMargin - Math.abs(units[asset]) * marginOfUnit(asset, mark[asset]);
  }

  double availableFunds() {
    return equity() - initialMargin;
  }

  /** Books a change of position at a reference price and keeps the running values in step. */
  void trade(int asset, double change, double reference, double executed) {
    double before = units[asset];
    double after = before + change;
    if (Math.abs(after) < 1e-9 * Math.abs(change)) {
      after = 0;
    }
    flow -= change * reference * multiplier[asset];
    average[asset] = averageAfter(before, average[asset], change, after, executed);
    contribute(asset, before, -1);
    units[asset] = after;
    if (before == 0) {
      mark[asset] = reference;
    }
    contribute(asset, after, 1);
    if (before == 0 && after != 0) {
      heldAt[asset] = heldCount;
      held[heldCount++] = asset;
    } else if (before != 0 && after == 0) {
      int last = held[--heldCount];
      held[heldAt[asset]] = last;
      heldAt[last] = heldAt[asset];
    }
  }

  /**
   * Weighted average price of a position: adding moves it, reducing does not, turning resets it.
   */
  static double averageAfter(
      double before, double average, double change, double after, double price) {
    if (after == 0) {
      return 0;
    }
    if (before == 0 || before > 0 != after > 0) {
      return price;
    }
    return before > 0 == change > 0 ? (before * average + change * price) / after : average;
  }

  private void contribute(int asset, double held, double sign) {
    double size = sign * Math.abs(held);
    double price = mark[asset];
    double value = size * price * multiplier[asset];
    netValue += held < 0 ? -value : value;
    grossValue += value;
    initialMargin += size * marginOfUnit(asset, price);
    maintenanceMargin += size * maintenanceOfUnit(asset, price);
  }

  /** Turns every unit into {@code ratio} units. */
  void split(int asset, double ratio) {
    units[asset] *= ratio;
    average[asset] /= ratio;
    mark[asset] /= ratio;
  }

  /** Values everything anew at the last closes; from scratch, so that no rounding builds up. */
  void revalue(Market market) {
    netValue = 0;
    grossValue = 0;
    initialMargin = 0;
    maintenanceMargin = 0;
    for (int k = 0; k < heldCount; k++) {
      int a = held[k];
      mark[a] = market.close(a);
      contribute(a, units[a], 1);
    }
  }

  /** Accrues interest on the positions held over a span of {@code years}. */
  void accrue(Interest interest, double years) {
    double cash = cash();
    borrow += (grossValue - netValue) / 2 * interest.borrow() * years;
    financing -= cash * (cash < 0 ? interest.debit() : interest.credit()) * years;
  }

  int heldCount() {
    return heldCount;
  }

  int held(int k) {
    return held[k];
  }

  Ledger ledger() {
    return new Ledger(
        flow + netValue,
        commission,
        slippage,
        spread,
        impact,
        borrow,
        financing,
        dividends,
        delisting,
        writeOff);
  }
}
