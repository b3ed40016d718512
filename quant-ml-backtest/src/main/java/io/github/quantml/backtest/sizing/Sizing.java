// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.sizing;

import io.github.quantml.api.BarSeries;

/** Turns a forecast into a signed number of units to hold. Pure and thread-safe. */
@FunctionalInterface
public interface Sizing {
  /**
   * Units to hold.
   *
   * @param conviction the forecast
   * @param history bars that have closed, at least one
   * @param equity positive equity now
   * @param unitValue cash value of one unit at the last close
   */
  double units(Conviction conviction, BarSeries history, double equity, double unitValue);

  /** A text for reports and fingerprints. */
  default String describe() {
    return "custom sizing " + getClass().getName();
  }

  /** A fixed number of units in the direction of the forecast. */
  static Sizing units(double count) {
    positive("units", count);
    return new NamedSizing(count + " units", (c, history, equity, value) -> c.direction() * count);
  }

  /** A fixed fraction of the equity in the direction of the forecast. */
  static Sizing fraction(double fraction) {
    positive("fraction", fraction);
    return new NamedSizing(
        "fraction " + fraction,
        (c, history, equity, value) -> c.direction() * fraction * equity / value);
  }

  /**
   * The fraction of the equity whose volatility is the target: weight = target / (σ · √periods),
   * with σ the sample standard deviation of the last {@code window} log returns.
   *
   * <p>Where fewer returns are known, or none moved, nothing is held.
   *
   * @param annual target volatility per year, for example 0.1
   * @param window number of returns, at least 2
   * @param periodsPerYear bars per year
   * @param cap largest weight
   */
  static Sizing targetVolatility(double annual, int window, double periodsPerYear, double cap) {
    positive("annual", annual);
    positive("periodsPerYear", periodsPerYear);
    positive("cap", cap);
    if (window < 2) {
      throw new IllegalArgumentException("sizing: window must be at least 2, got " + window);
    }
    String name =
        "volatility "
            + annual
            + " over "
            + window
            + " bars, "
            + periodsPerYear
            + " a year, at most "
            + cap;
    return new NamedSizing(
        name,
        (c, history, equity, value) -> {
          double sigma = RecentVolatility.of(history, window) * Math.sqrt(periodsPerYear);
          double weight = sigma > 0 ? Math.min(cap, annual / sigma) : 0;
          return c.direction() * weight * equity / value;
        });
  }

  /**
   * A part of the Kelly fraction μ/σ², which maximises the expected logarithm of wealth for small
   * returns.
   *
   * <p>Source: Thorp (2006), "The Kelly Criterion in Blackjack, Sports Betting, and the Stock
   * Market", equation (7.3) without a riskless rate.
   *
   * @param part of the full Kelly fraction, for example 0.5
   * @param cap largest weight
   */
  static Sizing kelly(double part, double cap) {
    positive("part", part);
    positive("cap", cap);
    return new NamedSizing(
        "kelly times " + part + ", at most " + cap,
        (c, history, equity, value) -> {
          double full = c.expectedReturn() / (c.volatility() * c.volatility());
          double weight = Math.max(-cap, Math.min(cap, part * full));
          return weight * equity / value;
        });
  }

  /**
   * This sizing times (confidence − floor) / (1 − floor), nothing below the floor.
   *
   * @param floor confidence of nothing, in [0, 1)
   */
  default Sizing scaledByConfidence(double floor) {
    if (!(floor >= 0 && floor < 1)) {
      throw new IllegalArgumentException("sizing: floor must lie in [0, 1), got " + floor);
    }
    Sizing self = this;
    return new NamedSizing(
        describe() + ", scaled by confidence above " + floor,
        (c, history, equity, value) ->
            self.units(c, history, equity, value)
                * Math.max(0, (c.confidence() - floor) / (1 - floor)));
  }

  /**
   * Kelly fraction of a bet at fixed odds: p − (1 − p) / b, 0 where that is negative.
   *
   * <p>Source: Kelly (1956), "A New Interpretation of Information Rate".
   *
   * @param p probability of winning, in [0, 1]
   * @param b net winnings per unit staked, positive
   */
  static double kellyFraction(double p, double b) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("kelly: p must lie in [0, 1], got " + p);
    }
    positive("b", b);
    return Math.max(0, p - (1 - p) / b);
  }

  private static void positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "sizing: " + name + " must be finite and positive, got " + value);
    }
  }
}
