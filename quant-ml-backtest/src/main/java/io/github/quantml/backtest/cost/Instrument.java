// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.cost;

/**
 * What one unit of an asset is.
 *
 * @param multiplier cash value of one price unit of one unit; 1 for shares
 * @param lot smallest tradable number of units, at least 0; 0 for no granularity
 * @param initialMargin cash that one unit binds, NaN to use the fractions of {@link Margin}
 * @param maintenanceMargin cash that one unit needs to be kept, NaN likewise
 */
public record Instrument(
    double multiplier, double lot, double initialMargin, double maintenanceMargin) {
  /** Whole shares. */
  public static final Instrument SHARE = new Instrument(1, 1, Double.NaN, Double.NaN);

  /** Anything that is traded in arbitrary fractions. */
  public static final Instrument FRACTIONAL = new Instrument(1, 0, Double.NaN, Double.NaN);

  public Instrument {
    if (!(multiplier > 0 && multiplier < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "instrument: multiplier must be finite and positive, got " + multiplier);
    }
    if (!(lot >= 0 && lot < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "instrument: lot must be finite and at least 0, got " + lot);
    }
    if (Double.isNaN(initialMargin) != Double.isNaN(maintenanceMargin)) {
      throw new IllegalArgumentException("instrument: both margins or none");
    }
    if (!Double.isNaN(initialMargin)
        && !(maintenanceMargin >= 0
            && maintenanceMargin <= initialMargin
            && initialMargin < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "instrument: margins must satisfy 0 <= maintenance <= initial, got "
              + maintenanceMargin
              + " and "
              + initialMargin);
    }
  }

  /** A futures contract with margins in cash per contract. */
  public static Instrument future(double multiplier, double initial, double maintenance) {
    return new Instrument(multiplier, 1, initial, maintenance);
  }
}
