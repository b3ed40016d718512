// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.factors;

import io.github.quantml.benchmarks.SyntheticSeries;
import io.github.quantml.factors.data.Basis;
import io.github.quantml.factors.data.ReturnTable;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Monthly returns of assets that load on three factors.
 *
 * @param assets excess returns
 * @param factors of the set FF3
 */
record Panel(ReturnTable assets, ReturnTable factors) {
  static Panel of(int count, int months) {
    double[][] f = new double[3][];
    for (int j = 0; j < 3; j++) {
      f[j] = SyntheticSeries.gaussian(months, 10_000_000 + j);
      for (int t = 0; t < months; t++) {
        f[j][t] = 0.004 + 0.03 * f[j][t];
      }
    }
    double[][] y = new double[count][];
    for (int i = 0; i < count; i++) {
      y[i] = SyntheticSeries.gaussian(months, i);
      for (int t = 0; t < months; t++) {
        y[i][t] =
            0.06 * y[i][t]
                + (0.5 + i % 11 / 10.0) * f[0][t]
                + (i % 7 / 7.0 - 0.3) * f[1][t]
                + (i % 5 / 5.0 - 0.5) * f[2][t];
      }
    }
    var dates =
        IntStream.range(0, months)
            .mapToObj(t -> YearMonth.of(1960, 1).plusMonths(t).atEndOfMonth())
            .toList();
    return new Panel(
        ReturnTable.of(
            IntStream.range(0, count).mapToObj(i -> "A" + i).toList(), dates, y, Basis.EXCESS),
        ReturnTable.of(List.of("Mkt-RF", "SMB", "HML"), dates, f, Basis.EXCESS));
  }

  /** A table row by row. */
  static double[] flat(ReturnTable table) {
    double[] out = new double[table.size() * table.width()];
    for (int t = 0; t < table.size(); t++) {
      for (int c = 0; c < table.width(); c++) {
        out[t * table.width() + c] = table.value(c, t);
      }
    }
    return out;
  }
}
