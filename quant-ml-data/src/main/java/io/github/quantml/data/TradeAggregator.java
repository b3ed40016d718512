// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.InvalidDataException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * Turns a stream of trades into bars.
 *
 * <p>The bar that has not closed is never part of the {@link #result()}; it is only counted there.
 * A time bar closes when a trade at or after its end arrives, or when {@link #advanceTo} says that
 * the end has passed. A tick, volume or dollar bar closes at the time of its last trade; where
 * several close within one nanosecond, each later one is moved to one nanosecond after the one
 * before, so that times increase and nothing is known too early.
 *
 * <p>Feeding trades one by one or in a batch gives the same bars. Not thread-safe; O(1) a trade.
 */
public final class TradeAggregator implements TradeConsumer {
  /** More bars than this in one gap is a mistaken time or interval. */
  private static final long LONGEST_GAP = 10_000_000;

  private final String symbol;
  private final BarRule rule;
  private final long width;
  private final boolean carryForward;

  private long[] times = new long[64];

  /** Open, high, low, close and volume of closed bar i from 5 i on. */
  private double[] numbers = new double[5 * 64];

  private int closed;
  private long moved;

  private long trades;
  private long lastTime;

  private long end;
  private long pending;
  private double open;
  private double high;
  private double low;
  private double close;
  private double volume;
  private double value;

  private TradeAggregator(String symbol, BarRule rule) {
    this.symbol = symbol;
    this.rule = rule;
    this.width = rule instanceof BarRule.Time time ? time.interval().toNanos() : 0;
    this.carryForward =
        rule instanceof BarRule.Time time && time.empty() == BarRule.EmptyIntervals.CARRY_FORWARD;
  }

  /** An aggregator that has seen no trade. */
  public static TradeAggregator of(String symbol, BarRule rule) {
    if (symbol.isBlank()) {
      throw new IllegalArgumentException("symbol: must not be blank");
    }
    return new TradeAggregator(symbol, rule);
  }

  /** The bars of all trades at once. */
  public static AggregatedBars aggregate(String symbol, Trades trades, BarRule rule) {
    TradeAggregator all = of(symbol, rule);
    trades.forEach(all);
    return all.result();
  }

  /**
   * Takes the next trade.
   *
   * @throws InvalidDataException naming index (from 0), value and rule when the price or amount is
   *     not finite and positive, or the time is before the last; the trade then changes nothing
   */
  @Override
  public void accept(long timeNanos, double price, double amount) {
    Trades.check(this::tradeName, trades, lastTime, timeNanos, price, amount);
    if (width > 0) {
      closeUntil(timeNanos);
      if (pending == 0) {
        end = endAfter(timeNanos);
      }
    }
    trades++;
    lastTime = timeNanos;
    add(price, amount);
    if (width == 0 && isFull()) {
      closeAt(closed > 0 ? Math.max(timeNanos, times[closed - 1] + 1) : timeNanos, timeNanos);
    }
  }

  /**
   * Closes every time bar that ends at or before a moment; other rules know no clock and ignore it.
   * A trade before that moment is refused afterwards.
   */
  public void advanceTo(Instant now) {
    if (trades > 0 && width > 0) {
      long nanos = Nanos.of(now);
      if (nanos > lastTime) {
        closeUntil(nanos);
        lastTime = nanos;
      }
    }
  }

  private String tradeName(long i) {
    return symbol + ", trade " + i;
  }

  private void closeUntil(long now) {
    if (trades == 0 || now < end) {
      return;
    }
    if (carryForward && (now - end) / width > LONGEST_GAP) {
      throw new InvalidDataException(
          symbol
              + ", trade "
              + trades
              + ": no trade from "
              + Nanos.toInstant(lastTime)
              + " to "
              + Nanos.toInstant(now)
              + ", more than "
              + LONGEST_GAP
              + " intervals to carry the price over");
    }
    if (pending > 0) {
      closeAt(end, end);
    }
    while (carryForward && now - end >= width) {
      end += width;
      open = close;
      high = close;
      low = close;
      closeAt(end, end);
    }
  }

  private long endAfter(long time) {
    try {
      return Math.multiplyExact(Math.addExact(Math.floorDiv(time, width), 1), width);
    } catch (ArithmeticException e) {
      throw new InvalidDataException(
          symbol
              + ", trade "
              + trades
              + ": column time, value "
              + Nanos.toInstant(time)
              + ": its bar would close after the year 2261",
          e);
    }
  }

  private void add(double price, double amount) {
    if (pending == 0) {
      open = price;
      high = price;
      low = price;
    }
    high = Math.max(high, price);
    low = Math.min(low, price);
    close = price;
    volume += amount;
    value += price * amount;
    pending++;
  }

  private boolean isFull() {
    if (rule instanceof BarRule.Ticks ticks) {
      return pending >= ticks.trades();
    }
    if (rule instanceof BarRule.Volume wanted) {
      return volume >= wanted.amount();
    }
    return rule instanceof BarRule.Dollars wanted && value >= wanted.value();
  }

  private void closeAt(long time, long natural) {
    if (closed == times.length) {
      times = Arrays.copyOf(times, Math.multiplyExact(2, closed));
      numbers = Arrays.copyOf(numbers, Math.multiplyExact(10, closed));
    }
    int at = 5 * closed;
    times[closed++] = time;
    numbers[at] = open;
    numbers[at + 1] = high;
    numbers[at + 2] = low;
    numbers[at + 3] = close;
    numbers[at + 4] = volume;
    moved += time == natural ? 0 : 1;
    pending = 0;
    volume = 0;
    value = 0;
  }

  /** How many bars have closed. */
  public int closedBars() {
    return closed;
  }

  /** What has closed so far; the aggregator goes on unchanged. */
  public AggregatedBars result() {
    Duration interval = rule instanceof BarRule.Time time ? time.interval() : Duration.ZERO;
    BarSeriesBuilder out = BarSeries.builder(symbol, interval).rowName(i -> "bar " + i);
    for (int i = 0; i < closed; i++) {
      int at = 5 * i;
      out.add(
          Nanos.toInstant(times[i]),
          numbers[at],
          numbers[at + 1],
          numbers[at + 2],
          numbers[at + 3],
          numbers[at + 4]);
    }
    return new AggregatedBars(out.build(), trades, pending, volume, moved);
  }
}
