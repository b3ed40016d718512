// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Returns by calendar month (UTC).
 *
 * @param byYear twelve returns per year, NaN for months without a moment
 */
record Months(Map<Integer, double[]> byYear) {
  /** A moment belongs to the month in which its bar ends, midnight to the month that ends there. */
  static Months of(long[] timeNanos, double[] equity) {
    Map<Integer, double[]> out = new TreeMap<>();
    double start = equity.length == 0 ? 1 : equity[0];
    for (int i = 0; i < equity.length; i++) {
      ZonedDateTime day = day(timeNanos[i]);
      boolean last =
          i == equity.length - 1
              || day(timeNanos[i + 1]).getMonthValue() != day.getMonthValue()
              || day(timeNanos[i + 1]).getYear() != day.getYear();
      if (last) {
        double[] months =
            out.computeIfAbsent(
                day.getYear(),
                y -> {
                  double[] none = new double[12];
                  Arrays.fill(none, Double.NaN);
                  return none;
                });
        months[day.getMonthValue() - 1] = start > 0 ? equity[i] / start - 1 : 0;
        start = equity[i];
      }
    }
    return new Months(out);
  }

  private static ZonedDateTime day(long nanos) {
    return Instant.EPOCH.plusNanos(nanos - 1).atZone(ZoneOffset.UTC);
  }

  /** The compounded return of a year's months. */
  static double year(double[] months) {
    double growth = 1;
    for (double m : months) {
      growth *= Double.isNaN(m) ? 1 : 1 + m;
    }
    return growth - 1;
  }
}
