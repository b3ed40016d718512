// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far ahead a forecast looks, in bars or in calendar time.
 *
 * <p>A horizon in bars is exact. A horizon in calendar time has no bar count until it meets a
 * series: {@link #resolve} turns it into the whole number of bars that the series has averaged per
 * span, so that "30d" is about 21 daily bars of a stock and 30 of a currency that never sleeps.
 *
 * @param bars number of bars, at least 1; 0 while a calendar horizon is unresolved
 * @param span calendar length the horizon was given as, null for a horizon given in bars
 */
public record Horizon(int bars, @Nullable Duration span) {
  private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,6})\\s*([a-z]+)");

  public Horizon {
    if (bars < 0 || (bars == 0 && span == null)) {
      throw new IllegalArgumentException("horizon: bars must be at least 1, got " + bars);
    }
    if (span != null && (span.isZero() || span.isNegative())) {
      throw new IllegalArgumentException("horizon: span must be positive, got " + span);
    }
  }

  /** A horizon of {@code n} bars, n ≥ 1. */
  public static Horizon ofBars(int n) {
    return new Horizon(n, null);
  }

  /** A horizon of calendar time, unresolved. */
  public static Horizon of(Duration span) {
    return new Horizon(0, span);
  }

  /**
   * Reads {@code "5b"} (bars), {@code "90s"}, {@code "15m"} (minutes), {@code "1h"}, {@code "30d"}
   * or {@code "4w"}.
   *
   * @throws IllegalArgumentException naming the text when it is none of these
   */
  public static Horizon parse(String text) {
    Matcher m = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!m.matches()) {
      throw bad(text);
    }
    int n = Integer.parseInt(m.group(1));
    return switch (m.group(2)) {
      case "b", "bar", "bars" -> ofBars(n);
      case "s" -> of(Duration.ofSeconds(n));
      case "m", "min" -> of(Duration.ofMinutes(n));
      case "h" -> of(Duration.ofHours(n));
      case "d" -> of(Duration.ofDays(n));
      case "w" -> of(Duration.ofDays(7L * n));
      default -> throw bad(text);
    };
  }

  private static IllegalArgumentException bad(String text) {
    return new IllegalArgumentException(
        "horizon: '"
            + text
            + "' is not a whole number followed by b (bars), s, m, h, d or w, for example 5b or"
            + " 30d");
  }

  /** Whether the number of bars is known. */
  public boolean isResolved() {
    return bars > 0;
  }

  /**
   * The same horizon with its bar count known: a calendar span becomes the average number of bars
   * this series had per such span, rounded, at least 1.
   *
   * @throws InsufficientDataException when the span is longer than the series itself
   */
  public Horizon resolve(BarSeries series) {
    if (bars > 0 || span == null) {
      return this;
    }
    if (series.size() < 2) {
      throw new InsufficientDataException(
          series.symbol() + ": bars to measure a horizon of " + this, 2, series.size());
    }
    Duration covered = Duration.between(series.time(0), series.time(series.size() - 1));
    if (covered.compareTo(span) < 0) {
      throw new InsufficientDataException(
          series.symbol() + ": minutes of history for a horizon of " + this,
          span.toMinutes(),
          covered.toMinutes());
    }
    double ratio = seconds(span) / seconds(covered);
    long count = Math.max(1, Math.round(ratio * (series.size() - 1)));
    return new Horizon((int) count, span);
  }

  private static double seconds(Duration d) {
    return d.getSeconds() + d.getNano() * 1e-9;
  }

  /** The text {@link #parse} reads, with the bar count beside a resolved calendar span. */
  @Override
  public String toString() {
    if (span == null) {
      return bars + "b";
    }
    String text = spanText(span);
    return bars > 0 ? text + " (" + bars + " bars)" : text;
  }

  private static String spanText(Duration span) {
    long s = span.getSeconds();
    if (span.getNano() != 0 || s == 0) {
      return span.toString();
    }
    if (s % 86_400 == 0) {
      return s / 86_400 + "d";
    }
    if (s % 3_600 == 0) {
      return s / 3_600 + "h";
    }
    return s % 60 == 0 ? s / 60 + "m" : s + "s";
  }
}
