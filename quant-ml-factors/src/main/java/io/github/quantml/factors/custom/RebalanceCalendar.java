// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.custom;

import java.time.LocalDate;
import java.time.Month;

/** When portfolios are formed: at the ends of which periods. */
@FunctionalInterface
public interface RebalanceCalendar {
  /** Whether portfolios are formed at the end of the period, to be held from the next on. */
  boolean forms(LocalDate end);

  /** At the end of every period. */
  static RebalanceCalendar everyPeriod() {
    return end -> true;
  }

  /** At the end of one month a year; June for Fama and French (1993). */
  static RebalanceCalendar annually(Month month) {
    return end -> end.getMonth() == month;
  }
}
