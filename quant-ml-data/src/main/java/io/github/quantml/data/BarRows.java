// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.Repair;
import io.github.quantml.api.RepairPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.LongFunction;

/** Rows read from a table, before it is known how far apart they are. */
final class BarRows {
  private final String symbol;
  private final BarLayout layout;
  private final LongFunction<String> rowName;
  private final List<Repair> repairs = new ArrayList<>();
  private final BitSet dates = new BitSet();
  private long[] times = new long[256];
  private long[] lines = new long[256];

  /** Open, high, low, close and volume of row i from 5 i on. */
  private double[] numbers = new double[5 * 256];

  private int size;

  /**
   * Starts empty.
   *
   * @param rowName names the row of a line number
   */
  BarRows(String symbol, BarLayout layout, LongFunction<String> rowName) {
    this.symbol = symbol;
    this.layout = layout;
    this.rowName = rowName;
  }

  void add(
      long line,
      TimeReader.Time time,
      double open,
      double high,
      double low,
      double close,
      double volume) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      lines = Arrays.copyOf(lines, 2 * size);
      numbers = Arrays.copyOf(numbers, Math.multiplyExact(10, size));
    }
    times[size] = time.nanos();
    lines[size] = line;
    dates.set(size, time.date());
    int at = 5 * size;
    numbers[at] = open;
    numbers[at + 1] = high;
    numbers[at + 2] = low;
    numbers[at + 3] = close;
    numbers[at + 4] = volume;
    size++;
  }

  /** Leaves a row out when the policy says so, else throws what is wrong with it. */
  void reject(long line, RowFault fault) {
    if (layout.repair().badBars() != RepairPolicy.BadBars.DROP) {
      throw fault;
    }
    repairs.add(new Repair(rowName.apply(line), "dropped: " + fault.fault()));
  }

  LoadedBars build() {
    long spacing = layout.interval() != null ? layout.interval().toNanos() : modalSpacing();
    long shift = layout.time().stamp() == TimeFormat.Stamp.OPEN ? spacing : 0;
    BarSeriesBuilder out =
        BarSeries.builder(symbol, Duration.ofNanos(spacing))
            .repair(layout.repair())
            .rowName(i -> rowName.apply(lines[i]));
    for (int i = 0; i < size; i++) {
      long close = dates.get(i) ? times[i] : Math.addExact(times[i], shift);
      int at = 5 * i;
      out.add(
          Nanos.toInstant(close),
          numbers[at],
          numbers[at + 1],
          numbers[at + 2],
          numbers[at + 3],
          numbers[at + 4]);
    }
    BarSeries bars = out.build();
    if (spacing == 0) {
      throw new InsufficientDataException(
          symbol + ": bars to infer the interval (or give it with withInterval)", 2, bars.size());
    }
    repairs.addAll(out.repairs());
    return new LoadedBars(bars, repairs);
  }

  /** The most frequent distance of neighbours, the shorter of equally frequent ones; 0 if none. */
  private long modalSpacing() {
    long[] distances = new long[Math.max(0, size - 1)];
    int n = 0;
    for (int i = 1; i < size; i++) {
      long distance = Math.abs(times[i] - times[i - 1]);
      if (distance > 0) {
        distances[n++] = distance;
      }
    }
    Arrays.sort(distances, 0, n);
    long mode = 0;
    int best = 0;
    for (int start = 0; start < n; ) {
      int end = start;
      while (end < n && distances[end] == distances[start]) {
        end++;
      }
      if (end - start > best) {
        best = end - start;
        mode = distances[start];
      }
      start = end;
    }
    return mode;
  }
}
