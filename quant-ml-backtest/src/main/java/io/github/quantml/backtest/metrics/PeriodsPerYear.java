// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.metrics;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InsufficientDataException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;

/**
 * How many bars make a year, and why.
 *
 * <p>A wrong constant here scales every ratio of a report, so it is read off the bar times and
 * printed with the report.
 *
 * @param value periods per year, positive
 * @param basis a sentence saying where the value comes from
 */
public record PeriodsPerYear(double value, String basis) {
  private static final long DAY = 86_400_000_000_000L;
  private static final double DAYS_PER_YEAR = 365.25;

  public PeriodsPerYear {
    Checked.positive("periodsPerYear", value);
  }

  /** A value that the caller decides. */
  public static PeriodsPerYear of(double value) {
    return new PeriodsPerYear(value, text("%s (given)", number(value)));
  }

  /** {@link #infer(long[])} of the bar times. */
  public static PeriodsPerYear infer(BarSeries bars) {
    long[] times = new long[bars.size()];
    for (int i = 0; i < times.length; i++) {
      times[i] = bars.timeNanos(i);
    }
    return infer(times);
  }

  /**
   * Reads the calendar off the bar times.
   *
   * <p>The median gap tells yearly, quarterly, monthly, weekly, daily and intraday bars apart.
   * Daily bars make 252 a year when five weekdays carry them and 365 when all seven do; intraday
   * bars make the median number of bars per day times that. Bars without a regular gap (tick,
   * volume, dollar bars) and intraday bars of fewer than three days make as many as their own rate
   * gives in 365.25 days.
   *
   * @param closeNanos close times, strictly increasing, in nanoseconds; at least two
   */
  public static PeriodsPerYear infer(long[] closeNanos) {
    int n = closeNanos.length;
    if (n < 2) {
      throw new InsufficientDataException("bar times for the periods per year", 2, n);
    }
    long[] gaps = new long[n - 1];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = closeNanos[i + 1] - closeNanos[i];
      if (gaps[i] <= 0) {
        throw new IllegalArgumentException(
            "closeNanos: must be strictly increasing, rows " + i + " and " + (i + 1) + " are not");
      }
    }
    Arrays.sort(gaps);
    double gapDays = (double) gaps[gaps.length / 2] / DAY;
    double spanDays = (double) (closeNanos[n - 1] - closeNanos[0]) / DAY;
    double observed = (n - 1) / spanDays * DAYS_PER_YEAR;
    if (gapDays > 300) {
      return named(1, "yearly bars", observed);
    }
    if (gapDays > 80) {
      return named(4, "quarterly bars", observed);
    }
    if (gapDays > 25) {
      return named(12, "monthly bars", observed);
    }
    if (gapDays > 5) {
      return named(52, "weekly bars", observed);
    }
    return gapDays > 0.7
        ? daily(closeNanos, observed)
        : intraday(closeNanos, gaps, spanDays, observed);
  }

  private static PeriodsPerYear daily(long[] times, double observed) {
    int days = activeWeekdays(times);
    return named(tradingDays(days), "daily bars on " + days + " days of the week", observed);
  }

  private static PeriodsPerYear intraday(
      long[] times, long[] sortedGaps, double spanDays, double observed) {
    int[] perDay = barsPerDay(times);
    long lower = sortedGaps[sortedGaps.length / 4];
    boolean regular = lower * 2 > sortedGaps[sortedGaps.length / 2];
    if (perDay.length < 3 || !regular) {
      return new PeriodsPerYear(
          observed,
          text(
              "%s (the %d bars' own rate over %.2f days)",
              number(observed), times.length, spanDays));
    }
    // The first and the last day may be cut off.
    int[] whole = Arrays.copyOfRange(perDay, 1, perDay.length - 1);
    Arrays.sort(whole);
    int bars = whole[whole.length / 2];
    int weekdays = activeWeekdays(times);
    double value = (double) bars * tradingDays(weekdays);
    return named(
        value, "intraday bars, " + bars + " a day on " + weekdays + " days of the week", observed);
  }

  /** Five weekdays make 252 trading days, seven 365, any other count so many weeks' worth. */
  private static int tradingDays(int weekdays) {
    return switch (weekdays) {
      case 5 -> 252;
      case 7 -> 365;
      default -> 52 * weekdays;
    };
  }

  /**
   * Weekdays that carry at least a third of an even share of the bars. Which days they are does not
   * matter: a close at midnight belongs to the day that ends, whatever the zone.
   */
  private static int activeWeekdays(long[] times) {
    int[] bars = new int[DayOfWeek.values().length];
    long first = day(times[0]);
    long last = day(times[times.length - 1]);
    if (last - first < 6) {
      // Less than a week shows no rest day; two days in a row at a weekend show that there is none.
      boolean weekend = false;
      for (long time : times) {
        DayOfWeek d = LocalDate.ofEpochDay(day(time)).getDayOfWeek();
        weekend |= d == DayOfWeek.SATURDAY;
      }
      return weekend ? 7 : 5;
    }
    for (long time : times) {
      bars[LocalDate.ofEpochDay(day(time)).getDayOfWeek().getValue() - 1]++;
    }
    int active = 0;
    for (int count : bars) {
      active += 3.0 * count * bars.length >= times.length ? 1 : 0;
    }
    return active;
  }

  private static int[] barsPerDay(long[] times) {
    int[] counts = new int[times.length];
    int days = 0;
    long current = Long.MIN_VALUE;
    for (long time : times) {
      long day = day(time);
      if (day != current) {
        current = day;
        days++;
      }
      counts[days - 1]++;
    }
    return Arrays.copyOf(counts, days);
  }

  private static long day(long closeNanos) {
    return Math.floorDiv(closeNanos - 1, DAY);
  }

  private static PeriodsPerYear named(double value, String what, double observed) {
    return new PeriodsPerYear(
        value, text("%s (%s; observed rate %.1f a year)", number(value), what, observed));
  }

  private static String number(double value) {
    return value == Math.rint(value) ? text("%.0f", value) : text("%.2f", value);
  }

  private static String text(String format, Object... args) {
    return String.format(Locale.ROOT, format, args);
  }
}
