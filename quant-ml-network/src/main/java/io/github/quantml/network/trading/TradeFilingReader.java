// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.trading;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.quantml.api.InvalidDataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads disclosed trades: the reports of the United States Senate as JSON, a list of its
 * transactions as CSV, and CSV files of any other layout.
 *
 * <p>Rows are data of many hands. Each is taken, repaired or left out for a reason that is counted
 * in {@link TradeFilings#notes}; only a file that cannot be read at all is an error. Files above
 * 256 MB are refused. Use is restricted by law: 5 U.S.C. 13107(c) forbids some commercial uses of
 * such reports.
 */
public final class TradeFilingReader {
  static final long MOST_BYTES = 256L << 20;

  private TradeFilingReader() {}

  /**
   * Reads reports: an array of objects with {@code bioguide} or {@code office}, {@code ptr_link},
   * {@code date_recieved} (the filing date, spelled so) and {@code transactions}.
   *
   * @throws InvalidDataException if the file is not such JSON, with the line
   */
  public static TradeFilings senateJson(Path file) throws IOException {
    checkSize(file);
    return SenateJson.read(file);
  }

  /**
   * Reads the list of transactions, whose rows have no filing date: these come from the reports.
   * Rows of reports without one are left out.
   *
   * @param filed filing date by report link, {@link TradeFilings#trades} of the JSON give it
   */
  public static TradeFilings senateCsv(Path file, Map<String, LocalDate> filed) throws IOException {
    return csv(file, FilingColumns.senate(), report -> filed.get(report));
  }

  /** Reads any CSV file with a header. */
  public static TradeFilings csv(Path file, FilingColumns columns) throws IOException {
    return csv(file, columns, report -> null);
  }

  private static TradeFilings csv(Path file, FilingColumns columns, FilingDates dates)
      throws IOException {
    checkSize(file);
    FilingRows rows = new FilingRows();
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().ofNamedCsvRecord(file, StandardCharsets.UTF_8)) {
      boolean checked = false;
      for (NamedCsvRecord row : reader) {
        if (!checked) {
          columns.requireIn(file, row.getHeader());
          checked = true;
        }
        columns.add(row, dates, rows);
      }
    } catch (CsvParseException e) {
      throw new InvalidDataException(file.getFileName() + ": is not CSV: " + e.getMessage());
    }
    return rows.build();
  }

  private static void checkSize(Path file) throws IOException {
    long size = Files.size(file);
    if (size > MOST_BYTES) {
      throw new InvalidDataException(
          file.getFileName() + ": must have at most " + MOST_BYTES + " bytes, has " + size);
    }
  }

  /** Filing dates by report. */
  interface FilingDates {
    @Nullable LocalDate of(String report);
  }
}
