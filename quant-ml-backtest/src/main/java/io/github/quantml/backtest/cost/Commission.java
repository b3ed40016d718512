// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.cost;

import java.util.Arrays;

/**
 * What a broker or venue charges for a fill, in cash. Pure and thread-safe.
 *
 * <p>A fill is what one bar executes of one order: an order that fills over several bars is charged
 * for each.
 */
@FunctionalInterface
public interface Commission {
  /** No commission. */
  static Commission none() {
    return Named.NONE;
  }

  /**
   * The charge.
   *
   * @param units units filled, positive
   * @param price executed price
   * @param multiplier cash value of one price unit of one unit
   * @param maker whether the order rested and provided liquidity
   * @param monthValue value traded before this fill in the same calendar month (UTC), for volume
   *     discounts
   * @return cash; negative is a rebate
   */
  double of(double units, double price, double multiplier, boolean maker, double monthValue);

  /** A text for conventions and fingerprints. */
  default String describe() {
    return "custom commission " + getClass().getName();
  }

  /** Whether the charge may depend on the value traded before in the month. */
  default boolean isMonthly() {
    return true;
  }

  /** A fixed amount per fill. */
  static Commission fixed(double amount) {
    check("fixed", amount);
    return new Named(amount + " per fill", false, (u, p, m, maker, month) -> amount);
  }

  /** An amount per unit (share, contract). */
  static Commission perUnit(double amount) {
    check("perUnit", amount);
    return new Named(amount + " per unit", false, (u, p, m, maker, month) -> u * amount);
  }

  /** Basis points of the value; 5 is 0.05 %. */
  static Commission basisPoints(double bps) {
    return fraction(check("basisPoints", bps) / 10_000);
  }

  /** A fraction of the value; 0.002 is 0.2 %. */
  static Commission fraction(double rate) {
    check("fraction", rate);
    return new Named(rate + " of value", false, (u, p, m, maker, month) -> u * p * m * rate);
  }

  /** Basis points of the value; a negative maker rate is a rebate. */
  static Commission makerTaker(double makerBps, double takerBps) {
    double provide = finite("makerBps", makerBps) / 10_000;
    double take = finite("takerBps", takerBps) / 10_000;
    return new Named(
        "maker " + makerBps + " bps, taker " + takerBps + " bps",
        false,
        (u, p, m, maker, month) -> u * p * m * (maker ? provide : take));
  }

  /**
   * Marginal tiers by the value traded in the calendar month: the part of a fill that lies above
   * {@code from[k]} is charged {@code bps[k]}.
   *
   * @param from lower ends, strictly increasing, the first 0
   * @param bps one rate per tier
   */
  static Commission tiered(double[] from, double[] bps) {
    if (from.length == 0 || from.length != bps.length || from[0] != 0) {
      throw new IllegalArgumentException(
          "tiered: needs one rate per tier and a first tier from 0, got "
              + Arrays.toString(from)
              + " and "
              + Arrays.toString(bps));
    }
    for (int k = 0; k < from.length; k++) {
      check("tier rate", bps[k]);
      if (k > 0 && !(from[k] > from[k - 1])) {
        throw new IllegalArgumentException(
            "tiered: lower ends must increase, got " + Arrays.toString(from));
      }
    }
    double[] ends = from.clone();
    double[] rates = bps.clone();
    return new Named(
        "tiers from " + Arrays.toString(ends) + " at bps " + Arrays.toString(rates),
        true,
        (u, p, m, maker, month) -> Tiers.charge(ends, rates, month, u * p * m));
  }

  /** The sum of this and another. */
  default Commission plus(Commission other) {
    Commission self = this;
    return new Named(
        describe() + " plus " + other.describe(),
        isMonthly() || other.isMonthly(),
        (u, p, m, maker, month) ->
            self.of(u, p, m, maker, month) + other.of(u, p, m, maker, month));
  }

  /** At least {@code amount} per fill. */
  default Commission atLeast(double amount) {
    Commission self = this;
    check("atLeast", amount);
    return new Named(
        describe() + ", at least " + amount,
        isMonthly(),
        (u, p, m, maker, month) -> Math.max(amount, self.of(u, p, m, maker, month)));
  }

  /** At most {@code amount} per fill. */
  default Commission atMost(double amount) {
    Commission self = this;
    check("atMost", amount);
    return new Named(
        describe() + ", at most " + amount,
        isMonthly(),
        (u, p, m, maker, month) -> Math.min(amount, self.of(u, p, m, maker, month)));
  }

  /** This times a factor, at least 0; 1 is this itself and 0 is none. */
  default Commission times(double factor) {
    Commission self = this;
    check("times", factor);
    if (factor == 1) {
      return this;
    }
    return factor == 0
        ? none()
        : new Named(
            factor + " times (" + describe() + ")",
            isMonthly(),
            (u, p, m, maker, month) -> factor * self.of(u, p, m, maker, month));
  }

  private static double check(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "commission: " + name + " must be finite and at least 0, got " + value);
    }
    return value;
  }

  private static double finite(String name, double value) {
    if (!(Math.abs(value) < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("commission: " + name + " must be finite, got " + value);
    }
    return value;
  }
}
