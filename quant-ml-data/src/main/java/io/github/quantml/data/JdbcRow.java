// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The current row of a result: typed reads that name row, column and value when they fail. */
final class JdbcRow {
  private final String symbol;
  private final ResultSet results;
  private final List<String> labels;
  private final TimeReader times;
  private long number;

  JdbcRow(String symbol, ResultSet results, List<String> labels, TimeReader times) {
    this.symbol = symbol;
    this.results = results;
    this.labels = labels;
    this.times = times;
  }

  /** Counts the row the result stands on. */
  void next() {
    number++;
  }

  /** Number of the row, from 1. */
  long number() {
    return number;
  }

  double number(int column) throws SQLException {
    Object value = value(column);
    if (value instanceof Number n) {
      return n.doubleValue();
    }
    String text = String.valueOf(value).strip();
    try {
      return Decimals.parse(text, '.');
    } catch (BadValue e) {
      throw fault(column, text, e.rule());
    }
  }

  /** Adjusted close / close. */
  double adjustment(int column, double close) throws SQLException {
    double adjusted = number(column);
    double factor = adjusted / close;
    if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
      throw fault(column, String.valueOf(adjusted), "must be positive, and so must close " + close);
    }
    return factor;
  }

  TimeReader.Time time(int column, int timeOfDay) throws SQLException {
    Object value = value(column);
    try {
      if (timeOfDay >= 0) {
        value = value + " " + value(timeOfDay);
      }
      if (value instanceof Timestamp t) {
        return times.read(t.toLocalDateTime());
      }
      if (value instanceof LocalDateTime t) {
        return times.read(t);
      }
      if (value instanceof OffsetDateTime t) {
        return times.read(t.toInstant());
      }
      if (value instanceof Instant t) {
        return times.read(t);
      }
      if (value instanceof Date d) {
        return times.read(d.toLocalDate());
      }
      if (value instanceof LocalDate d) {
        return times.read(d);
      }
      return value instanceof Number n
          ? times.read(decimal(n))
          : times.read(value.toString().strip());
    } catch (BadValue e) {
      throw fault(column, value.toString(), e.rule());
    }
  }

  private static BigDecimal decimal(Number number) throws BadValue {
    try {
      return new BigDecimal(number.toString());
    } catch (NumberFormatException notFinite) {
      throw new BadValue("must be a finite number");
    }
  }

  private Object value(int column) throws SQLException {
    @Nullable Object value = results.getObject(column + 1);
    if (value == null) {
      throw fault(column, "NULL", "must not be NULL");
    }
    return value;
  }

  private RowFault fault(int column, String value, String rule) {
    return RowFault.of(
        symbol + ", query row " + number, labels.get(column), value.isEmpty() ? "''" : value, rule);
  }
}
