// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical;

import io.github.quantml.api.ModelFormatException;
import io.github.quantml.cyclical.seasonal.CalendarMoment;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * When bars close, as far as the past shows: on which days of the week and, within a day, from when
 * to when. Holidays are not foreseen.
 *
 * @param days bit i set if bars close on day i of the week, Monday being 0
 * @param first earliest second of the day
 * @param last latest second of the day
 * @param seconds between two bars
 */
record MarketHours(int days, int first, int last, long seconds) {
  private static final long DAY = 86_400;
  // A day of the week with fewer than one bar in a hundred is an exception, not trading hours.
  private static final double LEAST_SHARE = 0.01;

  MarketHours {
    if (days < 1 || days > 127 || first < 0 || last < first || last >= DAY || seconds < 1) {
      throw new ModelFormatException(
          "market hours: days "
              + days
              + ", first "
              + first
              + ", last "
              + last
              + ", seconds "
              + seconds
              + " out of range");
    }
  }

  static MarketHours of(Instant[] closes, Duration interval, ZoneId zone) {
    int[] counts = new int[7];
    int first = (int) DAY - 1;
    int last = 0;
    for (Instant close : closes) {
      CalendarMoment moment = CalendarMoment.before(close, zone);
      counts[moment.date().getDayOfWeek().getValue() - 1]++;
      first = Math.min(first, moment.secondOfDay());
      last = Math.max(last, moment.secondOfDay());
    }
    int days = 0;
    for (int d = 0; d < 7; d++) {
      days |= counts[d] >= LEAST_SHARE * closes.length && counts[d] > 0 ? 1 << d : 0;
    }
    return new MarketHours(days, first, last, Math.max(1, interval.toSeconds()));
  }

  /** When the bar after the one that closes at a moment is expected to close. */
  CalendarMoment next(CalendarMoment now) {
    if (seconds >= 2 * DAY) {
      return new CalendarMoment(now.date().plusDays(seconds / DAY), now.secondOfDay());
    }
    long second = now.secondOfDay() + (seconds >= DAY ? 0 : seconds);
    if (seconds < DAY && second <= last) {
      return new CalendarMoment(now.date(), (int) second);
    }
    LocalDate date = now.date().plusDays(1);
    while ((days >> (date.getDayOfWeek().getValue() - 1) & 1) == 0) {
      date = date.plusDays(1);
    }
    return new CalendarMoment(date, seconds >= DAY ? now.secondOfDay() : first);
  }
}
