// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** The columns of a result; written by the simulation, then never again. */
final class ResultColumns {
  final long[] times;
  final double[] equity;
  final double[] net;
  final double[] gross;
  final double[] turnover;
  private int size;

  ResultColumns(int capacity) {
    times = new long[capacity];
    equity = new double[capacity];
    net = new double[capacity];
    gross = new double[capacity];
    turnover = new double[capacity];
  }

  static ResultColumns ofEquity(List<Instant> times, double[] equity) {
    ResultColumns columns = new ResultColumns(equity.length);
    for (int i = 0; i < equity.length; i++) {
      long t = Nanos.of(times.get(i));
      if (i > 0 && t <= columns.times[i - 1]) {
        throw new IllegalArgumentException(
            "times: must be strictly increasing, got " + times.get(i) + " at " + i);
      }
      if (!(Math.abs(equity[i]) < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "equity: must be finite, got " + equity[i] + " at " + times.get(i));
      }
      columns.add(t, equity[i], 0, 0, 0);
    }
    return columns;
  }

  /** Appends a moment; exposures come as market values. */
  void add(long time, double equityNow, double netValue, double grossValue, double turned) {
    times[size] = time;
    equity[size] = equityNow;
    net[size] = equityNow > 0 ? netValue / equityNow : 0;
    gross[size] = equityNow > 0 ? grossValue / equityNow : 0;
    turnover[size] = turned;
    size++;
  }

  int size() {
    return size;
  }

  Instant time(int i) {
    if (i >= size) {
      throw new IndexOutOfBoundsException("moment " + i + " of a result of " + size);
    }
    return Nanos.toInstant(times[i]);
  }

  double[] copy(double[] column) {
    return Arrays.copyOf(column, size);
  }
}
