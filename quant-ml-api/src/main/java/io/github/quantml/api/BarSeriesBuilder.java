// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The only door into a {@link BarSeries}: it checks every bar and mends only what its {@link
 * RepairPolicy} allows.
 *
 * <p>A violation names the symbol, the row, the column, the value and the rule. Not thread-safe; a
 * builder builds once.
 */
public final class BarSeriesBuilder {
  private final String symbol;
  private final Duration interval;
  private final List<Repair> repairs = new ArrayList<>();
  private RepairPolicy policy = RepairPolicy.strict();
  private IntFunction<String> rowName = i -> "row " + i;
  private BarColumns columns = allocate(256);
  private int[] rows = new int[256];
  private int size;
  private int offered;
  private boolean sorted = true;
  private boolean built;

  BarSeriesBuilder(String symbol, Duration interval) {
    if (symbol.isBlank()) {
      throw new IllegalArgumentException("symbol: must not be blank");
    }
    if (interval.isNegative()) {
      throw new IllegalArgumentException("interval: must not be negative, got " + interval);
    }
    this.symbol = symbol;
    this.interval = interval;
  }

  /** Sets what may be mended; before the first bar. */
  public BarSeriesBuilder repair(RepairPolicy policy) {
    this.policy = policy;
    return this;
  }

  /**
   * Sets how messages name the {@code i}-th bar offered (from 0), for example {@code "aapl.csv line
   * 17"}; the default is {@code "row i"}.
   */
  public BarSeriesBuilder rowName(IntFunction<String> rowName) {
    this.rowName = rowName;
    return this;
  }

  /**
   * Offers one bar.
   *
   * @param close the bar's close time
   * @throws InvalidDataException when the bar breaks a rule that the policy does not mend
   */
  public BarSeriesBuilder add(
      Instant close, double openPrice, double high, double low, double closePrice, double volume) {
    if (built) {
      throw new IllegalStateException(symbol + ": this builder has already built its series");
    }
    int row = offered++;
    long time = nanos(close, row);
    String fault = fault(openPrice, high, low, closePrice, volume);
    double top = high;
    double bottom = low;
    if (fault != null && policy.badBars() == RepairPolicy.BadBars.WIDEN) {
      top = Math.max(high, Math.max(openPrice, closePrice));
      bottom = Math.min(low, Math.min(openPrice, closePrice));
      String worse = fault(openPrice, top, bottom, closePrice, volume);
      if (worse == null) {
        repairs.add(new Repair(rowName.apply(row), "widened high and low: " + fault));
      }
      fault = worse;
    }
    if (fault != null) {
      if (policy.badBars() != RepairPolicy.BadBars.DROP) {
        throw invalid(row, fault);
      }
      repairs.add(new Repair(rowName.apply(row), "dropped: " + fault));
      return this;
    }
    if (size > 0 && time <= columns.times[size - 1] && !admitOutOfOrder(time, row)) {
      return this;
    }
    append(row, time, openPrice, top, bottom, closePrice, volume);
    return this;
  }

  private long nanos(Instant close, int row) {
    try {
      return EpochNanos.exact(close);
    } catch (ArithmeticException outside) {
      throw new InvalidDataException(
          symbol
              + ", "
              + rowName.apply(row)
              + ": column time, value "
              + close
              + ": must lie in the years 1678 to 2261",
          outside);
    }
  }

  /** Decides about a bar that is not after its predecessor; false when it must be left out. */
  private boolean admitOutOfOrder(long time, int row) {
    long last = columns.times[size - 1];
    if (time == last && sorted) {
      switch (policy.duplicates()) {
        case REJECT -> throw invalidTime(row, time, "is the same as in " + name(size - 1));
        case KEEP_FIRST -> {
          repairs.add(new Repair(rowName.apply(row), duplicate("dropped", time)));
          return false;
        }
        case KEEP_LAST -> {
          repairs.add(new Repair(name(size - 1), duplicate("dropped", time)));
          size--;
          return true;
        }
      }
    }
    if (policy.order() == RepairPolicy.Order.REJECT) {
      throw invalidTime(
          row, time, "is not after " + EpochNanos.toInstant(last) + " in " + name(size - 1));
    }
    sorted = false;
    return true;
  }

  private static String duplicate(String action, long time) {
    return action + ": another bar has the same time " + EpochNanos.toInstant(time);
  }

  /**
   * Checks what only the whole shows and makes the series.
   *
   * @throws InvalidDataException on duplicate times that the policy does not mend
   */
  public BarSeries build() {
    if (built) {
      throw new IllegalStateException(symbol + ": this builder has already built its series");
    }
    if (!sorted) {
      sort();
    }
    built = true;
    return new BarSeries(symbol, interval, columns, 0, size);
  }

  /** What was mended so far, in the order it was met. */
  public List<Repair> repairs() {
    return List.copyOf(repairs);
  }

  private void sort() {
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingLong(i -> columns.times[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    repairs.add(new Repair(symbol, "sorted " + size + " bars by time"));
    BarColumns unsorted = columns;
    int[] unsortedRows = rows;
    columns = allocate(Math.max(1, size));
    rows = new int[Math.max(1, size)];
    int count = size;
    size = 0;
    sorted = true;
    for (int k = 0; k < count; k++) {
      int i = order[k];
      long time = unsorted.times[i];
      if (size > 0 && time == columns.times[size - 1] && !admitOutOfOrder(time, unsortedRows[i])) {
        continue;
      }
      append(
          unsortedRows[i],
          time,
          unsorted.open[i],
          unsorted.high[i],
          unsorted.low[i],
          unsorted.close[i],
          unsorted.volume[i]);
    }
  }

  private void append(
      int row, long time, double open, double high, double low, double close, double volume) {
    if (size == columns.times.length) {
      grow();
    }
    columns.times[size] = time;
    columns.open[size] = open;
    columns.high[size] = high;
    columns.low[size] = low;
    columns.close[size] = close;
    columns.volume[size] =
        volume + 0.0; // turns −0.0 into 0.0, so that equal content hashes equally
    rows[size] = row;
    size++;
  }

  private void grow() {
    int capacity = Math.addExact(size, size);
    columns =
        new BarColumns(
            Arrays.copyOf(columns.times, capacity),
            Arrays.copyOf(columns.open, capacity),
            Arrays.copyOf(columns.high, capacity),
            Arrays.copyOf(columns.low, capacity),
            Arrays.copyOf(columns.close, capacity),
            Arrays.copyOf(columns.volume, capacity));
    rows = Arrays.copyOf(rows, capacity);
  }

  private static BarColumns allocate(int n) {
    return new BarColumns(
        new long[n], new double[n], new double[n], new double[n], new double[n], new double[n]);
  }

  /** The first rule the bar breaks, as "column c, value v: rule", or null. */
  private static @Nullable String fault(
      double open, double high, double low, double close, double volume) {
    String price = priceFault("open", open);
    price = price != null ? price : priceFault("high", high);
    price = price != null ? price : priceFault("low", low);
    price = price != null ? price : priceFault("close", close);
    if (price != null) {
      return price;
    }
    if (!(volume >= 0 && volume < Double.POSITIVE_INFINITY)) {
      return "column volume, value " + volume + ": must be finite and at least 0";
    }
    if (high < low) {
      return "column high, value " + high + ": must be at least low " + low;
    }
    if (open > high || open < low) {
      return outside("open", open, low, high);
    }
    return close > high || close < low ? outside("close", close, low, high) : null;
  }

  private static @Nullable String priceFault(String column, double value) {
    return value > 0 && value < Double.POSITIVE_INFINITY
        ? null
        : "column " + column + ", value " + value + ": must be finite and positive";
  }

  private static String outside(String column, double value, double low, double high) {
    return "column "
        + column
        + ", value "
        + value
        + ": must lie between low "
        + low
        + " and high "
        + high;
  }

  private String name(int kept) {
    return rowName.apply(rows[kept]);
  }

  private InvalidDataException invalid(int row, String fault) {
    return new InvalidDataException(symbol + ", " + rowName.apply(row) + ": " + fault);
  }

  private InvalidDataException invalidTime(int row, long time, String rule) {
    return invalid(row, "column time, value " + EpochNanos.toInstant(time) + ": " + rule);
  }
}
