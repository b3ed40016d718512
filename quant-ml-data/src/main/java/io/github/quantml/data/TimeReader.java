// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/** Turns what a source wrote into nanoseconds since the epoch. Thread-safe. */
final class TimeReader {
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX][XX][X]")
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final BigDecimal SECONDS_BELOW = new BigDecimal("1e11");
  private static final BigDecimal MILLIS_BELOW = new BigDecimal("1e14");
  private static final BigDecimal MICROS_BELOW = new BigDecimal("1e17");

  /** More digits than any time has, and few enough that arithmetic on them is cheap. */
  private static final int LONGEST_NUMBER = 40;

  private final TimeFormat format;
  private final DateTimeFormatter formatter;

  TimeReader(TimeFormat format) {
    this.format = format;
    this.formatter = format.pattern() == null ? ISO : formatter(format.pattern());
  }

  /** A moment; {@code date} when only a date was written. */
  record Time(long nanos, boolean date) {}

  static DateTimeFormatter formatter(String pattern) {
    try {
      // The era makes "yyyy", a year of era, complete in the strict style.
      return new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern(pattern)
          .parseDefaulting(ChronoField.ERA, 1)
          .toFormatter(Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "pattern: '" + pattern + "' is not a date-time pattern: " + e.getMessage(), e);
    }
  }

  Time read(String text) throws BadValue {
    if (text.isEmpty()) {
      throw new BadValue("must not be empty");
    }
    return switch (format.kind()) {
      case AUTO -> isNumber(text) ? number(text) : parsed(text);
      case ISO, PATTERN -> parsed(text);
      case EPOCH_SECONDS -> epoch(decimal(text), 9);
      case EPOCH_MILLIS -> epoch(decimal(text), 6);
    };
  }

  /** A number of a database column. */
  Time read(BigDecimal number) throws BadValue {
    return switch (format.kind()) {
      case EPOCH_SECONDS -> epoch(number, 9);
      case EPOCH_MILLIS -> epoch(number, 6);
      default -> bySize(number);
    };
  }

  Time read(Instant instant) throws BadValue {
    return new Time(nanos(instant), false);
  }

  /** The close of the session of a date. */
  Time read(LocalDate date) throws BadValue {
    LocalTime close = format.sessionClose();
    try {
      LocalDate day = close.equals(LocalTime.MIDNIGHT) ? date.plusDays(1) : date;
      return new Time(nanos(day.atTime(close).atZone(format.sessionZone()).toInstant()), true);
    } catch (DateTimeException outside) {
      throw outside();
    }
  }

  Time read(LocalDateTime local) throws BadValue {
    ZoneId zone = format.zone();
    if (zone == null) {
      throw new BadValue(
          "has no zone: write an offset such as Z or +01:00 behind it, or give the zone of the"
              + " source with withZone(ZoneId.of(\"America/New_York\"))");
    }
    if (zone.getRules().getValidOffsets(local).isEmpty()) {
      throw new BadValue("does not exist in " + zone + ", where clocks were set forward over it");
    }
    return read(local.atZone(zone).toInstant());
  }

  private Time parsed(String text) throws BadValue {
    TemporalAccessor value;
    try {
      value =
          formatter.parse(format.pattern() == null ? withLetter(text) : text, TimeReader::fullest);
    } catch (DateTimeParseException e) {
      throw new BadValue(expected());
    }
    if (value instanceof ZonedDateTime zoned) {
      return read(zoned.toInstant());
    }
    return value instanceof LocalDateTime local ? read(local) : read((LocalDate) value);
  }

  /** The most that was written: asking first is far cheaper than parseBest, which tries. */
  private static TemporalAccessor fullest(TemporalAccessor parsed) {
    if (parsed.query(TemporalQueries.localTime()) == null) {
      return LocalDate.from(parsed);
    }
    return parsed.query(TemporalQueries.zone()) == null
        ? LocalDateTime.from(parsed)
        : ZonedDateTime.from(parsed);
  }

  private static String withLetter(String text) {
    return text.length() > 10 && text.charAt(10) == ' '
        ? text.substring(0, 10) + 'T' + text.substring(11).stripLeading()
        : text;
  }

  private String expected() {
    return switch (format.kind()) {
      case PATTERN -> "must be a time written as " + format.pattern();
      case ISO -> "must be a time such as 2024-01-31 or 2024-01-31T16:00:00Z";
      default ->
          "must be a time such as 2024-01-31, 2024-01-31T16:00:00Z or epoch seconds 1706716800;"
              + " give other forms with withPattern(\"dd.MM.yyyy\")";
    };
  }

  private static boolean isNumber(String text) {
    for (int i = text.charAt(0) == '-' ? 1 : 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && c != '.') {
        return false;
      }
    }
    return true;
  }

  private Time number(String text) throws BadValue {
    if (text.length() == 8 && text.indexOf('.') < 0 && text.charAt(0) != '-') {
      try {
        return read(LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE));
      } catch (DateTimeParseException e) {
        throw new BadValue("has eight digits and must be a date written as yyyyMMdd");
      }
    }
    return bySize(decimal(text));
  }

  private Time bySize(BigDecimal value) throws BadValue {
    BigDecimal size = value.abs();
    int power =
        size.compareTo(SECONDS_BELOW) < 0
            ? 9
            : size.compareTo(MILLIS_BELOW) < 0 ? 6 : size.compareTo(MICROS_BELOW) < 0 ? 3 : 0;
    return epoch(value, power);
  }

  private BigDecimal decimal(String text) throws BadValue {
    try {
      if (text.length() <= LONGEST_NUMBER && isNumber(text)) {
        return new BigDecimal(text);
      }
    } catch (NumberFormatException e) {
      throw notEpoch();
    }
    throw notEpoch();
  }

  private BadValue notEpoch() {
    return new BadValue(
        format.kind() == TimeFormat.Kind.EPOCH_MILLIS
            ? "must be milliseconds since 1970, such as 1706716800000"
            : "must be seconds since 1970, such as 1706716800");
  }

  private static Time epoch(BigDecimal value, int power) throws BadValue {
    BigDecimal nanos = value.scaleByPowerOfTen(power);
    try {
      return new Time(nanos.toBigInteger().longValueExact(), false);
    } catch (ArithmeticException outside) {
      throw outside();
    }
  }

  private static long nanos(Instant instant) throws BadValue {
    try {
      return Nanos.of(instant);
    } catch (ArithmeticException outside) {
      throw outside();
    }
  }

  private static BadValue outside() {
    return new BadValue("must lie in the years 1678 to 2261");
  }
}
