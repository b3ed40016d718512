// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

import java.util.Arrays;
import java.util.List;

/**
 * Precision, recall and delay of alarms against known events, event by event.
 *
 * <p>Alarms at most {@code merge} bars apart are one episode, dated by its first alarm. An episode
 * is right if that alarm lies in an event or at most {@code tolerance} bars after its end; an event
 * is found if a right episode belongs to it. Nothing is point-adjusted: one alarm inside a long
 * event does not turn its other bars into hits.
 *
 * @param events how many events there were
 * @param found how many were found
 * @param episodes how many alarm episodes there were
 * @param right how many belong to an event
 * @param meanDelay mean bars from the start of a found event to its first alarm; NaN if none is
 */
public record EventScore(int events, int found, int episodes, int right, double meanDelay) {

  /**
   * A known event.
   *
   * @param start first bar, at least 0
   * @param end last bar, at least start
   */
  public record Event(int start, int end) {
    /** Checks the order. */
    public Event {
      if (start < 0 || end < start) {
        throw new IllegalArgumentException(
            "event: needs 0 <= start <= end, got " + start + " and " + end);
      }
    }

    /** An event of one bar. */
    public static Event at(int bar) {
      return new Event(bar, bar);
    }
  }

  /**
   * Scores alarms.
   *
   * @param events in any order
   * @param alarms bars with an alarm, increasing
   * @param tolerance bars after the end of an event in which an alarm still counts, at least 0
   * @param merge alarms at most this far apart are one episode, at least 0
   */
  public static EventScore of(List<Event> events, int[] alarms, int tolerance, int merge) {
    Values.atLeast("tolerance", tolerance, 0);
    Values.atLeast("merge", merge, 0);
    int[] delays = new int[events.size()];
    Arrays.fill(delays, Integer.MAX_VALUE);
    int episodes = 0;
    int right = 0;
    for (int i = 0; i < alarms.length; i++) {
      if (i > 0 && alarms[i] <= alarms[i - 1]) {
        throw new IllegalArgumentException(
            "alarms: must increase, got " + alarms[i] + " after " + alarms[i - 1]);
      }
      if (i > 0 && alarms[i] - alarms[i - 1] <= merge) {
        continue;
      }
      episodes++;
      boolean hit = false;
      for (int e = 0; e < delays.length; e++) {
        Event event = events.get(e);
        if (alarms[i] >= event.start() && alarms[i] <= (long) event.end() + tolerance) {
          hit = true;
          delays[e] = Math.min(delays[e], alarms[i] - event.start());
        }
      }
      right += hit ? 1 : 0;
    }
    long total = 0;
    int found = 0;
    for (int delay : delays) {
      if (delay < Integer.MAX_VALUE) {
        found++;
        total += delay;
      }
    }
    double mean = found == 0 ? Double.NaN : total / (double) found;
    return new EventScore(events.size(), found, episodes, right, mean);
  }

  /** Share of the episodes that belong to an event; 1 without alarms. */
  public double precision() {
    return episodes == 0 ? 1 : right / (double) episodes;
  }

  /** Share of the events that were found; 1 without events. */
  public double recall() {
    return events == 0 ? 1 : found / (double) events;
  }

  /** Harmonic mean of precision and recall. */
  public double f1() {
    double sum = precision() + recall();
    return sum > 0 ? 2 * precision() * recall() / sum : 0;
  }
}
