// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import io.github.quantml.api.InvalidDataException;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.LongFunction;

/**
 * Immutable columns of trades, oldest first: 24 bytes a trade.
 *
 * <p>Every instance satisfies: times never decrease, prices and amounts are finite and positive.
 * Thread-safe.
 */
public final class Trades {
  private final long[] times;
  private final double[] prices;
  private final double[] amounts;

  private Trades(long[] times, double[] prices, double[] amounts) {
    this.times = times;
    this.prices = prices;
    this.amounts = amounts;
  }

  /**
   * Copies and checks the columns.
   *
   * @param timeNanos nanoseconds since 1970-01-01T00:00Z, not decreasing
   * @param prices finite and positive
   * @param amounts finite and positive
   * @throws InvalidDataException naming index, value and rule of the first violation
   */
  public static Trades of(long[] timeNanos, double[] prices, double[] amounts) {
    if (prices.length != timeNanos.length || amounts.length != timeNanos.length) {
      throw new IllegalArgumentException(
          "trades: columns must be equally long, got "
              + timeNanos.length
              + " times, "
              + prices.length
              + " prices and "
              + amounts.length
              + " amounts");
    }
    Collector all = new Collector(timeNanos.length);
    for (int i = 0; i < timeNanos.length; i++) {
      all.accept(timeNanos[i], prices[i], amounts[i]);
    }
    return all.trades();
  }

  public int size() {
    return times.length;
  }

  public Instant time(int i) {
    return Nanos.toInstant(times[i]);
  }

  /** Nanoseconds since 1970-01-01T00:00Z. */
  public long timeNanos(int i) {
    return times[i];
  }

  public double price(int i) {
    return prices[i];
  }

  /** Traded amount in the instrument's units. */
  public double amount(int i) {
    return amounts[i];
  }

  /** Hands every trade to a consumer, oldest first. */
  public void forEach(TradeConsumer consumer) {
    for (int i = 0; i < times.length; i++) {
      consumer.accept(times[i], prices[i], amounts[i]);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Trades that
        && Arrays.equals(times, that.times)
        && Arrays.equals(prices, that.prices)
        && Arrays.equals(amounts, that.amounts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(times) + 31 * (Arrays.hashCode(prices) + 31 * Arrays.hashCode(amounts));
  }

  @Override
  public String toString() {
    return size() == 0 ? "no trades" : size() + " trades, " + time(0) + " to " + time(size() - 1);
  }

  /** Refuses a trade that breaks a rule; {@code name} names the trade of an index. */
  static void check(
      LongFunction<String> name, long i, long last, long time, double price, double amount) {
    if (i > 0 && time < last) {
      throw RowFault.of(
          name.apply(i),
          "time",
          Nanos.toInstant(time).toString(),
          "is before " + Nanos.toInstant(last) + " in " + name.apply(i - 1));
    }
    positive(name, i, "price", price);
    positive(name, i, "amount", amount);
  }

  private static void positive(LongFunction<String> name, long i, String column, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw RowFault.of(
          name.apply(i), column, String.valueOf(value), "must be finite and positive");
    }
  }

  /** Growing columns. */
  static final class Collector implements TradeConsumer {
    private long[] times;
    private double[] prices;
    private double[] amounts;
    private int size;

    Collector(int capacity) {
      times = new long[capacity];
      prices = new double[capacity];
      amounts = new double[capacity];
    }

    @Override
    public void accept(long timeNanos, double price, double amount) {
      check(Collector::name, size, size == 0 ? 0 : times[size - 1], timeNanos, price, amount);
      if (size == times.length) {
        int capacity = Math.max(1024, Math.addExact(size, size));
        times = Arrays.copyOf(times, capacity);
        prices = Arrays.copyOf(prices, capacity);
        amounts = Arrays.copyOf(amounts, capacity);
      }
      times[size] = timeNanos;
      prices[size] = price;
      amounts[size] = amount;
      size++;
    }

    private static String name(long i) {
      return "trade " + i;
    }

    Trades trades() {
      return new Trades(
          Arrays.copyOf(times, size), Arrays.copyOf(prices, size), Arrays.copyOf(amounts, size));
    }
  }
}
