// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.seasonal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * Date and time of day at a place.
 *
 * @param date local date
 * @param secondOfDay seconds since local midnight, 0 to 86,399
 */
public record CalendarMoment(LocalDate date, int secondOfDay) {
  /** Checks the time of day. */
  public CalendarMoment {
    if (secondOfDay < 0 || secondOfDay >= 86_400) {
      throw new IllegalArgumentException("secondOfDay must be in [0, 86400), got " + secondOfDay);
    }
  }

  /** The moment just before a bar closes. */
  public static CalendarMoment before(Instant close, ZoneId zone) {
    LocalDateTime local = LocalDateTime.ofInstant(close.minusNanos(1), zone);
    return new CalendarMoment(local.toLocalDate(), local.toLocalTime().toSecondOfDay());
  }
}
