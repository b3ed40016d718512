// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.seasonal;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Locale;

/**
 * A label a bar has by the calendar alone, so also a bar of the future.
 *
 * <p>Labels instead of a fixed period: with holidays a week is not five bars. A bar belongs to the
 * moment just before its close, so that a day that closes at midnight is not counted as the next.
 */
public enum CalendarKey {
  /** Monday to Sunday. */
  DAY_OF_WEEK(7) {
    @Override
    int level(LocalDate date, int secondOfDay) {
      return date.getDayOfWeek().getValue() - 1;
    }

    @Override
    String text(int level) {
      return DayOfWeek.of(level + 1).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }
  },
  /** January to December. */
  MONTH(12) {
    @Override
    int level(LocalDate date, int secondOfDay) {
      return date.getMonthValue() - 1;
    }

    @Override
    String text(int level) {
      return Month.of(level + 1).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }
  },
  /**
   * Whether the day is one of the last weekday and the first three weekdays of a month (Lakonishok
   * and Smidt 1988); a weekend has the label of the weekday before.
   */
  TURN_OF_MONTH(2) {
    @Override
    int level(LocalDate date, int secondOfDay) {
      int day = date.getDayOfWeek().getValue();
      LocalDate weekday = day > 5 ? date.minusDays(day - 5L) : date;
      boolean friday = weekday.getDayOfWeek() == DayOfWeek.FRIDAY;
      if (weekday.plusDays(friday ? 3 : 1).getMonthValue() != weekday.getMonthValue()) {
        return 1;
      }
      return weekdayOfMonth(weekday) <= 3 ? 1 : 0;
    }

    @Override
    String text(int level) {
      return level == 1 ? "turn of the month" : "rest of the month";
    }
  },
  /** The half hour of the day in which the bar closes. */
  HALF_HOUR(48) {
    @Override
    int level(LocalDate date, int secondOfDay) {
      return secondOfDay / 1800;
    }

    @Override
    String text(int level) {
      return String.format(Locale.ROOT, "%02d:%02d", level / 2, 30 * (level % 2));
    }
  };

  private final int levels;

  CalendarKey(int levels) {
    this.levels = levels;
  }

  abstract int level(LocalDate date, int secondOfDay);

  abstract String text(int level);

  /** Number of labels. */
  public int levels() {
    return levels;
  }

  /**
   * Label of a bar.
   *
   * @param moment where and when the bar closes
   * @return 0 to {@link #levels()} − 1
   */
  public int level(CalendarMoment moment) {
    return level(moment.date(), moment.secondOfDay());
  }

  /** What a label is called. */
  public String label(int level) {
    if (level < 0 || level >= levels) {
      throw new IllegalArgumentException(
          "level must be in [0, " + levels + ") for " + this + ", got " + level);
    }
    return text(level);
  }

  private static int weekdayOfMonth(LocalDate weekday) {
    int count = 0;
    for (LocalDate d = weekday; d.getMonthValue() == weekday.getMonthValue(); d = d.minusDays(1)) {
      count += d.getDayOfWeek().getValue() <= 5 ? 1 : 0;
      if (count > 3) {
        break;
      }
    }
    return count;
  }
}
