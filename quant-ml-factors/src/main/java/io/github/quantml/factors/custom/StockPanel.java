// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.custom;

import io.github.quantml.api.InvalidDataException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Returns, market values and fields of many stocks, period by period.
 *
 * <p>Immutable; {@link #until} is a view that ends earlier, so that what is computed from it cannot
 * know the future.
 */
public final class StockPanel {
  private final List<String> stocks;
  private final List<LocalDate> dates;
  private final double[][] returns;
  private final double[][] values;
  private final Map<String, double[][]> fields;
  private final int size;

  private StockPanel(
      List<String> stocks,
      List<LocalDate> dates,
      double[][] returns,
      double[][] values,
      Map<String, double[][]> fields,
      int size) {
    this.stocks = stocks;
    this.dates = dates;
    this.returns = returns;
    this.values = values;
    this.fields = fields;
    this.size = size;
  }

  /**
   * Copies and checks the panel.
   *
   * @param stocks names
   * @param dates ends of periods, strictly increasing
   * @param returns {@code [stock][period]} raw simple returns, at least −1, NaN when not listed
   * @param marketValues {@code [stock][period]} at the end of the period, positive or NaN
   * @param fields further figures by name, {@code [stock][period]} of the period they describe, not
   *     of the one they were published in; NaN where absent
   */
  public static StockPanel of(
      List<String> stocks,
      List<LocalDate> dates,
      double[][] returns,
      double[][] marketValues,
      Map<String, double[][]> fields) {
    for (int t = 1; t < dates.size(); t++) {
      if (!dates.get(t).isAfter(dates.get(t - 1))) {
        throw new InvalidDataException(
            "stock panel: date " + dates.get(t) + " is not after " + dates.get(t - 1));
      }
    }
    Map<String, double[][]> copies = new TreeMap<>();
    fields.forEach(
        (name, x) -> copies.put(name, copy(name, stocks, dates, x, Double.NEGATIVE_INFINITY)));
    return new StockPanel(
        List.copyOf(stocks),
        List.copyOf(dates),
        copy("return", stocks, dates, returns, -1),
        copy("market value", stocks, dates, marketValues, Double.MIN_VALUE),
        copies,
        dates.size());
  }

  private static double[][] copy(
      String what, List<String> stocks, List<LocalDate> dates, double[][] x, double least) {
    if (x.length != stocks.size()) {
      throw new InvalidDataException(
          "stock panel: " + x.length + " rows of " + what + " for " + stocks.size() + " stocks");
    }
    double[][] out = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      if (x[i].length != dates.size()) {
        throw new InvalidDataException(
            stocks.get(i)
                + ": "
                + x[i].length
                + " of "
                + what
                + " for "
                + dates.size()
                + " periods");
      }
      out[i] = x[i].clone();
      for (int t = 0; t < out[i].length; t++) {
        if (out[i][t] < least || Double.isInfinite(out[i][t])) {
          throw new InvalidDataException(
              stocks.get(i) + ", " + dates.get(t) + ": " + what + " out of range: " + out[i][t]);
        }
      }
    }
    return out;
  }

  /** Names of the stocks. */
  public List<String> stocks() {
    return stocks;
  }

  /** Number of periods in view. */
  public int size() {
    return size;
  }

  /** End of a period. */
  public LocalDate date(int t) {
    return dates.get(checked(t));
  }

  /** Raw simple return of a stock in a period; NaN when not listed. */
  public double simpleReturn(int stock, int t) {
    return returns[stock][checked(t)];
  }

  /** Market value of a stock at the end of a period; NaN when absent. */
  public double marketValue(int stock, int t) {
    return values[stock][checked(t)];
  }

  /** A figure that describes a period; NaN when absent. */
  public double field(String name, int stock, int t) {
    double[][] x = fields.get(name);
    if (x == null) {
      throw new InvalidDataException(
          "stock panel: no field " + name + ", there are " + fields.keySet());
    }
    return x[stock][checked(t)];
  }

  private int checked(int t) {
    if (t < 0 || t >= size) {
      throw new IndexOutOfBoundsException("stock panel: period " + t + " of " + size);
    }
    return t;
  }

  /** The first n periods: a view. */
  public StockPanel until(int n) {
    if (n < 0 || n > size) {
      throw new IndexOutOfBoundsException("stock panel: " + n + " periods of " + size);
    }
    return new StockPanel(stocks, dates, returns, values, fields, n);
  }
}
