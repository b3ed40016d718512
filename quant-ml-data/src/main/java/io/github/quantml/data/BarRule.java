// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import java.time.Duration;

/**
 * When a bar made of trades closes.
 *
 * <p>Source for tick, volume and dollar bars: López de Prado (2018), Advances in financial machine
 * learning, section 2.3.1: a bar closes with the trade that brings its count, volume or value to
 * the threshold, and takes that trade whole.
 */
public sealed interface BarRule {

  /** What becomes of intervals without a trade. */
  enum EmptyIntervals {
    /** They give no bar. */
    SKIP,
    /** They give a bar of volume 0 at the last price. */
    CARRY_FORWARD
  }

  /**
   * Bars [e − interval, e) that close at e, a multiple of the interval since 1970-01-01T00:00Z.
   *
   * @param interval positive
   */
  record Time(Duration interval, EmptyIntervals empty) implements BarRule {
    public Time {
      Nanos.positive("interval", interval);
    }
  }

  /**
   * Bars of so many trades.
   *
   * @param trades at least 1
   */
  record Ticks(int trades) implements BarRule {
    public Ticks {
      if (trades < 1) {
        throw new IllegalArgumentException("trades: must be at least 1, got " + trades);
      }
    }
  }

  /**
   * Bars of at least this amount traded.
   *
   * @param amount finite and positive
   */
  record Volume(double amount) implements BarRule {
    public Volume {
      requirePositive("amount", amount);
    }
  }

  /**
   * Bars of at least this value traded: Σ price · amount.
   *
   * @param value finite and positive
   */
  record Dollars(double value) implements BarRule {
    public Dollars {
      requirePositive("value", value);
    }
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + ": must be finite and positive, got " + value);
    }
  }

  /** Bars of equal length in time; intervals without a trade give no bar. */
  static BarRule time(Duration interval) {
    return new Time(interval, EmptyIntervals.SKIP);
  }

  /** Bars of equal length in time; intervals without a trade repeat the last price. */
  static BarRule timeCarryingForward(Duration interval) {
    return new Time(interval, EmptyIntervals.CARRY_FORWARD);
  }

  static BarRule ticks(int trades) {
    return new Ticks(trades);
  }

  static BarRule volume(double amount) {
    return new Volume(amount);
  }

  static BarRule dollars(double value) {
    return new Dollars(value);
  }
}
