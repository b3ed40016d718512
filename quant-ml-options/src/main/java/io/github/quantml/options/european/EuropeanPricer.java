// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.european;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.options.PricingStatus;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Prices European options and their Greeks to third order in one pass, in one of four models.
 *
 * <ul>
 *   <li>{@link #blackScholes()}: lognormal spot with a yield q, V = w(Se^{−qT}Φ(wd₁) −
 *       Ke^{−rT}Φ(wd₂)), d₁,₂ = ln(F/K)/(σ√T) ± σ√T/2, w = 1 for calls and −1 for puts;
 *   <li>{@link #black76()}: lognormal forward;
 *   <li>{@link #displaced(double)}: F + δ lognormal;
 *   <li>{@link #bachelier()}: normal forward, σ in units of the underlying per √year.
 * </ul>
 *
 * <p>Edges. T = 0 or σ = 0: the discounted intrinsic value of the forward, delta ½ exactly at the
 * strike, Greeks of second and third order 0 (their limit at the strike is a Dirac mass). K = 0: a
 * call is the discounted underlying, a put is 0. T &lt; 0: {@link PricingStatus#EXPIRED}. Far tails
 * keep their relative precision until they underflow. Greeks are in raw units, see {@link
 * GreekUnits}. Stateless, thread-safe; a batch gives the bits of the scalar calls.
 *
 * <p>Source: Black and Scholes (1973), Merton (1973), Black (1976), Bachelier (1900); Haug (2007),
 * The Complete Guide to Option Pricing Formulas, chapter 2.
 */
public final class EuropeanPricer {
  private enum Kind {
    SPOT,
    FORWARD,
    NORMAL
  }

  private static final EuropeanPricer BLACK_SCHOLES = new EuropeanPricer(Kind.SPOT, 0);
  private static final EuropeanPricer BLACK_76 = new EuropeanPricer(Kind.FORWARD, 0);
  private static final EuropeanPricer BACHELIER = new EuropeanPricer(Kind.NORMAL, 0);

  private final Kind kind;
  private final double shift;

  private EuropeanPricer(Kind kind, double shift) {
    this.kind = kind;
    this.shift = shift;
  }

  /** Lognormal spot with a continuous yield. */
  public static EuropeanPricer blackScholes() {
    return BLACK_SCHOLES;
  }

  /** Lognormal forward; the yield argument is not read. */
  public static EuropeanPricer black76() {
    return BLACK_76;
  }

  /** Normal forward; the yield argument is not read. */
  public static EuropeanPricer bachelier() {
    return BACHELIER;
  }

  /**
   * Lognormal F + shift against K + shift; the yield argument is not read.
   *
   * @param shift finite; F + shift and K + shift must not be negative
   */
  public static EuropeanPricer displaced(double shift) {
    if (!Double.isFinite(shift)) {
      throw new IllegalArgumentException("shift: must be finite, got " + shift);
    }
    return new EuropeanPricer(Kind.FORWARD, shift);
  }

  /** The price. */
  public double price(
      boolean call,
      double underlying,
      double strike,
      double years,
      double rate,
      double yield,
      double volatility) {
    double[] out = new double[Greek.COUNT];
    check(
        evaluate(call, underlying, strike, years, rate, yield, volatility, true, out),
        underlying,
        strike,
        years,
        rate,
        yield,
        volatility);
    return out[0];
  }

  /** Price and all Greeks in raw units. */
  public Greeks greeks(
      boolean call,
      double underlying,
      double strike,
      double years,
      double rate,
      double yield,
      double volatility) {
    double[] out = new double[Greek.COUNT];
    check(
        evaluate(call, underlying, strike, years, rate, yield, volatility, false, out),
        underlying,
        strike,
        years,
        rate,
        yield,
        volatility);
    return Greeks.from(out);
  }

  /**
   * Price and all Greeks into a buffer, without allocation.
   *
   * @param out at least {@link Greek#COUNT} long
   * @return {@link PricingStatus#OK}, {@link PricingStatus#EXPIRED} or {@link
   *     PricingStatus#BAD_INPUT}; zeros are written unless OK
   */
  public PricingStatus greeksInto(
      boolean call,
      double underlying,
      double strike,
      double years,
      double rate,
      double yield,
      double volatility,
      double[] out) {
    return evaluate(call, underlying, strike, years, rate, yield, volatility, false, out);
  }

  /**
   * Prices and Greeks of many options. A bad row gets its status and zeros; the others are not
   * affected.
   *
   * @param mask bits of {@link Greek#bit()}; with {@code PRICE} alone no Greek is computed
   * @param out columns in the order of {@link Greek}; only those in the mask may not be null
   * @param status a {@link PricingStatus#code()} per row
   * @return rows that are OK
   */
  public int batch(OptionColumns in, int mask, double[] @Nullable [] out, byte[] status) {
    int n = in.size();
    OptionColumns.length("status", status.length, n);
    OptionColumns.length("out", out.length, Greek.COUNT);
    for (Greek g : Greek.values()) {
      double[] column = out[g.column()];
      if ((mask & g.bit()) != 0) {
        if (column == null) {
          throw new IllegalArgumentException(
              "out: the mask selects " + g + ", whose column is null");
        }
        OptionColumns.length(g.toString(), column.length, n);
      }
    }
    boolean priceOnly = (mask & ~Greek.PRICE.bit()) == 0;
    double[] row = new double[Greek.COUNT];
    int ok = 0;
    for (int i = 0; i < n; i++) {
      PricingStatus s =
          evaluate(
              in.call()[i],
              in.underlying()[i],
              in.strike()[i],
              in.years()[i],
              in.rate()[i],
              in.yield()[i],
              in.volatility()[i],
              priceOnly,
              row);
      status[i] = s.code();
      ok += s == PricingStatus.OK ? 1 : 0;
      for (int left = mask; left != 0; left &= left - 1) {
        int g = Integer.numberOfTrailingZeros(left);
        double[] column = out[g];
        if (column != null) {
          column[i] = row[g];
        }
      }
    }
    return ok;
  }

  private PricingStatus evaluate(
      boolean call,
      double u,
      double k,
      double t,
      double r,
      double q,
      double sigma,
      boolean priceOnly,
      double[] out) {
    PricingStatus status = classify(u, k, t, r, q, sigma);
    if (status != PricingStatus.OK) {
      Arrays.fill(out, 0);
      return status;
    }
    if (kind == Kind.NORMAL) {
      if (sigma == 0 || t == 0) {
        EuropeanKernel.normalDegenerate(call, u, k, t, r, out);
      } else {
        EuropeanKernel.normal(call, u, k, t, r, sigma, priceOnly, out);
      }
      return finite(out, priceOnly);
    }
    double a = u + shift;
    double b = k + shift;
    double carry = kind == Kind.SPOT ? q : r;
    if (sigma * Math.sqrt(t) < 1e-150 || a == 0 || b == 0) {
      EuropeanKernel.degenerate(call, a, b, t, r, carry, out);
    } else {
      EuropeanKernel.lognormal(call, a, b, t, r, carry, sigma, priceOnly, out);
    }
    if (kind == Kind.FORWARD && !priceOnly) {
      EuropeanKernel.toForward(t, out);
      out[18] = out[0] > 0 ? out[1] * u / out[0] : 0;
    }
    return finite(out, priceOnly);
  }

  /** An overflow, as of a speed at S = 1e-200, is no value. */
  private static PricingStatus finite(double[] out, boolean priceOnly) {
    double sum = out[0];
    if (!priceOnly) {
      for (int g = 1; g < Greek.COUNT; g++) {
        sum += 0 * out[g];
      }
    }
    if (Double.isFinite(sum)) {
      return PricingStatus.OK;
    }
    Arrays.fill(out, 0);
    return PricingStatus.BAD_INPUT;
  }

  private PricingStatus classify(double u, double k, double t, double r, double q, double sigma) {
    double all = u + k + t + r + sigma + (kind == Kind.SPOT ? q : 0);
    if (!Double.isFinite(all) || !(sigma >= 0)) {
      return PricingStatus.BAD_INPUT;
    }
    if (kind != Kind.NORMAL && !(u + shift >= 0 && k + shift >= 0)) {
      return PricingStatus.BAD_INPUT;
    }
    return t < 0 ? PricingStatus.EXPIRED : PricingStatus.OK;
  }

  private static void check(
      PricingStatus status, double u, double k, double t, double r, double q, double sigma) {
    if (status != PricingStatus.OK) {
      throw new InvalidDataException(
          "option: "
              + status
              + ", got underlying "
              + u
              + ", strike "
              + k
              + ", years "
              + t
              + ", rate "
              + r
              + ", yield "
              + q
              + ", volatility "
              + sigma);
    }
  }
}
