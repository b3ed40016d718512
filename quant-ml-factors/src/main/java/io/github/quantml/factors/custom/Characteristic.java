// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.custom;

/**
 * A number per stock to sort by. A new factor is one small class that implements this.
 *
 * <p>For example momentum: {@code lag} 1 leaves out the month just ended, and {@code value}
 * compounds the eleven returns before.
 */
public interface Characteristic {
  /** Short name of the factor. */
  String name();

  /**
   * Periods between the period a value describes and the moment it is public: 0 for prices, six
   * months for annual accounts.
   */
  int lag();

  /**
   * The value as of the last period of a view, which ends {@link #lag} periods before the
   * portfolios are formed; NaN leaves the stock out.
   *
   * @param known what was public, at least one period
   * @param stock index
   */
  double value(StockPanel known, int stock);

  /** The market value at formation, by which the first sort of Fama and French goes. */
  static Characteristic size() {
    return field("size", 0, StockPanel::marketValue);
  }

  /** A field of the panel, public {@code lag} periods after the period it describes. */
  static Characteristic field(String field, int lag) {
    return field(field, lag, (panel, stock, t) -> panel.field(field, stock, t));
  }

  /** Compounded returns of the periods {@code skip} + 1 … {@code lookback} before formation. */
  static Characteristic momentum(int lookback, int skip) {
    return new Momentum(lookback, skip);
  }

  private static Characteristic field(String name, int lag, LastOf last) {
    return new Characteristic() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public int lag() {
        return lag;
      }

      @Override
      public double value(StockPanel known, int stock) {
        return last.at(known, stock, known.size() - 1);
      }
    };
  }

  /** Reads a figure of a period. */
  @FunctionalInterface
  interface LastOf {
    /** The figure of a stock in period t. */
    double at(StockPanel panel, int stock, int t);
  }
}
