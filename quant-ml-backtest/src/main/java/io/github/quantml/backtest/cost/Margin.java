// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.cost;

/**
 * How much equity positions bind, as fractions of their gross market value.
 *
 * @param initial needed to open, in (0, 1]; 1 buys for cash only, 0.5 allows twice the equity
 * @param maintenance needed to keep, in [0, initial]; below it every position is liquidated at the
 *     next bar of its asset
 */
public record Margin(double initial, double maintenance) {
  /** No borrowed money; short positions bind their whole value. */
  public static final Margin CASH = new Margin(1, 0.25);

  /** Half to open, a quarter to keep (FINRA Rule 4210 and Regulation T for long stocks). */
  public static final Margin REGULATION_T = new Margin(0.5, 0.25);

  public Margin {
    if (!(initial > 0 && initial <= 1)) {
      throw new IllegalArgumentException("margin: initial must lie in (0, 1], got " + initial);
    }
    if (!(maintenance >= 0 && maintenance <= initial)) {
      throw new IllegalArgumentException(
          "margin: maintenance must lie in [0, initial " + initial + "], got " + maintenance);
    }
  }
}
