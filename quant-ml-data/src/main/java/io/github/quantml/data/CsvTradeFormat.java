// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How a CSV file holds trades: one a line, oldest first.
 *
 * @param columns where time, price and amount are
 * @param time how times are written; a trade has no session, so plain dates are an error
 * @param dialect how the file is written
 * @param emptyTrades what becomes of amounts of 0, which exchanges write when they round
 */
public record CsvTradeFormat(
    Columns columns, TimeFormat time, CsvDialect dialect, EmptyTrades emptyTrades) {

  /** What becomes of trades whose amount is written as 0. */
  public enum EmptyTrades {
    /** They are an error. */
    REJECT,
    /** They are left out and counted. */
    SKIP
  }

  /** Where the three values of a trade are. */
  public sealed interface Columns {}

  /**
   * Columns by the names of the first line; null recognises {@code timestamp}, {@code time}, {@code
   * datetime}, {@code date} or {@code unix}; {@code price}; and {@code amount}, {@code quantity},
   * {@code qty}, {@code size} or {@code volume}.
   */
  public record Named(@Nullable String time, @Nullable String price, @Nullable String amount)
      implements Columns {}

  /** Columns by their place, from 0, in a file without header. */
  public record Numbered(int time, int price, int amount) implements Columns {
    public Numbered {
      if (time < 0 || price < 0 || amount < 0) {
        throw new IllegalArgumentException(
            "columns: must be at least 0, got " + time + ", " + price + " and " + amount);
      }
    }
  }

  /** Columns by their usual names, times found by themselves, every trade has an amount. */
  public static CsvTradeFormat defaults() {
    return new CsvTradeFormat(
        new Named(null, null, null),
        TimeFormat.defaults(),
        CsvDialect.defaults(),
        EmptyTrades.REJECT);
  }

  /** A file without header, its columns counted from 0. */
  public static CsvTradeFormat headerless(int time, int price, int amount) {
    return defaults().withColumns(new Numbered(time, price, amount));
  }

  public CsvTradeFormat withColumns(Columns value) {
    return new CsvTradeFormat(value, time, dialect, emptyTrades);
  }

  public CsvTradeFormat withTime(TimeFormat value) {
    return new CsvTradeFormat(columns, value, dialect, emptyTrades);
  }

  /** The zone of date-times that carry none. */
  public CsvTradeFormat withZone(ZoneId value) {
    return withTime(time.withZone(value));
  }

  public CsvTradeFormat withDialect(CsvDialect value) {
    return new CsvTradeFormat(columns, time, value, emptyTrades);
  }

  public CsvTradeFormat withEmptyTrades(EmptyTrades value) {
    return new CsvTradeFormat(columns, time, dialect, value);
  }
}
