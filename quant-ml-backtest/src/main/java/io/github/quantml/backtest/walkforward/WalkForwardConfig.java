// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.walkforward;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.backtest.split.CalendarSplit;
import io.github.quantml.backtest.split.Fold;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to walk.
 *
 * <p>Days are calendar days in UTC; a bar belongs to the day in which it closes, a close at
 * midnight to the day that ends there. Purge and embargo are counted in bars and both keep training
 * away from the test that follows: a label that looks h bars ahead asks for a purge of h, features
 * with a memory beyond the bars themselves for an embargo.
 *
 * @param trainDays days of training
 * @param testDays days of a test
 * @param stepDays days from one test to the next; less than {@code testDays} makes tests overlap,
 *     and the stitched record then takes each day from the latest fit
 * @param anchored whether training always begins at the first bar
 * @param calendar cuts on calendar dates in place of days; null for days
 * @param purge bars left out before the test because their labels reach into it
 * @param embargo further bars left out before the test
 * @param minimumTrainBars fewest training bars of a fold
 * @param refitEvery folds per fit, at least 1
 * @param warmStart whether a trainer is given what it fitted before
 * @param partialTest whether a last test that the data cuts short is kept
 */
public record WalkForwardConfig(
    int trainDays,
    int testDays,
    int stepDays,
    boolean anchored,
    @Nullable CalendarSplit calendar,
    int purge,
    int embargo,
    int minimumTrainBars,
    int refitEvery,
    boolean warmStart,
    boolean partialTest) {
  public WalkForwardConfig {
    atLeast("trainPeriodDays", trainDays, 1);
    atLeast("testPeriodDays", testDays, 1);
    atLeast("stepDays", stepDays, 1);
    atLeast("purge", purge, 0);
    atLeast("embargo", embargo, 0);
    atLeast("minimumTrainBars", minimumTrainBars, 1);
    atLeast("refitEvery", refitEvery, 1);
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + ": must be at least " + least + ", got " + value);
    }
  }

  /** A walk by days: tests follow each other every {@code stepDays}, nothing is left out. */
  public static WalkForwardConfig ofDays(
      int trainDays, int testDays, int stepDays, boolean anchored) {
    return new WalkForwardConfig(
        trainDays, testDays, stepDays, anchored, null, 0, 0, 1, 1, false, false);
  }

  /** A walk on calendar dates; the days are then without meaning. */
  public static WalkForwardConfig ofCalendar(CalendarSplit split) {
    return new WalkForwardConfig(
        1, 1, 1, split.anchored(), split, split.purge(), 0, 1, 1, false, split.partialTest());
  }

  /** With so many bars left out before each test: purge first, embargo after it. */
  public WalkForwardConfig withGap(int purgeBars, int embargoBars) {
    return new WalkForwardConfig(
        trainDays,
        testDays,
        stepDays,
        anchored,
        calendar,
        purgeBars,
        embargoBars,
        minimumTrainBars,
        refitEvery,
        warmStart,
        partialTest);
  }

  public WalkForwardConfig withMinimumTrainBars(int value) {
    return new WalkForwardConfig(
        trainDays,
        testDays,
        stepDays,
        anchored,
        calendar,
        purge,
        embargo,
        value,
        refitEvery,
        warmStart,
        partialTest);
  }

  /** With a fit for every so many folds, from scratch or from what was fitted before. */
  public WalkForwardConfig withRefits(int every, boolean warm) {
    return new WalkForwardConfig(
        trainDays,
        testDays,
        stepDays,
        anchored,
        calendar,
        purge,
        embargo,
        minimumTrainBars,
        every,
        warm,
        partialTest);
  }

  public WalkForwardConfig withPartialTest(boolean value) {
    return new WalkForwardConfig(
        trainDays,
        testDays,
        stepDays,
        anchored,
        calendar,
        purge,
        embargo,
        minimumTrainBars,
        refitEvery,
        warmStart,
        value);
  }

  /** In words, for reports. */
  String describe() {
    String scheme =
        calendar != null
            ? "calendar walk, " + calendar
            : (anchored ? "anchored" : "rolling")
                + " walk, "
                + trainDays
                + " days of training, "
                + testDays
                + " of test, step "
                + stepDays;
    return scheme
        + "; purge "
        + purge
        + " and embargo "
        + embargo
        + " bars; refit every "
        + (refitEvery == 1 ? "fold" : refitEvery + " folds")
        + (warmStart ? ", warm start" : "");
  }

  /** The folds of a series. */
  List<FoldWindow> windows(BarSeries bars) {
    if (bars.isEmpty()) {
      throw new InsufficientDataException(bars.symbol() + ": bars to walk forward on", 1, 0);
    }
    List<FoldWindow> out = calendar == null ? byDays(bars) : byCalendar(bars, calendar);
    if (out.isEmpty()) {
      long days = Duration.between(bars.time(0), bars.time(bars.size() - 1)).toDays() + 1;
      throw new InsufficientDataException(
          bars.symbol() + ": days for one training and one test",
          calendar == null ? (long) trainDays + testDays : days + 1,
          days);
    }
    return out;
  }

  private List<FoldWindow> byDays(BarSeries bars) {
    Instant origin = day(bars.time(0)).atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant last = bars.time(bars.size() - 1);
    List<FoldWindow> out = new ArrayList<>();
    for (long k = 0; ; k++) {
      Instant test = origin.plus(Duration.ofDays(trainDays + k * stepDays));
      Instant end = test.plus(Duration.ofDays(testDays));
      if (!test.isBefore(last) || (!partialTest && endOfDay(last).isBefore(end))) {
        return out;
      }
      int testFrom = bars.countUntil(test);
      int testTo = bars.countUntil(end);
      if (testTo > testFrom) {
        Instant train = test.minus(Duration.ofDays(trainDays));
        int trainFrom = anchored ? 0 : bars.countUntil(train);
        out.add(window(bars, out.size(), trainFrom, testFrom, testTo));
      }
    }
  }

  private List<FoldWindow> byCalendar(BarSeries bars, CalendarSplit split) {
    List<LocalDate> dates = new ArrayList<>(bars.size());
    for (int i = 0; i < bars.size(); i++) {
      dates.add(day(bars.time(i)));
    }
    List<FoldWindow> out = new ArrayList<>();
    for (Fold fold :
        split.withPurge(0).withAnchored(anchored).withPartialTest(partialTest).split(dates)) {
      out.add(window(bars, out.size(), fold.trainStart(), fold.testStart(), fold.testEnd()));
    }
    return out;
  }

  private FoldWindow window(BarSeries bars, int fold, int trainFrom, int testFrom, int testTo) {
    int trainTo = testFrom - purge - embargo;
    if (trainTo - trainFrom < minimumTrainBars) {
      throw new InsufficientDataException(
          bars.symbol() + ", fold " + fold + ": training bars after purge and embargo",
          minimumTrainBars,
          Math.max(0, trainTo - trainFrom));
    }
    return new FoldWindow(trainFrom, trainTo, testFrom, testTo);
  }

  private static LocalDate day(Instant close) {
    return LocalDate.ofInstant(close.minusNanos(1), ZoneOffset.UTC);
  }

  private static Instant endOfDay(Instant close) {
    return day(close).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
