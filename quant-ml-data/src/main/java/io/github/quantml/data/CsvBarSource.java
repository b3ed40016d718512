// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.spi.BarRequest;
import io.github.quantml.api.spi.BarSource;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Bars from CSV files: one file, or a directory with {@code SYMBOL.csv} or {@code SYMBOL.csv.gz} of
 * every instrument.
 *
 * <p>A file is read when {@link #load} is called, never before, and row by row. Immutable,
 * thread-safe.
 *
 * <pre>{@code
 * BarSeries bars = CsvBarSource.of(Path.of("aapl.csv")).load("AAPL");
 * }</pre>
 */
public final class CsvBarSource implements BarSource {
  private final CsvLocation location;
  private final CsvFormat format;

  private CsvBarSource(CsvLocation location, CsvFormat format) {
    this.location = location;
    this.format = format;
  }

  /** A file or a directory in the format that {@link CsvFormat#defaults()} describes. */
  public static CsvBarSource of(Path fileOrDirectory) {
    return of(fileOrDirectory, CsvFormat.defaults());
  }

  /** A file or a directory. In a single file every symbol asked for finds the same bars. */
  public static CsvBarSource of(Path fileOrDirectory, CsvFormat format) {
    return new CsvBarSource(new CsvLocation.OnDisk(fileOrDirectory), format);
  }

  /** Anything with a stream, for example a class path resource. */
  public static CsvBarSource of(ByteSource source, CsvFormat format) {
    return new CsvBarSource(new CsvLocation.Single(source), format);
  }

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public boolean isAvailable() {
    return !(location instanceof CsvLocation.OnDisk disk) || Files.isReadable(disk.path());
  }

  /**
   * Loads bars. A coarser interval than the file's is made by {@link Resampler}.
   *
   * @throws InvalidDataException naming file, line, column, value and rule
   * @throws io.github.quantml.api.InsufficientDataException when the interval cannot be inferred
   */
  @Override
  public BarSeries load(BarRequest request) {
    return loadWithRepairs(request).bars();
  }

  /** Loads bars and tells what was mended on the way. */
  public LoadedBars loadWithRepairs(BarRequest request) {
    ByteSource source = location.find(request.symbol());
    return RequestedBars.of(read(request.symbol(), source), request);
  }

  private LoadedBars read(String symbol, ByteSource source) {
    try (CsvTable table = CsvTable.open(symbol, source, format.dialect(), true)) {
      BarLayout layout = format.layout();
      BarHeader header = BarHeader.of(table.place(1), table.header(), layout);
      TimeReader times = new TimeReader(layout.time());
      BarRows rows = new BarRows(symbol, layout, table::rowName);
      boolean any = false;
      for (CsvTable.Row row = table.next(); row != null; row = table.next()) {
        any = true;
        try {
          add(rows, row, header, times);
        } catch (RowFault fault) {
          rows.reject(row.line(), fault);
        }
      }
      if (!any) {
        throw new InvalidDataException(table.place() + ": has a header and no rows");
      }
      return rows.build();
    }
  }

  private static void add(BarRows rows, CsvTable.Row row, BarHeader header, TimeReader times) {
    row.requireWidth();
    double close = row.number(header.close());
    double factor = 1;
    if (header.adjusted() >= 0) {
      factor = row.number(header.adjusted()) / close;
      if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
        throw row.fault(
            header.adjusted(),
            row.text(header.adjusted()),
            "must be positive, and so must close " + close);
      }
    }
    rows.add(
        row.line(),
        row.time(times, header.time(), header.timeOfDay()),
        factor * row.number(header.open()),
        factor * row.number(header.high()),
        factor * row.number(header.low()),
        factor * close,
        header.volume() < 0 ? 0 : row.number(header.volume()));
  }
}
