// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import io.github.quantml.api.OptionQuote;
import io.github.quantml.math.distribution.StandardNormal;
import org.apache.commons.math3.util.FastMath;

/**
 * Prices of European options on an asset without dividends.
 *
 * <p>Source: Black, Scholes (1973), The pricing of options and corporate liabilities, equation 13.
 */
final class BlackScholes {
  private BlackScholes() {}

  /** All of {@code spot, strike, years, volatility} positive. */
  static double price(
      OptionQuote.Type type,
      double spot,
      double strike,
      double years,
      double rate,
      double volatility) {
    double present = strike * FastMath.exp(-rate * years);
    double deviation = volatility * Math.sqrt(years);
    double d1 = FastMath.log(spot / present) / deviation + 0.5 * deviation;
    double d2 = d1 - deviation;
    double price =
        type == OptionQuote.Type.CALL
            ? spot * StandardNormal.cdf(d1) - present * StandardNormal.cdf(d2)
            : present * StandardNormal.cdf(-d2) - spot * StandardNormal.cdf(-d1);
    return Math.max(0, price);
  }
}
