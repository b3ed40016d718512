// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.cost;

/**
 * Simple annual rates, accrued between bars by calendar time (actual/365).
 *
 * @param borrow on the market value of short positions
 * @param debit on negative cash
 * @param credit earned on positive cash
 */
public record Interest(double borrow, double debit, double credit) {
  public static final Interest NONE = new Interest(0, 0, 0);

  public Interest {
    check("borrow", borrow);
    check("debit", debit);
    check("credit", credit);
  }

  private static void check(String name, double rate) {
    if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "interest: " + name + " must be finite and at least 0, got " + rate);
    }
  }

  public boolean isNone() {
    return borrow == 0 && debit == 0 && credit == 0;
  }
}
