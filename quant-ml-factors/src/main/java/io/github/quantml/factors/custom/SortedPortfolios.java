// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.custom;

import io.github.quantml.factors.data.Basis;
import io.github.quantml.factors.data.ReturnTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The portfolios of a sort and the factors they make; the first period is the first that was held.
 * Immutable.
 */
public final class SortedPortfolios {
  private final String first;
  private final String second;
  private final int rows;
  private final int columns;
  private final StockPanel panel;
  private final double[][] returns;
  private final int[][] counts;
  private final List<String> warnings;
  private final int start;

  SortedPortfolios(
      String first,
      String second,
      int rows,
      int columns,
      StockPanel panel,
      double[][] returns,
      int[][] counts,
      List<String> warnings) {
    this.first = first;
    this.second = second;
    this.rows = rows;
    this.columns = columns;
    this.panel = panel;
    this.returns = returns;
    this.counts = counts;
    this.warnings = List.copyOf(warnings);
    int t = 0;
    while (t < panel.size() && !anyHeld(t)) {
      t++;
    }
    this.start = t;
  }

  private boolean anyHeld(int t) {
    for (int[] count : counts) {
      if (count[t] > 0) {
        return true;
      }
    }
    return false;
  }

  /** Empty buckets, stocks that left without a return, formations without reference stocks. */
  public List<String> warnings() {
    return warnings;
  }

  /** Raw returns of all portfolios, the second sort varying fastest; NaN where one is empty. */
  public ReturnTable portfolios() {
    List<String> names = new ArrayList<>();
    double[][] x = new double[returns.length][];
    for (int b = 0; b < x.length; b++) {
      names.add(first + (b / columns + 1) + "/" + second + (b % columns + 1));
      x[b] = Arrays.copyOfRange(returns[b], start, panel.size());
    }
    return ReturnTable.of(names, dates(), x, Basis.RAW);
  }

  private List<LocalDate> dates() {
    List<LocalDate> out = new ArrayList<>();
    for (int t = start; t < panel.size(); t++) {
      out.add(panel.date(t));
    }
    return out;
  }

  /** Number of stocks in a portfolio in a period of {@link #portfolios()}. */
  public int count(int row, int column, int t) {
    return counts[row * columns + column][start + t];
  }

  /**
   * The factor of the second characteristic: the mean of the highest portfolios of every first
   * group less that of the lowest; HML for book-to-market in a 2×3 sort. It costs nothing, so no
   * risk-free rate is in it.
   */
  public ReturnTable factor() {
    double[] x = new double[panel.size() - start];
    for (int t = 0; t < x.length; t++) {
      for (int a = 0; a < rows; a++) {
        x[t] +=
            (returns[a * columns + columns - 1][start + t] - returns[a * columns][start + t])
                / rows;
      }
    }
    return ReturnTable.of(List.of(second), dates(), new double[][] {x}, Basis.EXCESS);
  }

  /**
   * The factor of the first characteristic, low less high: the mean of the lowest portfolios of
   * every second group less that of the highest; SMB for size.
   */
  public ReturnTable firstFactor() {
    double[] x = new double[panel.size() - start];
    for (int t = 0; t < x.length; t++) {
      for (int b = 0; b < columns; b++) {
        x[t] += (returns[b][start + t] - returns[(rows - 1) * columns + b][start + t]) / columns;
      }
    }
    return ReturnTable.of(List.of(first), dates(), new double[][] {x}, Basis.EXCESS);
  }
}
