// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.split;

import io.github.quantml.api.InsufficientDataException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks forward on calendar dates: a test begins at an anchor date and lasts a number of calendar
 * periods; training covers so many periods before it.
 *
 * @param anchor which day of a month begins a period
 * @param monthsPerPeriod 1 for months, 3 for quarters, 12 for years
 * @param trainPeriods periods of training
 * @param testPeriods periods of a test, and from one test to the next
 * @param purge samples left out between training and test
 * @param previous where no sample lies on an anchor: begin at the sample before it, else after it
 * @param anchored whether training always begins at the first sample
 * @param partialTest whether a last test that the data cut short is kept
 */
public record CalendarSplit(
    Anchor anchor,
    int monthsPerPeriod,
    int trainPeriods,
    int testPeriods,
    int purge,
    boolean previous,
    boolean anchored,
    boolean partialTest) {

  /** Which day of a month begins a period. */
  public enum Anchor {
    /** Its first day. */
    MONTH_START {
      @Override
      LocalDate in(LocalDate month) {
        return month.withDayOfMonth(1);
      }
    },
    /** Its last day. */
    MONTH_END {
      @Override
      LocalDate in(LocalDate month) {
        return month.with(TemporalAdjusters.lastDayOfMonth());
      }
    },
    /** Its third Friday, when equity options expire. */
    THIRD_FRIDAY {
      @Override
      LocalDate in(LocalDate month) {
        return month.with(TemporalAdjusters.dayOfWeekInMonth(3, DayOfWeek.FRIDAY));
      }
    };

    abstract LocalDate in(LocalDate month);
  }

  public CalendarSplit {
    WalkForwardSplit.atLeast("monthsPerPeriod", monthsPerPeriod, 1);
    WalkForwardSplit.atLeast("trainPeriods", trainPeriods, 1);
    WalkForwardSplit.atLeast("testPeriods", testPeriods, 1);
    WalkForwardSplit.atLeast("purge", purge, 0);
  }

  /** Monthly periods, rolling, no purge. */
  public static CalendarSplit monthly(Anchor anchor, int trainPeriods, int testPeriods) {
    return new CalendarSplit(anchor, 1, trainPeriods, testPeriods, 0, false, false, false);
  }

  public CalendarSplit withMonthsPerPeriod(int value) {
    return new CalendarSplit(
        anchor, value, trainPeriods, testPeriods, purge, previous, anchored, partialTest);
  }

  public CalendarSplit withPurge(int value) {
    return new CalendarSplit(
        anchor, monthsPerPeriod, trainPeriods, testPeriods, value, previous, anchored, partialTest);
  }

  public CalendarSplit withPrevious(boolean value) {
    return new CalendarSplit(
        anchor, monthsPerPeriod, trainPeriods, testPeriods, purge, value, anchored, partialTest);
  }

  public CalendarSplit withAnchored(boolean value) {
    return new CalendarSplit(
        anchor, monthsPerPeriod, trainPeriods, testPeriods, purge, previous, value, partialTest);
  }

  public CalendarSplit withPartialTest(boolean value) {
    return new CalendarSplit(
        anchor, monthsPerPeriod, trainPeriods, testPeriods, purge, previous, anchored, value);
  }

  /**
   * The folds of samples on these dates.
   *
   * @param dates not decreasing
   * @param spans when each label formed, to purge by; null to purge by count alone
   * @throws InsufficientDataException when the dates hold no whole fold
   */
  public List<Fold> split(List<LocalDate> dates, @Nullable LabelSpans spans) {
    if (spans != null) {
      spans.requireSize(dates.size());
    }
    int[] starts = starts(dates);
    List<Fold> folds = new ArrayList<>();
    for (int k = trainPeriods; k < starts.length; k += testPeriods) {
      boolean whole = k + testPeriods < starts.length;
      if (!whole && !partialTest) {
        break;
      }
      int from = starts[k];
      int to = whole ? starts[k + testPeriods] : dates.size();
      if (to <= from) {
        continue;
      }
      boolean[] train = new boolean[dates.size()];
      int trainStart = anchored ? 0 : starts[k - trainPeriods];
      Arrays.fill(train, trainStart, Math.max(trainStart, from - purge), true);
      Purge.byLabels(train, spans, from, to);
      folds.add(new Fold(folds.size(), Purge.positions(train), Purge.range(from, to)));
    }
    if (folds.isEmpty()) {
      throw new InsufficientDataException(
          "calendar periods in the data", trainPeriods + testPeriods + 1L, starts.length);
    }
    return List.copyOf(folds);
  }

  /** The folds, purged by count alone. */
  public List<Fold> split(List<LocalDate> dates) {
    return split(dates, null);
  }

  /** First sample of every period that begins within the data. */
  private int[] starts(List<LocalDate> dates) {
    if (dates.isEmpty()) {
      throw new InsufficientDataException("dates", 1, 0);
    }
    LocalDate first = dates.get(0);
    LocalDate last = dates.get(dates.size() - 1);
    long months = ChronoUnit.MONTHS.between(first.withDayOfMonth(1), last.withDayOfMonth(1));
    int[] out = new int[(int) months + 1];
    int count = 0;
    for (int m = 0; m <= months; m++) {
      LocalDate month = first.withDayOfMonth(1).plusMonths(m);
      LocalDate date = anchor.in(month);
      boolean begins = (month.getMonthValue() - 1) % monthsPerPeriod == 0 || monthsPerPeriod > 12;
      if (begins && !date.isBefore(first) && !date.isAfter(last)) {
        out[count++] = position(dates, date);
      }
    }
    return Arrays.copyOf(out, count);
  }

  private int position(List<LocalDate> dates, LocalDate date) {
    int low = 0;
    int high = dates.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (dates.get(middle).isBefore(date)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return previous && !dates.get(low).equals(date) ? low - 1 : low;
  }
}
