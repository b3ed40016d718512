// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.InvalidDataException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Bars from named columns, for hosts that hold a table rather than a file. */
public final class ColumnBars {
  private static final List<String> NEEDED = List.of("open", "high", "low", "close", "volume");

  private ColumnBars() {}

  /**
   * Makes a series of columns named open, high, low, close and volume, in any case; others are
   * ignored.
   *
   * @param times closes of the bars, strictly increasing
   * @throws InvalidDataException naming the columns that are missing, or of another length than the
   *     times, or the row, column, value and rule that a bar breaks
   */
  public static BarSeries of(
      String symbol, Duration interval, List<Instant> times, Map<String, double[]> columns) {
    Map<String, double[]> byName = new TreeMap<>();
    columns.forEach((name, values) -> byName.put(name.toLowerCase(Locale.ROOT), values));
    List<String> missing = new ArrayList<>(NEEDED);
    missing.removeAll(byName.keySet());
    if (!missing.isEmpty()) {
      throw new InvalidDataException(
          symbol
              + ": columns "
              + missing
              + " are missing; the columns are "
              + new TreeMap<>(columns).keySet());
    }
    double[][] needed = new double[NEEDED.size()][];
    for (int c = 0; c < needed.length; c++) {
      needed[c] = byName.getOrDefault(NEEDED.get(c), new double[0]);
      if (needed[c].length != times.size()) {
        throw new InvalidDataException(
            symbol
                + ": column "
                + NEEDED.get(c)
                + " has "
                + needed[c].length
                + " rows for "
                + times.size()
                + " times");
      }
    }
    BarSeriesBuilder builder = BarSeries.builder(symbol, interval);
    for (int i = 0; i < times.size(); i++) {
      builder.add(
          times.get(i), needed[0][i], needed[1][i], needed[2][i], needed[3][i], needed[4][i]);
    }
    return builder.build();
  }
}
