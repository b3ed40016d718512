// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.sizing;

import io.github.quantml.backtest.cost.Commission;

/** How many units a budget pays for. */
public final class Affordable {
  private Affordable() {}

  /**
   * The largest number of units u with u · {@code perUnit} + commission(u) ≤ budget, for
   * commissions that do not fall as u grows.
   *
   * <p>Commissions that are a constant plus a rate are solved in closed form; others by bisection
   * to 1 part in 10¹².
   *
   * @param perUnit cash that one unit binds or costs apart from commission, positive
   * @param price executed price, for the commission
   */
  public static double units(
      double budget,
      double perUnit,
      Commission commission,
      double price,
      double multiplier,
      double monthValue) {
    double most = budget / perUnit;
    if (!(most > 0)) {
      return 0;
    }
    double full = commission.of(most, price, multiplier, false, monthValue);
    if (full == 0) {
      return most;
    }
    double half = commission.of(most / 2, price, multiplier, false, monthValue);
    double rate = (full - half) / (most / 2);
    double constant = full - rate * most;
    double guess = (budget - constant) / (perUnit + rate);
    if (!(guess > 0)) {
      return 0;
    }
    double needed = guess * perUnit + commission.of(guess, price, multiplier, false, monthValue);
    if (Math.abs(needed - budget) <= 1e-12 * budget) {
      return guess;
    }
    double low = 0;
    double high = most;
    while (high - low > 1e-12 * most) {
      double middle = (low + high) / 2;
      boolean paid =
          middle * perUnit + commission.of(middle, price, multiplier, false, monthValue) <= budget;
      low = paid ? middle : low;
      high = paid ? high : middle;
    }
    return low;
  }

  /** Whole lots within {@code units}, a hair of rounding forgiven; as it is for lot 0. */
  public static double wholeLots(double units, double lot) {
    return lot == 0 ? units : Math.floor(units / lot * (1 + 1e-12)) * lot;
  }
}
