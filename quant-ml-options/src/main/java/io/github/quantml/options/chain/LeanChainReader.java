// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.chain;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.OptionQuote;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/**
 * Reads the universe CSV of QuantConnect's Lean: expiry, strike, right, open, high, low, close,
 * volume, open interest, implied volatility, delta, gamma, …; the row without an expiry is the
 * underlying.
 *
 * <p>The file has one price per option, its close, which becomes bid and ask. The snapshot is taken
 * at 16:00 in New York on the file's date.
 */
public final class LeanChainReader {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final int COLUMNS = 15;

  private LeanChainReader() {}

  /**
   * Reads one file with its row of the underlying.
   *
   * @throws InvalidDataException when that row is missing; pass the spot then
   */
  public static LoadedChain read(String underlying, LocalDate date, Path file) {
    return read(underlying, date, file, Double.NaN);
  }

  /**
   * Reads one file.
   *
   * @param spot of the underlying where the file has no row for it; the file's own row wins
   */
  public static LoadedChain read(String underlying, LocalDate date, Path file, double spot) {
    try {
      double found = spotOf(file);
      double used = found > 0 ? found : spot;
      if (!(used > 0)) {
        throw new InvalidDataException(
            underlying + " " + date + ": no row of the underlying and no spot given, got " + spot);
      }
      Instant known = date.atTime(16, 0).atZone(NEW_YORK).toInstant();
      ChainBuilder out = new ChainBuilder(underlying, known, used);
      try (Reader in = Files.newBufferedReader(file)) {
        for (CsvRecord row : rows(in)) {
          if (row.getFieldCount() > 1
              && !row.getField(0).isEmpty()
              && row.getField(0).charAt(0) != '#') {
            option(underlying, row, out);
          }
        }
      }
      return out.build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CsvReader<CsvRecord> rows(Reader in) {
    return CsvReader.builder().allowMissingFields(true).allowExtraFields(true).ofCsvRecord(in);
  }

  private static double spotOf(Path file) throws IOException {
    try (Reader in = Files.newBufferedReader(file)) {
      for (CsvRecord row : rows(in)) {
        if (row.getFieldCount() > 6 && row.getField(0).isEmpty()) {
          return CboeChainReader.number(row.getField(6));
        }
      }
    }
    return Double.NaN;
  }

  private static void option(String underlying, CsvRecord row, ChainBuilder out) {
    if (row.getFieldCount() < COLUMNS) {
      out.malformed();
      return;
    }
    LocalDate expiry;
    try {
      expiry = LocalDate.parse(row.getField(0), DateTimeFormatter.BASIC_ISO_DATE);
    } catch (DateTimeParseException e) {
      out.malformed();
      return;
    }
    String right = row.getField(2);
    double strike = CboeChainReader.number(row.getField(1));
    double close = CboeChainReader.number(row.getField(6));
    double volume = CboeChainReader.number(row.getField(7));
    double interest = CboeChainReader.number(row.getField(8));
    double volatility = CboeChainReader.number(row.getField(9));
    double delta = CboeChainReader.number(row.getField(10));
    double gamma = CboeChainReader.number(row.getField(11));
    double all = strike + close + volume + interest + volatility + delta + gamma;
    if (!Double.isFinite(all) || !(right.equals("C") || right.equals("P"))) {
      out.malformed();
      return;
    }
    out.add(
        underlying,
        expiry,
        right.equals("C") ? OptionQuote.Type.CALL : OptionQuote.Type.PUT,
        strike,
        close,
        close,
        volatility,
        (long) volume,
        (long) interest,
        new FeedGreeks(delta, gamma));
  }
}
