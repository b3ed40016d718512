// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.american;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.options.PricingStatus;
import io.github.quantml.options.european.EuropeanPricer;
import io.github.quantml.options.european.OptionColumns;
import io.github.quantml.options.implied.ImpliedVolatility;
import org.apache.commons.math3.util.FastMath;

/**
 * Volatility of American quotes, and the European prices they correspond to.
 *
 * <p>The price rises with σ from the value without noise to the spot (call) or the strike (put); a
 * quote at the intrinsic value fits every σ below a bound and gives 0. Solved by the secant method
 * within a bracket, first with FAST boundaries, then with the profile's own; in the regime of two
 * boundaries by finite differences. The volatility of an American quote is also that of its
 * de-Americanised European price: a European inversion of the quote itself would put the early
 * exercise premium into σ.
 */
public final class AmericanImpliedVolatility {
  private static final int MOST = 60;
  private static final double LARGEST = 20;

  private final AmericanProfile profile;

  private AmericanImpliedVolatility(AmericanProfile profile) {
    this.profile = profile;
  }

  /** Inverts prices of the given profile. */
  public static AmericanImpliedVolatility of(AmericanProfile profile) {
    return new AmericanImpliedVolatility(profile);
  }

  /** The volatility, 0 unless the status {@link PricingStatus#isValue()}. */
  public ImpliedVolatility.Result volatility(
      boolean call,
      double price,
      double spot,
      double strike,
      double years,
      double rate,
      double yield) {
    double all = price + spot + strike + years + rate + yield;
    if (!Double.isFinite(all) || !(spot > 0 && strike > 0)) {
      return new ImpliedVolatility.Result(0, PricingStatus.BAD_INPUT);
    }
    if (!(years > 0)) {
      return new ImpliedVolatility.Result(0, PricingStatus.EXPIRED);
    }
    double least = AmericanPricer.of(profile).price(call, spot, strike, years, rate, yield, 0);
    if (price <= least) {
      double slack = 1e-13 * (spot + strike);
      return new ImpliedVolatility.Result(
          0, price < least - slack ? PricingStatus.BELOW_INTRINSIC : PricingStatus.OK);
    }
    double most =
        call
            ? spot * Math.max(1, FastMath.exp(-yield * years))
            : strike * Math.max(1, FastMath.exp(-rate * years));
    if (price >= most) {
      return new ImpliedVolatility.Result(0, PricingStatus.ABOVE_MAXIMUM);
    }
    double guess = start(call, price, spot, strike, years, rate, yield);
    if (AmericanPricer.usesFiniteDifferences(call, rate, yield)) {
      double found = new Search(call, price, spot, strike, years, rate, yield).onGrid(guess);
      return found > 0
          ? new ImpliedVolatility.Result(found, PricingStatus.OK)
          : new ImpliedVolatility.Result(0, PricingStatus.NOT_CONVERGED);
    }
    Search search = new Search(call, price, spot, strike, years, rate, yield);
    double sigma =
        profile == AmericanProfile.FAST ? guess : search.run(AmericanProfile.FAST, guess, 1e-4);
    sigma = search.run(profile, sigma > 0 ? sigma : guess, 1e-8);
    return sigma > 0
        ? new ImpliedVolatility.Result(sigma, PricingStatus.OK)
        : new ImpliedVolatility.Result(0, PricingStatus.NOT_CONVERGED);
  }

  /**
   * Volatilities of many quotes; a bad row gets its status and 0, and hurts no other.
   *
   * @param in quotes; {@link OptionColumns#volatility()} is not read
   * @param mask rows to invert; the others are not touched; empty for all
   * @param out volatilities
   * @param status a {@link PricingStatus#code()} per row
   * @return rows with a value
   */
  public int batch(OptionColumns in, double[] price, boolean[] mask, double[] out, byte[] status) {
    int n = in.size();
    length("price", price.length, n);
    length("out", out.length, n);
    length("status", status.length, n);
    if (mask.length != 0) {
      length("mask", mask.length, n);
    }
    int values = 0;
    for (int i = 0; i < n; i++) {
      if (mask.length != 0 && !mask[i]) {
        continue;
      }
      ImpliedVolatility.Result r =
          volatility(
              in.call()[i],
              price[i],
              in.underlying()[i],
              in.strike()[i],
              in.years()[i],
              in.rate()[i],
              in.yield()[i]);
      out[i] = r.volatility();
      status[i] = r.status().code();
      values += r.status().isValue() ? 1 : 0;
    }
    return values;
  }

  private static void length(String name, int got, int needed) {
    if (got != needed) {
      throw new IllegalArgumentException(
          name + ": must have " + needed + " rows as the others, got " + got);
    }
  }

  /**
   * The European price at the volatility of an American quote.
   *
   * @throws InvalidDataException when the quote has no volatility
   */
  public double deAmericanised(
      boolean call,
      double price,
      double spot,
      double strike,
      double years,
      double rate,
      double yield) {
    ImpliedVolatility.Result r = volatility(call, price, spot, strike, years, rate, yield);
    if (!r.status().isValue()) {
      throw new InvalidDataException(
          "American quote: "
              + r.status()
              + ", got "
              + (call ? "call" : "put")
              + " price "
              + price
              + ", spot "
              + spot
              + ", strike "
              + strike
              + ", years "
              + years
              + ", rate "
              + rate
              + ", yield "
              + yield);
    }
    return EuropeanPricer.blackScholes()
        .price(call, spot, strike, years, rate, yield, r.volatility());
  }

  private static double start(
      boolean call,
      double price,
      double spot,
      double strike,
      double years,
      double rate,
      double yield) {
    double discount = FastMath.exp(-rate * years);
    double forward = spot * FastMath.exp((rate - yield) * years);
    ImpliedVolatility.Result r =
        ImpliedVolatility.black(call, price, forward, strike, years, discount);
    return r.status().isValue() && r.volatility() > 1e-4 ? Math.min(r.volatility(), 3) : 0.2;
  }

  private record Search(
      boolean call,
      double price,
      double spot,
      double strike,
      double years,
      double rate,
      double yield) {

    /** By finite differences, to the error of their grid. */
    double onGrid(double start) {
      FiniteDifferences grid = FiniteDifferences.defaults();
      double low = 0;
      double high = LARGEST;
      double sigma = start;
      double lowGap = Double.NaN;
      double highGap = Double.NaN;
      for (int i = 0; i < MOST; i++) {
        FiniteDifferences.Value v = grid.price(call, spot, strike, years, rate, yield, sigma);
        double gap = v.price() - price;
        if (Math.abs(gap) < 1e-10 * (spot + strike)) {
          return sigma;
        }
        if (gap > 0) {
          high = sigma;
          highGap = gap;
        } else {
          low = sigma;
          lowGap = gap;
        }
        double next;
        if (low > 0 && high < LARGEST) {
          // Regula falsi, every third time a halving, so that neither end stays.
          next = i % 3 == 2 ? 0.5 * (low + high) : low - lowGap * (high - low) / (highGap - lowGap);
        } else {
          next = low > 0 ? 2 * sigma : 0.5 * sigma;
        }
        if (high - low < 1e-9 * high || next < 1e-4 || next >= LARGEST) {
          return high - low < 1e-9 * high ? sigma : 0;
        }
        sigma = next;
      }
      return 0;
    }

    double run(AmericanProfile profile, double start, double tolerance) {
      double low = 0;
      double high = LARGEST;
      double sigma = start;
      double before = 0;
      double gapBefore = 0;
      for (int i = 0; i < MOST; i++) {
        AmericanBoundary b = AmericanBoundary.solve(profile, call, years, rate, yield, sigma);
        if (b == null) {
          return 0;
        }
        double gap = b.price(spot, strike) - price;
        if (gap > 0) {
          high = sigma;
        } else {
          low = sigma;
        }
        double slope;
        if (i == 0) {
          slope =
              EuropeanPricer.blackScholes()
                  .greeks(call, spot, strike, years, rate, yield, sigma)
                  .vega();
        } else {
          slope = (gap - gapBefore) / (sigma - before);
        }
        before = sigma;
        gapBefore = gap;
        double next = sigma - gap / slope;
        if (!(next > low && next < high)) {
          next = high < LARGEST ? 0.5 * (low + high) : 2 * sigma;
        }
        if (gap == 0 || Math.abs(next - sigma) < tolerance * sigma) {
          return gap == 0 ? sigma : next;
        }
        sigma = next;
      }
      return 0;
    }
  }
}
