// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.chain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/** When on its last day an option is settled, in New York. */
public enum Settlement {
  /** At the opening, 9:30: the roots of index options that expire in the morning. */
  AM(LocalTime.of(9, 30)),
  /** At the close, 16:00. */
  PM(LocalTime.of(16, 0));

  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final Set<String> MORNING = Set.of("SPX", "NDX", "RUT", "VIX", "DJX", "OEX");
  private static final double MINUTES_PER_YEAR = 365 * 24 * 60.0;

  private final LocalTime time;

  Settlement(LocalTime time) {
    this.time = time;
  }

  /** By the root: SPX settles in the morning, SPXW in the afternoon. */
  public static Settlement ofRoot(String root) {
    return MORNING.contains(root) ? AM : PM;
  }

  /** The moment of settlement. */
  public Instant at(LocalDate expiry) {
    return expiry.atTime(time).atZone(NEW_YORK).toInstant();
  }

  /** Years of 365 days to settlement, to the minute; negative after it. */
  public double years(Instant now, LocalDate expiry) {
    return Duration.between(now, at(expiry)).toMinutes() / MINUTES_PER_YEAR;
  }
}
