// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.FactorReturns;
import java.util.Arrays;

/**
 * Returns of an instrument over the periods of factor rows.
 *
 * <p>A factor row that became known at k describes the period that the last bar closed at or before
 * k ends. Where rows come more often than bars they are compounded; where bars come more often,
 * their returns are. Rows before the first bar are left out. Rows that became known after the last
 * bar are not looked at.
 *
 * @param returns simple returns of the instrument, one per period
 * @param factors {@code [factor][period]} simple returns
 * @param bars bars the periods span together
 */
record MatchedReturns(double[] returns, double[][] factors, int bars) {

  /**
   * Matches the last periods.
   *
   * @param most periods at most
   */
  static MatchedReturns of(BarSeries series, FactorReturns given, int most) {
    FactorReturns rows = given.until(series.time(series.size() - 1));
    int k = rows.names().size();
    int[] ends = new int[most + 1];
    double[][] growth = new double[k][most + 1];
    int n = 0;
    // Backwards from the newest row; slot 0 is the newest period.
    for (int r = rows.size() - 1; r >= 0; r--) {
      int bar = series.countUntil(rows.known(r)) - 1;
      if (bar < 0) {
        break;
      }
      if (n == 0 || bar < ends[n - 1]) {
        if (n == most + 1) {
          break;
        }
        ends[n] = bar;
        for (int j = 0; j < k; j++) {
          growth[j][n] = 1;
        }
        n++;
      }
      for (int j = 0; j < k; j++) {
        growth[j][n - 1] *= 1 + rows.value(j, r);
      }
    }
    int periods = Math.max(0, n - 1);
    double[] y = new double[periods];
    double[][] x = new double[k][periods];
    for (int p = 0; p < periods; p++) {
      int slot = periods - 1 - p;
      y[p] = series.close(ends[slot]) / series.close(ends[slot + 1]) - 1;
      for (int j = 0; j < k; j++) {
        x[j][p] = growth[j][slot] - 1;
      }
    }
    int bars = n == 0 ? 0 : ends[0] - ends[n - 1];
    return new MatchedReturns(y, x, bars);
  }

  int periods() {
    return returns.length;
  }

  /** The newest periods. */
  MatchedReturns last(int n) {
    int from = Math.max(0, periods() - n);
    double[][] x = new double[factors.length][];
    for (int j = 0; j < x.length; j++) {
      x[j] = Arrays.copyOfRange(factors[j], from, periods());
    }
    return new MatchedReturns(Arrays.copyOfRange(returns, from, periods()), x, bars);
  }
}
