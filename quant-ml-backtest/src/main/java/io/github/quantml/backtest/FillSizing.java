// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

/** How orders that name a fraction of the available funds turn it into units when they fill. */
public enum FillSizing {
  /** The largest position whose margin and costs the fraction pays for, in fractions of a lot. */
  AFFORDABLE,
  /**
   * ⌊funds · fraction / margin rate / (executed price + commission(fraction) / fraction)⌋ lots,
   * with the commission of a fill of {@code fraction} units; for parity with backtesting.py.
   */
  UNIT_PRICE
}
