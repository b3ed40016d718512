// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import io.github.quantml.api.InvalidDataException;
import java.nio.file.Path;
import java.util.List;

/**
 * Trades from a CSV file, streamed: the file never lies in memory as objects.
 *
 * <pre>{@code
 * TradeAggregator fiveMinutes =
 *     TradeAggregator.of("BTC/USD", BarRule.time(Duration.ofMinutes(5)));
 * CsvTradeSource.of(Path.of("trades.csv.gz")).forEach(fiveMinutes);
 * BarSeries bars = fiveMinutes.result().bars();
 * }</pre>
 *
 * <p>Immutable, thread-safe.
 */
public final class CsvTradeSource {
  private static final List<String> TIMES =
      List.of("timestamp", "time", "datetime", "date", "unix");
  private static final List<String> PRICES = List.of("price");
  private static final List<String> AMOUNTS =
      List.of("amount", "quantity", "qty", "size", "volume");

  private final ByteSource source;
  private final CsvTradeFormat format;

  private CsvTradeSource(ByteSource source, CsvTradeFormat format) {
    this.source = source;
    this.format = format;
  }

  /** A file with a header that names the columns. */
  public static CsvTradeSource of(Path file) {
    return of(ByteSource.of(file), CsvTradeFormat.defaults());
  }

  public static CsvTradeSource of(Path file, CsvTradeFormat format) {
    return of(ByteSource.of(file), format);
  }

  /** Anything with a stream, for example a class path resource. */
  public static CsvTradeSource of(ByteSource source, CsvTradeFormat format) {
    return new CsvTradeSource(source, format);
  }

  /**
   * Reads every trade into columns.
   *
   * @throws InvalidDataException naming file, line, column, value and rule
   */
  public Trades load() {
    Trades.Collector all = new Trades.Collector(1024);
    forEach(all);
    return all.trades();
  }

  /**
   * Hands every trade to a consumer, oldest first. Trades before a fault have been handed over when
   * it is met.
   *
   * @return how many trades of amount 0 were left out; 0 unless the format allows it
   * @throws InvalidDataException naming file, line, column, value and rule
   */
  public long forEach(TradeConsumer consumer) {
    boolean hasHeader = format.columns() instanceof CsvTradeFormat.Named;
    try (CsvTable table = CsvTable.open("", source, format.dialect(), hasHeader)) {
      CsvTradeFormat.Numbered at = columns(table);
      TimeReader times = new TimeReader(format.time());
      long last = Long.MIN_VALUE;
      long lastLine = 0;
      long skipped = 0;
      boolean skipsEmpty = format.emptyTrades() == CsvTradeFormat.EmptyTrades.SKIP;
      CsvTable.Row row = table.next();
      if (row == null) {
        throw new InvalidDataException(
            table.place() + (hasHeader ? ": has a header and no rows" : ": the file is empty"));
      }
      requireColumns(row, at);
      for (; row != null; row = table.next()) {
        row.requireWidth();
        long time = time(row, times, at.time());
        if (time < last) {
          throw row.fault(
              at.time(),
              row.text(at.time()),
              "is before " + Nanos.toInstant(last) + " of line " + lastLine);
        }
        double price = positive(row, at.price());
        last = time;
        lastLine = row.line();
        if (skipsEmpty && row.number(at.amount()) == 0) {
          skipped++;
        } else {
          consumer.accept(time, price, positive(row, at.amount()));
        }
      }
      return skipped;
    }
  }

  /** A file without header tells only by its first row how many columns it has. */
  private static void requireColumns(CsvTable.Row first, CsvTradeFormat.Numbered at) {
    int last = Math.max(at.time(), Math.max(at.price(), at.amount()));
    if (last >= first.fieldCount()) {
      throw first.fault("no column " + (last + 1) + "; the first row has " + first.fieldCount());
    }
  }

  private static long time(CsvTable.Row row, TimeReader times, int column) {
    TimeReader.Time time = row.time(times, column, -1);
    if (time.date()) {
      throw row.fault(column, row.text(column), "must have a time of day");
    }
    return time.nanos();
  }

  private static double positive(CsvTable.Row row, int column) {
    double value = row.number(column);
    if (!(value > 0)) {
      throw row.fault(column, row.text(column), "must be positive");
    }
    return value;
  }

  private CsvTradeFormat.Numbered columns(CsvTable table) {
    if (format.columns() instanceof CsvTradeFormat.Numbered numbered) {
      return numbered;
    }
    CsvTradeFormat.Named named = (CsvTradeFormat.Named) format.columns();
    ColumnFinder finder = new ColumnFinder(table.place(1), table.header());
    return new CsvTradeFormat.Numbered(
        finder.required("time", named.time(), TIMES),
        finder.required("price", named.price(), PRICES),
        finder.required("amount", named.amount(), AMOUNTS));
  }
}
