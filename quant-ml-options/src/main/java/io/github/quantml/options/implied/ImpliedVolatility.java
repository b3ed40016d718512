// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.implied;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.options.PricingStatus;
import io.github.quantml.options.internal.Exponential;
import io.github.quantml.options.internal.Mills;
import io.github.quantml.options.internal.NormalisedBlack;

/**
 * Inverts European prices to the volatility of the Black (lognormal) or Bachelier (normal) model.
 *
 * <p>The Black inversion reaches the attainable accuracy: a relative error within four times (1 +
 * |b/(s b′)|) 2⁻⁵³, which is what the last bit of the price does to s. An in-the-money price is
 * first reduced by its intrinsic value; where that costs more than half the digits the row is
 * {@link PricingStatus#LOW_PRECISION}.
 *
 * <p>Bounds are those of the forward: a call lies in (D·max(F − K, 0), D·F), a put in (D·max(K − F,
 * 0), D·K). At the lower bound itself σ is 0 and the status OK. T = 0 has no volatility: {@link
 * PricingStatus#EXPIRED}. Stateless, thread-safe.
 *
 * <p>Source: Jäckel (2015), Let's be rational; Jäckel (2017), Implied normal volatility.
 */
public final class ImpliedVolatility {
  private ImpliedVolatility() {}

  /** A volatility, 0 unless the status {@link PricingStatus#isValue()}. */
  public record Result(double volatility, PricingStatus status) {}

  /**
   * Black volatility.
   *
   * @param call true for a call
   * @param price of the option, in the same units as the forward
   * @param forward positive
   * @param strike positive
   * @param years to expiry
   * @param discount factor to expiry, positive
   */
  public static Result black(
      boolean call, double price, double forward, double strike, double years, double discount) {
    double[] out = new double[1];
    PricingStatus status = black(call, price, forward, strike, years, discount, out, 0);
    return new Result(out[0], status);
  }

  /**
   * Black volatility or an error that names the reason.
   *
   * @throws InvalidDataException unless the status is OK or LOW_PRECISION
   */
  public static double blackStrict(
      boolean call, double price, double forward, double strike, double years, double discount) {
    Result r = black(call, price, forward, strike, years, discount);
    if (!r.status().isValue()) {
      throw refusal(r.status(), call, price, forward, strike, years, discount);
    }
    return r.volatility();
  }

  /**
   * Black volatilities of many options; a bad row gets its status and 0.
   *
   * @return rows with a value
   */
  public static int blackBatch(
      boolean[] call,
      double[] price,
      double[] forward,
      double[] strike,
      double[] years,
      double[] discount,
      double[] out,
      byte[] status) {
    lengths(call.length, price, forward, strike, years, discount, out, status);
    int values = 0;
    for (int i = 0; i < call.length; i++) {
      PricingStatus s =
          black(call[i], price[i], forward[i], strike[i], years[i], discount[i], out, i);
      status[i] = s.code();
      values += s.isValue() ? 1 : 0;
    }
    return values;
  }

  private static PricingStatus black(
      boolean call,
      double price,
      double f,
      double k,
      double years,
      double discount,
      double[] out,
      int at) {
    out[at] = 0;
    double all = price + f + k + years + discount;
    if (!Double.isFinite(all) || !(f > 0 && k > 0 && discount > 0)) {
      return PricingStatus.BAD_INPUT;
    }
    if (!(years > 0)) {
      return PricingStatus.EXPIRED;
    }
    double undiscounted = price / discount;
    double intrinsic = Math.max(call ? f - k : k - f, 0);
    if (!(undiscounted < (call ? f : k))) {
      return PricingStatus.ABOVE_MAXIMUM;
    }
    double time = undiscounted - intrinsic;
    if (time <= 0) {
      return time < 0 ? PricingStatus.BELOW_INTRINSIC : PricingStatus.OK;
    }
    double x = -Math.abs(NormalisedBlack.logMoneyness(f, k));
    double beta = time / Math.sqrt(f) / Math.sqrt(k);
    if (beta < Double.MIN_NORMAL) {
      return PricingStatus.LOW_PRECISION;
    }
    double most = Exponential.exp(0.5 * x);
    if (!(beta < most)) {
      return PricingStatus.ABOVE_MAXIMUM;
    }
    double s = LetsBeRational.totalVolatility(beta, x);
    double sigma = s / Math.sqrt(years);
    if (!(sigma > 0 && sigma < Double.POSITIVE_INFINITY)) {
      return PricingStatus.NOT_CONVERGED;
    }
    out[at] = sigma;
    return time < 0x1p-26 * undiscounted && intrinsic > 0
        ? PricingStatus.LOW_PRECISION
        : PricingStatus.OK;
  }

  /**
   * Bachelier volatility, in units of the underlying per √year; forward and strike may be negative.
   */
  public static Result normal(
      boolean call, double price, double forward, double strike, double years, double discount) {
    double all = price + forward + strike + years + discount;
    if (!Double.isFinite(all) || !(discount > 0)) {
      return new Result(0, PricingStatus.BAD_INPUT);
    }
    if (!(years > 0)) {
      return new Result(0, PricingStatus.EXPIRED);
    }
    double undiscounted = price / discount;
    double gap = Math.abs(forward - strike);
    double intrinsic = Math.max(call ? forward - strike : strike - forward, 0);
    double time = undiscounted - intrinsic;
    if (time <= 0) {
      return new Result(0, time < 0 ? PricingStatus.BELOW_INTRINSIC : PricingStatus.OK);
    }
    double root = Math.sqrt(years);
    double s = gap == 0 ? time * Mills.SQRT_TWO_PI : NormalInversion.totalVolatility(time, gap);
    if (!(s > 0 && s < Double.POSITIVE_INFINITY)) {
      return new Result(0, PricingStatus.NOT_CONVERGED);
    }
    return new Result(
        s / root,
        time < 0x1p-26 * undiscounted && intrinsic > 0
            ? PricingStatus.LOW_PRECISION
            : PricingStatus.OK);
  }

  /**
   * Bachelier volatilities of many options; a bad row gets its status and 0.
   *
   * @return rows with a value
   */
  public static int normalBatch(
      boolean[] call,
      double[] price,
      double[] forward,
      double[] strike,
      double[] years,
      double[] discount,
      double[] out,
      byte[] status) {
    lengths(call.length, price, forward, strike, years, discount, out, status);
    int values = 0;
    for (int i = 0; i < call.length; i++) {
      Result r = normal(call[i], price[i], forward[i], strike[i], years[i], discount[i]);
      out[i] = r.volatility();
      status[i] = r.status().code();
      values += r.status().isValue() ? 1 : 0;
    }
    return values;
  }

  /**
   * Bachelier volatility or an error that names the reason.
   *
   * @throws InvalidDataException unless the status is OK or LOW_PRECISION
   */
  public static double normalStrict(
      boolean call, double price, double forward, double strike, double years, double discount) {
    Result r = normal(call, price, forward, strike, years, discount);
    if (!r.status().isValue()) {
      throw refusal(r.status(), call, price, forward, strike, years, discount);
    }
    return r.volatility();
  }

  static InvalidDataException refusal(
      PricingStatus status,
      boolean call,
      double price,
      double f,
      double k,
      double years,
      double discount) {
    return new InvalidDataException(
        "implied volatility: "
            + status
            + ", got "
            + (call ? "call" : "put")
            + " price "
            + price
            + ", forward "
            + f
            + ", strike "
            + k
            + ", years "
            + years
            + ", discount "
            + discount);
  }

  private static void lengths(
      int n,
      double[] price,
      double[] forward,
      double[] strike,
      double[] years,
      double[] discount,
      double[] out,
      byte[] status) {
    length("price", price.length, n);
    length("forward", forward.length, n);
    length("strike", strike.length, n);
    length("years", years.length, n);
    length("discount", discount.length, n);
    length("out", out.length, n);
    length("status", status.length, n);
  }

  private static void length(String name, int got, int needed) {
    if (got != needed) {
      throw new IllegalArgumentException(
          name + ": must have " + needed + " rows as the others, got " + got);
    }
  }
}
