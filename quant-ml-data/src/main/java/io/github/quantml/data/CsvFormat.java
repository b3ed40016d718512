// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import io.github.quantml.api.RepairPolicy;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * How a CSV file holds bars: the first line names the columns, every other line is a bar.
 *
 * @param layout which columns make bars, and how to read them
 * @param dialect how the file is written
 */
public record CsvFormat(BarLayout layout, CsvDialect dialect) {

  /** What {@link BarLayout#defaults()} and {@link CsvDialect#defaults()} say. */
  public static CsvFormat defaults() {
    return new CsvFormat(BarLayout.defaults(), CsvDialect.defaults());
  }

  public CsvFormat withLayout(BarLayout value) {
    return new CsvFormat(value, dialect);
  }

  public CsvFormat withDialect(CsvDialect value) {
    return new CsvFormat(layout, value);
  }

  /** Takes a field from the column of this name. */
  public CsvFormat withColumn(BarField field, String name) {
    return withLayout(layout.withColumn(field, name));
  }

  /** For files without volume: every volume is 0. */
  public CsvFormat withoutVolume() {
    return withLayout(layout.withoutVolume());
  }

  /** Prices scaled by adjusted close / close; see {@link BarLayout}. */
  public CsvFormat withAdjustedPrices() {
    return withLayout(layout.withAdjustedPrices());
  }

  public CsvFormat withTime(TimeFormat value) {
    return withLayout(layout.withTime(value));
  }

  /** The zone of date-times that carry none. */
  public CsvFormat withZone(ZoneId value) {
    return withTime(layout.time().withZone(value));
  }

  /** When and where the session of a plain date closes. */
  public CsvFormat withSession(LocalTime close, ZoneId closeZone) {
    return withTime(layout.time().withSession(close, closeZone));
  }

  /** Times written by a {@link java.time.format.DateTimeFormatter} pattern. */
  public CsvFormat withTimePattern(String value) {
    return withTime(layout.time().withPattern(value));
  }

  /** Date-times and epoch numbers tell when a bar opens. */
  public CsvFormat withOpenTimes() {
    return withTime(layout.time().withStamp(TimeFormat.Stamp.OPEN));
  }

  public CsvFormat withInterval(Duration value) {
    return withLayout(layout.withInterval(value));
  }

  public CsvFormat withRepair(RepairPolicy value) {
    return withLayout(layout.withRepair(value));
  }

  public CsvFormat withSeparator(char value) {
    return withDialect(dialect.withSeparator(value));
  }

  public CsvFormat withDecimal(char value) {
    return withDialect(dialect.withDecimal(value));
  }
}
