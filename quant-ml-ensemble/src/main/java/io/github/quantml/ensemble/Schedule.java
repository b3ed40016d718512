// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InsufficientDataException;
import java.util.ArrayList;
import java.util.List;

/**
 * When members are trained again. It depends on the configuration and the bar count alone: more
 * bars add segments at the end and change none before.
 */
final class Schedule {
  private static final int FEWEST_OUTCOMES = 20;

  private Schedule() {}

  /**
   * Forecasts at bars {@code from} (inclusive) to {@code to} (exclusive), by members trained on the
   * bars before and at {@code from}.
   */
  record Segment(int index, int from, int to) {
    /** Number of bars known when the members are trained. */
    int trainingEnd() {
      return from + 1;
    }
  }

  static List<Segment> of(BarSeries bars, int horizon, ScheduleConfig config) {
    int initial = Math.max(config.initialBars(), Math.addExact(Math.multiplyExact(2, horizon), 30));
    int needed = initial + horizon + FEWEST_OUTCOMES;
    if (bars.size() < needed) {
      throw new InsufficientDataException(
          bars.symbol() + ": bars to train an ensemble for a horizon of " + horizon + " bars",
          needed,
          bars.size());
    }
    int last = bars.size() - horizon; // the first bar whose outcome is not known
    List<Segment> segments = new ArrayList<>();
    int from = initial - 1;
    while (from < last) {
      int grown = (int) Math.min(last, Math.ceil((from + 1) * config.refitGrowth()) - 1);
      int to = Math.max(from + 1, grown);
      segments.add(new Segment(segments.size(), from, Math.min(last, to)));
      from = to;
    }
    return segments;
  }
}
