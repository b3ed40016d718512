// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.sizing;

import io.github.quantml.api.BarSeries;

/** A sizing that can say what it is. */
record NamedSizing(String describe, Sizing rule) implements Sizing {
  @Override
  public double units(Conviction conviction, BarSeries history, double equity, double unitValue) {
    return rule.units(conviction, history, equity, unitValue);
  }

  @Override
  public String toString() {
    return describe;
  }
}
