// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * How a source writes times, and which moment of a bar they mean.
 *
 * <p>A bar's time is its close. A plain date {@code 2013-01-02} means the session of that date,
 * which closes at {@code sessionClose} in {@code sessionZone}: by default at 23:59:59 UTC, which no
 * regular session of any exchange outlasts, so that nothing is known too early. A date with a time
 * of day needs an offset ({@code Z}, {@code +01:00}) or a {@code zone}; without either it is an
 * error, never a guess.
 *
 * @param kind how times are written
 * @param pattern {@link java.time.format.DateTimeFormatter} pattern, with {@link Kind#PATTERN} only
 * @param zone of date-times that carry none; null makes them an error
 * @param sessionClose when the session of a plain date closes; 00:00 means the end of that date
 * @param sessionZone where {@code sessionClose} is told
 * @param stamp whether date-times and epoch numbers tell a bar's close or its open; an open is
 *     moved by the interval. Plain dates always mean the session.
 */
public record TimeFormat(
    Kind kind,
    @Nullable String pattern,
    @Nullable ZoneId zone,
    LocalTime sessionClose,
    ZoneId sessionZone,
    Stamp stamp) {

  /** How times are written. */
  public enum Kind {
    /**
     * ISO 8601 dates and date-times, {@code yyyyMMdd}, or numbers since the epoch whose unit is
     * told by their size: below 10¹¹ seconds, below 10¹⁴ milliseconds, below 10¹⁷ microseconds,
     * else nanoseconds.
     */
    AUTO,
    ISO,
    EPOCH_SECONDS,
    EPOCH_MILLIS,
    PATTERN
  }

  /** Which moment of its bar a time tells. */
  public enum Stamp {
    CLOSE,
    OPEN
  }

  public TimeFormat {
    if ((kind == Kind.PATTERN) != (pattern != null)) {
      throw new IllegalArgumentException(
          "pattern: must be given with kind PATTERN and only then, got "
              + pattern
              + " with "
              + kind);
    }
    if (pattern != null) {
      TimeReader.formatter(pattern);
    }
  }

  /** Everything found by itself, no zone, sessions close at 23:59:59 UTC, times are closes. */
  public static TimeFormat defaults() {
    return new TimeFormat(
        Kind.AUTO, null, null, LocalTime.of(23, 59, 59), ZoneOffset.UTC, Stamp.CLOSE);
  }

  /** Another kind; for patterns see {@link #withPattern}. */
  public TimeFormat withKind(Kind value) {
    return new TimeFormat(value, null, zone, sessionClose, sessionZone, stamp);
  }

  /**
   * Times written by a {@link java.time.format.DateTimeFormatter} pattern with English names.
   *
   * @throws IllegalArgumentException when it is not a pattern
   */
  public TimeFormat withPattern(String value) {
    return new TimeFormat(Kind.PATTERN, value, zone, sessionClose, sessionZone, stamp);
  }

  /** The zone of date-times that carry none. */
  public TimeFormat withZone(ZoneId value) {
    return new TimeFormat(kind, pattern, value, sessionClose, sessionZone, stamp);
  }

  /** When and where the session of a plain date closes, for example 16:00 in New York. */
  public TimeFormat withSession(LocalTime close, ZoneId closeZone) {
    return new TimeFormat(kind, pattern, zone, close, closeZone, stamp);
  }

  public TimeFormat withStamp(Stamp value) {
    return new TimeFormat(kind, pattern, zone, sessionClose, sessionZone, value);
  }
}
