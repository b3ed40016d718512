// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import java.time.Instant;

/**
 * Something that happens to the holders of an asset whose bars are not adjusted for it.
 *
 * <p>Splits and dividends take effect before the first bar that closes after {@code time}; a
 * delisting at the first close of any bar at or after it.
 */
public sealed interface CorporateAction {
  String symbol();

  Instant time();

  /**
   * A split: every unit becomes {@code ratio} units; resting orders are adjusted.
   *
   * @param ratio new units per old unit, positive; 0.1 is a reverse split one for ten
   */
  record Split(String symbol, Instant time, double ratio) implements CorporateAction {
    public Split {
      positive(symbol, "split ratio", ratio);
    }
  }

  /**
   * A cash dividend; short positions pay it.
   *
   * @param amount cash per unit, positive
   */
  record Dividend(String symbol, Instant time, double amount) implements CorporateAction {
    public Dividend {
      positive(symbol, "dividend", amount);
    }
  }

  /**
   * The end of an asset: positions are settled at the last close times 1 + {@code finalReturn}.
   *
   * @param finalReturn simple return of the holders after the last close, at least −1
   */
  record Delisting(String symbol, Instant time, double finalReturn) implements CorporateAction {
    public Delisting {
      if (!(finalReturn >= -1 && finalReturn < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            symbol + ": delisting return must be finite and at least -1, got " + finalReturn);
      }
    }
  }

  private static void positive(String symbol, String what, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          symbol + ": " + what + " must be finite and positive, got " + value);
    }
  }
}
