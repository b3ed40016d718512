// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.european;

/**
 * Units for display: the core computes per 1.00 of volatility and rate and per year.
 *
 * @param volatility size of one unit of volatility, 0.01 for a point
 * @param rate size of one unit of a rate, 0.01 for a percentage point, 0.0001 for a basis point
 * @param years size of one unit of time in years, 1/365 for a calendar day
 */
public record GreekUnits(double volatility, double rate, double years) {
  public GreekUnits {
    positive("volatility", volatility);
    positive("rate", rate);
    positive("years", years);
  }

  private static void positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + ": must be positive and finite, got " + value);
    }
  }

  /** What the core computes in. */
  public static GreekUnits raw() {
    return new GreekUnits(1, 1, 1);
  }

  /** Per volatility point, per percentage point, per calendar day of 365. */
  public static GreekUnits perPointAndDay() {
    return new GreekUnits(0.01, 0.01, 1.0 / 365);
  }

  /** Per volatility point, per percentage point, per trading day of 252. */
  public static GreekUnits perPointAndTradingDay() {
    return new GreekUnits(0.01, 0.01, 1.0 / 252);
  }

  /** The factor from raw units to these. */
  public double factor(Greek greek) {
    return switch (greek) {
      case VEGA, VANNA, ZOMMA -> volatility;
      case VOMMA -> volatility * volatility;
      case ULTIMA -> volatility * volatility * volatility;
      case THETA, CHARM, COLOR -> years;
      case VETA -> volatility * years;
      case RHO, PHI -> rate;
      case VERA -> volatility * rate;
      default -> 1;
    };
  }

  /** Greeks in raw units, converted to these. */
  public Greeks from(Greeks raw) {
    double[] g = raw.toArray();
    for (Greek greek : Greek.values()) {
      g[greek.column()] *= factor(greek);
    }
    return Greeks.from(g);
  }
}
