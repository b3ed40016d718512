// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** The columns of a result; written by the simulation, then never again. */
final class ResultColumns {
  long[] times;
  double[] equity;
  double[] net;
  double[] gross;
  double[] turnover;
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
    if (size == times.length) {
      grow();
    }
    times[size++] = time;
    setLast(equityNow, netValue, grossValue, turned);
  }

  /** Writes the last moment anew, after fills at its close. */
  void setLast(double equityNow, double netValue, double grossValue, double turned) {
    int i = size - 1;
    equity[i] = equityNow;
    net[i] = equityNow > 0 ? netValue / equityNow : 0;
    gross[i] = equityNow > 0 ? grossValue / equityNow : 0;
    turnover[i] = turned;
  }

  private void grow() {
    int n = Math.max(16, 2 * size);
    times = Arrays.copyOf(times, n);
    equity = Arrays.copyOf(equity, n);
    net = Arrays.copyOf(net, n);
    gross = Arrays.copyOf(gross, n);
    turnover = Arrays.copyOf(turnover, n);
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
