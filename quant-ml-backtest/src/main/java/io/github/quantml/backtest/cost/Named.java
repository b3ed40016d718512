// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.cost;

/** A commission that can say what it is. */
record Named(String describe, boolean isMonthly, Commission rule) implements Commission {
  static final Named NONE = new Named("no commission", false, (u, p, m, maker, month) -> 0);

  @Override
  public double of(double units, double price, double multiplier, boolean maker, double month) {
    return rule.of(units, price, multiplier, maker, month);
  }

  @Override
  public String toString() {
    return describe;
  }
}
