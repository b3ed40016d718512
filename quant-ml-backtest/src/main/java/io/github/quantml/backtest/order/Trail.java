// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.order;

/**
 * Distance of a trailing stop from the best price since it was placed.
 *
 * <p>The stop moves at closes of bars, with the high (low) of the bar that just closed, and never
 * backwards.
 *
 * @param kind unit of {@code value}
 * @param value the distance, positive
 * @param window number of bars of the average true range; 0 for the other kinds
 */
public record Trail(Kind kind, double value, int window) {
  /** Units of the distance. */
  public enum Kind {
    /** Price units. */
    ABSOLUTE,
    /** Fraction of the best price. */
    FRACTION,
    /** Multiple of Wilder's average true range of the bars that have closed. */
    ATR
  }

  public Trail {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("trail: must be finite and positive, got " + value);
    }
    if (kind == Kind.FRACTION && value >= 1) {
      throw new IllegalArgumentException("trail: fraction must be below 1, got " + value);
    }
    if (kind == Kind.ATR ? window < 1 : window != 0) {
      throw new IllegalArgumentException("trail: window of " + kind + " cannot be " + window);
    }
  }

  public static Trail absolute(double distance) {
    return new Trail(Kind.ABSOLUTE, distance, 0);
  }

  /** A fraction of the best price: 0.05 is five per cent. */
  public static Trail fraction(double fraction) {
    return new Trail(Kind.FRACTION, fraction, 0);
  }

  public static Trail atr(int window, double multiple) {
    return new Trail(Kind.ATR, multiple, window);
  }
}
