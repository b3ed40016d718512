// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * Immutable open, high, low, close and volume columns of one instrument; a bar's time is its close.
 *
 * <p>Every instance satisfies: strictly increasing times, finite positive prices, low ≤ open and
 * close ≤ high, finite volume ≥ 0. {@link #window}, {@link #last} and {@link #until} are views:
 * they copy no column. Thread-safe. Build one with {@link #builder}.
 */
public final class BarSeries {
  private final String symbol;
  private final Duration interval;
  private final BarColumns columns;
  private final int from;
  private final int to;

  /** Computed on first use; 0 means not yet. A race computes the same value twice. */
  private long fingerprint;

  BarSeries(String symbol, Duration interval, BarColumns columns, int from, int to) {
    this.symbol = symbol;
    this.interval = interval;
    this.columns = columns;
    this.from = from;
    this.to = to;
  }

  /**
   * Starts a series.
   *
   * @param symbol name of the instrument, not blank
   * @param interval nominal spacing of the bars; zero for bars that do not sample time (tick,
   *     volume, dollar bars)
   */
  public static BarSeriesBuilder builder(String symbol, Duration interval) {
    return new BarSeriesBuilder(symbol, interval);
  }

  public String symbol() {
    return symbol;
  }

  /** Nominal spacing of the bars; zero when bars do not sample time. */
  public Duration interval() {
    return interval;
  }

  public int size() {
    return to - from;
  }

  public boolean isEmpty() {
    return to == from;
  }

  /** Close time of bar {@code i}: the moment at which the bar became known. */
  public Instant time(int i) {
    return EpochNanos.toInstant(columns.times[at(i)]);
  }

  /** Close time of bar {@code i} in nanoseconds since 1970-01-01T00:00Z. */
  public long timeNanos(int i) {
    return columns.times[at(i)];
  }

  public double open(int i) {
    return columns.open[at(i)];
  }

  public double high(int i) {
    return columns.high[at(i)];
  }

  public double low(int i) {
    return columns.low[at(i)];
  }

  public double close(int i) {
    return columns.close[at(i)];
  }

  /** Traded volume in the instrument's own units. */
  public double volume(int i) {
    return columns.volume[at(i)];
  }

  private int at(int i) {
    if (i < 0 || i >= to - from) {
      throw new IndexOutOfBoundsException(
          symbol + ": bar " + i + " of a series of " + size() + " bars");
    }
    return from + i;
  }

  /** View of the bars {@code from} (inclusive) to {@code to} (exclusive). */
  public BarSeries window(int from, int to) {
    if (from < 0 || to < from || to > size()) {
      throw new IndexOutOfBoundsException(
          symbol + ": window [" + from + ", " + to + ") of a series of " + size() + " bars");
    }
    if (from == 0 && to == size()) {
      return this;
    }
    return new BarSeries(symbol, interval, columns, this.from + from, this.from + to);
  }

  /** View of the last {@code n} bars, or of all of them when there are fewer. */
  public BarSeries last(int n) {
    if (n < 0) {
      throw new IllegalArgumentException("last: n must be at least 0, got " + n);
    }
    return window(Math.max(0, size() - n), size());
  }

  /** View of what was known at {@code known}: the bars that closed at or before it. */
  public BarSeries until(Instant known) {
    return window(0, countUntil(known));
  }

  /** Number of bars that closed at or before {@code known}. */
  public int countUntil(Instant known) {
    long nanos = EpochNanos.saturated(known);
    int found = Arrays.binarySearch(columns.times, from, to, nanos);
    return (found >= 0 ? found + 1 : -found - 1) - from;
  }

  /** A copy of the closes, oldest first. */
  public double[] toCloses() {
    return Arrays.copyOfRange(columns.close, from, to);
  }

  /** All simple returns close[i + 1] / close[i] − 1, oldest first; one fewer than bars. */
  public double[] simpleReturns() {
    return simpleReturns(Integer.MAX_VALUE);
  }

  /**
   * The simple returns of the last bars.
   *
   * @param most how many at the most, at least 0
   */
  public double[] simpleReturns(int most) {
    double[] returns = new double[Math.max(0, Math.min(most, size() - 1))];
    int first = size() - returns.length;
    for (int i = 0; i < returns.length; i++) {
      returns[i] = close(first + i) / close(first + i - 1) - 1;
    }
    return returns;
  }

  /** Copies the closes, oldest first, into {@code out} from {@code offset} on. */
  public void copyCloses(double[] out, int offset) {
    System.arraycopy(columns.close, from, out, offset, size());
  }

  /** Copies the column {@code column}, oldest first, into {@code out} from {@code offset} on. */
  public void copy(BarColumn column, double[] out, int offset) {
    System.arraycopy(columns.of(column), from, out, offset, size());
  }

  /** 64-bit hash of symbol, interval and content; equal content gives an equal value anywhere. */
  public long fingerprint() {
    long f = fingerprint;
    if (f == 0) {
      f = columns.fingerprint(from, to);
      f =
          new Fingerprint(f)
              .add(symbol)
              .add(interval.getSeconds())
              .add(interval.getNano())
              .add(size())
              .value();
      fingerprint = f;
    }
    return f;
  }

  /** Equal when symbol, interval and every bar are equal. */
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof BarSeries that
            && symbol.equals(that.symbol)
            && interval.equals(that.interval)
            && columns.sameContent(from, to, that.columns, that.from, that.to));
  }

  @Override
  public int hashCode() {
    return Long.hashCode(fingerprint());
  }

  @Override
  public String toString() {
    return isEmpty()
        ? symbol + " (no bars)"
        : symbol + " (" + size() + " bars, " + time(0) + " to " + time(size() - 1) + ")";
  }
}
