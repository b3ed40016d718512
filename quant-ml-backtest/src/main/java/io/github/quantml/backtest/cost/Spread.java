// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.cost;

/**
 * Bid-ask spread as a fraction of the price. Orders that take liquidity pay it.
 *
 * @param fraction whole spread over mid price, in [0, 1)
 * @param rule when it is paid
 */
public record Spread(double fraction, Rule rule) {
  /** When the spread is paid. */
  public enum Rule {
    /** Half at every fill: bars are mid prices. */
    HALF_AT_EVERY_FILL,
    /** All of it when a position is opened, nothing when it is closed, resting orders included. */
    WHOLE_AT_ENTRY
  }

  /** No spread. */
  public static final Spread NONE = new Spread(0, Rule.HALF_AT_EVERY_FILL);

  public Spread {
    if (!(fraction >= 0 && fraction < 1)) {
      throw new IllegalArgumentException("spread: must lie in [0, 1), got " + fraction);
    }
  }

  /** Half of it at every fill. */
  public static Spread of(double fraction) {
    return new Spread(fraction, Rule.HALF_AT_EVERY_FILL);
  }
}
