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
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the "quotedata" CSV of Cboe's delayed quotes: a title line with the last price, a line with
 * the date, a header, then one row per expiry and strike with the call left and the put right.
 *
 * <p>Roots come from the option symbols, so that SPX (morning) and SPXW (afternoon) stay apart.
 * Times are New York's.
 */
public final class CboeChainReader {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final DateTimeFormatter EXPIRY =
      DateTimeFormatter.ofPattern("EEE MMM d uuuu", Locale.US);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("MMMM d, uuuu, h:mm a", Locale.US);
  private static final Pattern LAST = Pattern.compile("Last:\\s*([0-9.]+)");
  private static final Pattern DATE = Pattern.compile("Date:\\s*(.*?[AP]M)");
  private static final Pattern SYMBOL = Pattern.compile("([A-Z.]+?)\\d{6}[CP]\\d{8}");
  private static final int COLUMNS = 22;
  private static final int STRIKE = 11;

  private CboeChainReader() {}

  /**
   * Reads one file.
   *
   * @param underlying symbol to give the chain
   * @throws InvalidDataException when title, date or header cannot be read, naming the line
   */
  public static LoadedChain read(String underlying, Path file) {
    try (Reader in = Files.newBufferedReader(file)) {
      return read(underlying, in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static LoadedChain read(String underlying, Reader in) {
    double spot = Double.NaN;
    Instant known = Instant.MIN;
    ChainBuilder out = null;
    for (CsvRecord row :
        CsvReader.builder().allowMissingFields(true).allowExtraFields(true).ofCsvRecord(in)) {
      if (out != null) {
        options(row, out);
        continue;
      }
      String line = String.join(",", row.getFields());
      Matcher last = LAST.matcher(line);
      if (last.find()) {
        spot = number(last.group(1));
      }
      Matcher date = DATE.matcher(line);
      if (date.find()) {
        known = moment(underlying, date.group(1));
      }
      if (line.startsWith("Expiration")) {
        if (!(spot > 0) || known.equals(Instant.MIN)) {
          throw new InvalidDataException(
              underlying + ": the lines before the header need Last: and Date:, got last " + spot);
        }
        out = new ChainBuilder(underlying, known, spot);
      }
    }
    if (out == null) {
      throw new InvalidDataException(underlying + ": no header line that starts with Expiration");
    }
    return out.build();
  }

  private static void options(CsvRecord row, ChainBuilder out) {
    if (row.getFieldCount() < COLUMNS) {
      if (row.getFieldCount() > 1) {
        out.malformed();
        out.malformed();
      }
      return;
    }
    side(row, 1, OptionQuote.Type.CALL, out);
    side(row, STRIKE + 1, OptionQuote.Type.PUT, out);
  }

  private static void side(CsvRecord row, int first, OptionQuote.Type type, ChainBuilder out) {
    double strike = number(row.getField(STRIKE));
    double bid = number(row.getField(first + 3));
    double ask = number(row.getField(first + 4));
    double volume = number(row.getField(first + 5));
    double volatility = number(row.getField(first + 6));
    double delta = number(row.getField(first + 7));
    double gamma = number(row.getField(first + 8));
    double interest = number(row.getField(first + 9));
    Matcher symbol = SYMBOL.matcher(row.getField(first));
    double all = strike + bid + ask + volume + volatility + delta + gamma + interest;
    LocalDate expiry = expiry(row.getField(0));
    if (!Double.isFinite(all) || !symbol.matches() || expiry.equals(LocalDate.MIN)) {
      out.malformed();
      return;
    }
    out.add(
        symbol.group(1),
        expiry,
        type,
        strike,
        bid,
        ask,
        volatility,
        (long) volume,
        (long) interest,
        new FeedGreeks(delta, gamma));
  }

  private static Instant moment(String underlying, String text) {
    try {
      return LocalDateTime.parse(text, MOMENT).atZone(NEW_YORK).toInstant();
    } catch (DateTimeParseException e) {
      throw new InvalidDataException(underlying + ": cannot read the date \"" + text + '"', e);
    }
  }

  private static LocalDate expiry(String text) {
    try {
      return LocalDate.parse(text, EXPIRY);
    } catch (DateTimeParseException e) {
      return LocalDate.MIN;
    }
  }

  static double number(String text) {
    try {
      return text.isEmpty() ? 0 : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
