// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.trading;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.quantml.api.InvalidDataException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a CSV file hold what; null for what a file does not have.
 *
 * @param filer who filed
 * @param owner for whom, or null
 * @param symbol ticker
 * @param side purchase, sale or exchange
 * @param amount a range such as {@code $1,001 - $15,000}, a number, or {@code Over $50,000,000}
 * @param traded day of the trade: {@code 2021-02-11}, {@code 02/11/2021} or with two-digit parts
 * @param notified day of the notification, or null
 * @param filed day of the filing, or null if it is looked up by report
 * @param report identifier of the report, or null
 * @param amends identifier of the report replaced, or null
 */
public record FilingColumns(
    String filer,
    @Nullable String owner,
    String symbol,
    String side,
    String amount,
    String traded,
    @Nullable String notified,
    @Nullable String filed,
    @Nullable String report,
    @Nullable String amends) {

  /** The layout of {@code all_transactions.csv} of the Senate. */
  public static FilingColumns senate() {
    return new FilingColumns(
        "senator",
        "owner",
        "ticker",
        "type",
        "amount",
        "transaction_date",
        null,
        null,
        "ptr_link",
        null);
  }

  void requireIn(Path file, List<String> header) {
    Stream.of(filer, owner, symbol, side, amount, traded, notified, filed, report, amends)
        .filter(column -> column != null && !header.contains(column))
        .findFirst()
        .ifPresent(
            column -> {
              throw new InvalidDataException(
                  file.getFileName() + ": has no column " + column + ", the header is " + header);
            });
  }

  void add(NamedCsvRecord row, TradeFilingReader.FilingDates dates, FilingRows rows) {
    String link = text(row, report);
    String day = text(row, filed);
    LocalDate known = day.isEmpty() ? dates.of(link) : null;
    rows.add(
        new FilingRows.Row(
            text(row, filer),
            text(row, owner),
            text(row, symbol),
            text(row, side),
            text(row, amount),
            text(row, traded),
            text(row, notified),
            known == null ? day : known.toString(),
            link,
            text(row, amends)));
  }

  private static String text(NamedCsvRecord row, @Nullable String column) {
    return column == null ? "" : row.findField(column).orElse("");
  }
}
