// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import java.time.Duration;

/**
 * Makes coarse bars of fine ones: open of the first, highest high, lowest low, close of the last,
 * sum of the volumes.
 *
 * <p>A coarse bar covers (e − interval, e] and takes the fine bars that close in it; its time is e.
 * Ends e are multiples of the interval since 1970-01-01T00:00Z, so that days end at midnight UTC;
 * whole weeks end on Monday 00:00 UTC. {@link #withOffset} moves all ends. Intervals without a fine
 * bar give none. The last coarse bar is left out unless a fine bar closes at its very end or after
 * it: the rest of it may be yet to come. {@link #withIncomplete} keeps it, at the close of its last
 * fine bar. Immutable, thread-safe.
 */
public final class Resampler {
  private static final long DAY = 86_400 * Nanos.PER_SECOND;

  /** From Thursday 1970-01-01 to the next Monday. */
  private static final long TO_MONDAY = 4 * DAY;

  private final Duration interval;
  private final long width;
  private final long offset;
  private final boolean incomplete;

  private Resampler(Duration interval, long width, long offset, boolean incomplete) {
    this.interval = interval;
    this.width = width;
    this.offset = offset;
    this.incomplete = incomplete;
  }

  /**
   * Bars of this length.
   *
   * @param interval positive
   */
  public static Resampler of(Duration interval) {
    long width = Nanos.positive("interval", interval);
    return new Resampler(interval, width, width % (7 * DAY) == 0 ? TO_MONDAY : 0, false);
  }

  /** Moves every end by this much, for example by 21 h for days that end at 21:00 UTC. */
  public Resampler withOffset(Duration value) {
    long moved = Math.floorMod(Math.addExact(offset, value.toNanos()), width);
    return new Resampler(interval, width, moved, incomplete);
  }

  /** Keeps the last bar although more of it may come. */
  public Resampler withIncomplete() {
    return new Resampler(interval, width, offset, true);
  }

  /**
   * The coarse bars; a series that has this interval already comes back as it is.
   *
   * @throws IllegalArgumentException unless the interval is a multiple of the series' own
   */
  public BarSeries resample(BarSeries bars) {
    if (bars.interval().equals(interval)) {
      return bars;
    }
    requireMultiple(bars);
    BarSeriesBuilder out = BarSeries.builder(bars.symbol(), interval);
    int first = 0;
    while (first < bars.size()) {
      long end = end(bars.timeNanos(first));
      int next = first + 1;
      while (next < bars.size() && bars.timeNanos(next) <= end) {
        next++;
      }
      boolean complete = next < bars.size() || bars.timeNanos(next - 1) == end;
      if (complete || incomplete) {
        append(out, bars, first, next, complete ? end : bars.timeNanos(next - 1));
      }
      first = next;
    }
    return out.build();
  }

  private void requireMultiple(BarSeries bars) {
    if (bars.interval().isZero()) {
      return;
    }
    long own = bars.interval().toNanos();
    if (width % own != 0) {
      throw new IllegalArgumentException(
          bars.symbol()
              + ": interval must be a multiple of the bars' own "
              + bars.interval()
              + ", got "
              + interval);
    }
  }

  /** The first end at or after a time. */
  private long end(long time) {
    long below = Math.floorDiv(time - offset - 1, width);
    return Math.addExact(Math.multiplyExact(below + 1, width), offset);
  }

  private static void append(BarSeriesBuilder out, BarSeries bars, int from, int to, long time) {
    double high = bars.high(from);
    double low = bars.low(from);
    double volume = 0;
    for (int i = from; i < to; i++) {
      high = Math.max(high, bars.high(i));
      low = Math.min(low, bars.low(i));
      volume += bars.volume(i);
    }
    out.add(Nanos.toInstant(time), bars.open(from), high, low, bars.close(to - 1), volume);
  }
}
