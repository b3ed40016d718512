// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.monitor;

import io.github.quantml.math.Sums;
import io.github.quantml.math.drift.Adwin;
import io.github.quantml.math.drift.PageHinkley;
import io.github.quantml.math.stats.ProperScores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Watches a stream of losses and says when their mean has changed, in either direction, by an
 * adaptive window (ADWIN) and a two-sided Page-Hinkley test.
 *
 * <p>Both expect values that are about independent, and ADWIN values in [0, 1]. {@link #watch} sees
 * to that: it takes half the Brier score, and of predictions whose horizons overlap only those that
 * begin when the one before has ended. Not thread-safe.
 */
public final class ConceptDrift {
  private static final int NEWEST = 30;

  private final Adwin window;
  private final PageHinkley sums;
  private final double[] newest = new double[NEWEST];
  private double sum;
  private long sinceChange;
  private long seen;

  private ConceptDrift(Adwin window, PageHinkley sums) {
    this.window = window;
    this.sums = sums;
  }

  /**
   * A watch.
   *
   * @param delta δ of {@link Adwin}
   * @param lambda λ of {@link PageHinkley}, with its other defaults
   */
  public static ConceptDrift of(double delta, double lambda) {
    return new ConceptDrift(
        Adwin.of(delta), PageHinkley.of(PageHinkley.Sides.BOTH, 30, 0.005, lambda, 0.9999));
  }

  /** δ = 0.002 and λ = 50, the defaults of the detectors' authors. */
  public static ConceptDrift withDefaults() {
    return of(0.002, 50);
  }

  /** Which detector saw a change. */
  public enum Detector {
    /** The adaptive window. */
    ADWIN,
    /** The two-sided Page-Hinkley test. */
    PAGE_HINKLEY
  }

  /**
   * A change that was seen.
   *
   * @param index of the loss at which it was seen, from 0
   * @param time when that loss became known
   * @param detector that saw it
   * @param rose whether the newer losses are the larger
   */
  public record Change(long index, Instant time, Detector detector, boolean rose) {}

  /**
   * Takes the next loss.
   *
   * @param loss in [0, 1]
   * @param time when it became known
   * @return changes seen with it
   */
  public List<Change> update(double loss, Instant time) {
    if (!(loss >= 0 && loss <= 1)) {
      throw new IllegalArgumentException("loss: must lie in [0, 1], got " + loss);
    }
    newest[(int) (seen % NEWEST)] = loss;
    sum += loss;
    sinceChange++;
    List<Change> changes = new ArrayList<>(0);
    double before = window.mean();
    if (window.update(loss)) {
      changes.add(new Change(seen, time, Detector.ADWIN, window.mean() > before));
    }
    if (sums.update(loss)) {
      changes.add(new Change(seen, time, Detector.PAGE_HINKLEY, rose()));
      sum = 0;
      sinceChange = 0;
    }
    seen++;
    return changes;
  }

  /** Whether the newest losses are larger than all since the last change. */
  private boolean rose() {
    return Sums.mean(newest, 0, (int) Math.min(NEWEST, seen + 1)) > sum / sinceChange;
  }

  /**
   * Watches predictions of one or several instruments in the order in which their outcomes became
   * known.
   */
  public List<Change> watch(List<ScoredPrediction> scored) {
    List<ScoredPrediction> apart = apart(scored);
    apart.sort(
        Comparator.comparing(ScoredPrediction::due).thenComparing(s -> s.prediction().symbol()));
    List<Change> changes = new ArrayList<>();
    for (ScoredPrediction s : apart) {
      double loss = ProperScores.brier(s.classes(), s.outcome()) / 2;
      changes.addAll(update(Math.min(1, loss), s.due()));
    }
    return changes;
  }

  /** Predictions of each instrument that do not overlap. */
  private static List<ScoredPrediction> apart(List<ScoredPrediction> scored) {
    List<ScoredPrediction> ordered = new ArrayList<>(scored);
    ordered.sort(Joined.ORDER);
    Map<String, Instant> free = new HashMap<>();
    List<ScoredPrediction> apart = new ArrayList<>();
    for (ScoredPrediction s : ordered) {
      String symbol = s.prediction().symbol();
      if (!s.prediction().asOf().isBefore(free.getOrDefault(symbol, Instant.MIN))) {
        free.put(symbol, s.due());
        apart.add(s);
      }
    }
    return apart;
  }
}
