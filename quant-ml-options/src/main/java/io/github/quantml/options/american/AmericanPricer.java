// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.american;

import io.github.quantml.api.ConvergenceException;
import io.github.quantml.api.InvalidDataException;
import org.apache.commons.math3.util.FastMath;

/**
 * Prices American options on a lognormal underlying with a continuous yield.
 *
 * <p>By the integral equation of the exercise boundary, see {@link AmericanBoundary}. Where early
 * exercise never pays (a put with r ≤ 0 and q ≥ r, a call with q ≤ 0 and r ≥ q) the price is the
 * European one. In the regime of two boundaries (a put with q &lt; r &lt; 0, a call with r &lt; q
 * &lt; 0) the equation of one boundary does not hold; the price then comes from {@link
 * FiniteDifferences} and {@link #usesFiniteDifferences} says so.
 *
 * <p>Edges: T = 0 is the intrinsic value; σ = 0 the best of the discounted intrinsic values up to
 * T; a zero strike makes a call the spot. Stateless, thread-safe.
 *
 * <p>Source: Andersen, Lake and Offengenden (2016); Andersen and Lake (2021), Fast American option
 * pricing: the double-boundary case.
 */
public final class AmericanPricer {
  private final AmericanProfile profile;

  private AmericanPricer(AmericanProfile profile) {
    this.profile = profile;
  }

  /** A pricer of the given accuracy. */
  public static AmericanPricer of(AmericanProfile profile) {
    return new AmericanPricer(profile);
  }

  /** Whether the rates make the exercise region lie between two boundaries. */
  public static boolean usesFiniteDifferences(boolean call, double rate, double yield) {
    return call
        ? AmericanBoundary.twoBoundaries(yield, rate)
        : AmericanBoundary.twoBoundaries(rate, yield);
  }

  /**
   * The boundary for one set of T, r, q, σ, to price many spots and strikes.
   *
   * @throws IllegalArgumentException in the regime of two boundaries
   * @throws ConvergenceException when the fixed point does not settle
   */
  public AmericanBoundary boundary(
      boolean call, double years, double rate, double yield, double volatility) {
    check(1, 1, years, rate, yield, volatility);
    if (!(years > 0 && volatility > 0)) {
      throw new IllegalArgumentException(
          "years and volatility: must be positive, got " + years + " and " + volatility);
    }
    if (usesFiniteDifferences(call, rate, yield)) {
      throw new IllegalArgumentException(
          "rate and yield: have two exercise boundaries, got " + rate + " and " + yield);
    }
    AmericanBoundary b = AmericanBoundary.solve(profile, call, years, rate, yield, volatility);
    if (b == null) {
      throw new ConvergenceException(
          "exercise boundary of years "
              + years
              + ", rate "
              + rate
              + ", yield "
              + yield
              + ", volatility "
              + volatility,
          60,
          Double.NaN);
    }
    return b;
  }

  /** The price. */
  public double price(
      boolean call,
      double spot,
      double strike,
      double years,
      double rate,
      double yield,
      double volatility) {
    check(spot, strike, years, rate, yield, volatility);
    double w = call ? 1 : -1;
    if (years == 0 || spot == 0 || strike == 0 || volatility * Math.sqrt(years) < 1e-8) {
      return certain(w, spot, strike, years, rate, yield);
    }
    if (usesFiniteDifferences(call, rate, yield)) {
      return FiniteDifferences.defaults()
          .price(call, spot, strike, years, rate, yield, volatility)
          .price();
    }
    return boundary(call, years, rate, yield, volatility).price(spot, strike);
  }

  /**
   * Price and Greeks, all analytic, see {@link AmericanBoundary#greeks}; in the regime of two
   * boundaries by finite differences.
   */
  public AmericanGreeks greeks(
      boolean call,
      double spot,
      double strike,
      double years,
      double rate,
      double yield,
      double volatility) {
    check(spot, strike, years, rate, yield, volatility);
    if (!(spot > 0 && strike > 0 && years > 0 && volatility > 0)) {
      throw new IllegalArgumentException(
          "spot, strike, years and volatility: Greeks need them positive, got "
              + spot
              + ", "
              + strike
              + ", "
              + years
              + ", "
              + volatility);
    }
    if (usesFiniteDifferences(call, rate, yield)) {
      return FiniteDifferences.defaults()
          .greeks(call, spot, strike, years, rate, yield, volatility);
    }
    return boundary(call, years, rate, yield, volatility).greeks(spot, strike);
  }

  /** Without noise the holder picks the best moment; the value in time has at most one extremum. */
  private static double certain(
      double w, double spot, double strike, double years, double r, double q) {
    double best = Math.max(w * (spot - strike), 0);
    best = Math.max(best, at(w, spot, strike, years, r, q));
    // d/dt w(Se^{−qt} − Ke^{−rt}) = 0 at e^{(r−q)t} = rK/(qS)
    double ratio = r * strike / (q * spot);
    if (ratio > 0 && r != q && ratio < Double.POSITIVE_INFINITY) {
      double t = FastMath.log(ratio) / (r - q);
      if (t > 0 && t < years) {
        best = Math.max(best, at(w, spot, strike, t, r, q));
      }
    }
    return best;
  }

  private static double at(double w, double s, double k, double t, double r, double q) {
    return w * (s * FastMath.exp(-q * t) - k * FastMath.exp(-r * t));
  }

  static void check(double spot, double strike, double t, double r, double q, double v) {
    double all = spot + strike + t + r + q + v;
    if (!Double.isFinite(all) || !(spot >= 0 && strike >= 0 && t >= 0 && v >= 0)) {
      throw new InvalidDataException(
          "American option: "
              + (t < 0 ? "EXPIRED" : "BAD_INPUT")
              + ", got spot "
              + spot
              + ", strike "
              + strike
              + ", years "
              + t
              + ", rate "
              + r
              + ", yield "
              + q
              + ", volatility "
              + v);
    }
  }
}
