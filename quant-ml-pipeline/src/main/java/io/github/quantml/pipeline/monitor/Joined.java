// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.monitor;

import io.github.quantml.api.BarSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Predictions and what came of them.
 *
 * @param scored those whose horizon has passed, in the order of their times
 * @param waiting how many have a horizon that has not passed
 * @param unmatched how many rest on a bar that the series does not have
 * @param hindsight how many were served when their outcome was known already; they do not count
 */
public record Joined(List<ScoredPrediction> scored, int waiting, int unmatched, int hindsight) {
  /** By the time of the prediction, then instrument and model: the order of every report. */
  static final Comparator<ScoredPrediction> ORDER =
      Comparator.comparing((ScoredPrediction s) -> s.prediction().asOf())
          .thenComparing(s -> s.prediction().symbol())
          .thenComparing(s -> s.prediction().model())
          .thenComparing(s -> s.prediction().version())
          .thenComparing(s -> s.prediction().bars());

  public Joined {
    scored = List.copyOf(scored);
  }

  /**
   * Joins the predictions of one instrument. With the prediction at bar i and a horizon of h bars
   * the outcome is close(i + h)/close(i) − 1, and is there only once bar i + h is.
   *
   * @param bars what is known now of the instrument; predictions of others are left out
   */
  public static Joined of(List<LoggedPrediction> predictions, BarSeries bars) {
    List<ScoredPrediction> scored = new ArrayList<>();
    int waiting = 0;
    int unmatched = 0;
    int hindsight = 0;
    for (LoggedPrediction p : predictions) {
      if (!p.symbol().equals(bars.symbol())) {
        continue;
      }
      int i = bars.countUntil(p.asOf()) - 1;
      if (i < 0 || !bars.time(i).equals(p.asOf())) {
        unmatched++;
      } else if (i >= bars.size() - p.bars()) {
        waiting++;
      } else {
        ScoredPrediction s = scored(p, bars, i);
        if (p.served().isBefore(s.due())) {
          scored.add(s);
        } else {
          hindsight++;
        }
      }
    }
    scored.sort(ORDER);
    return new Joined(scored, waiting, unmatched, hindsight);
  }

  private static ScoredPrediction scored(LoggedPrediction p, BarSeries bars, int i) {
    int end = i + p.bars();
    double variance = 0;
    for (int t = i + 1; t <= end; t++) {
      double r = bars.close(t) / bars.close(t - 1) - 1;
      variance += r * r;
    }
    Instant due = bars.time(end);
    return new ScoredPrediction(p, due, bars.close(end) / bars.close(i) - 1, variance);
  }

  /** These and those of another instrument. */
  public Joined and(Joined other) {
    List<ScoredPrediction> all = new ArrayList<>(scored);
    all.addAll(other.scored);
    all.sort(ORDER);
    return new Joined(
        all, waiting + other.waiting, unmatched + other.unmatched, hindsight + other.hindsight);
  }
}
