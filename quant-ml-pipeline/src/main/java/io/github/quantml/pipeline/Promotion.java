// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.api.TrainingData;
import io.github.quantml.ensemble.MultiModelEnsemble;
import io.github.quantml.ensemble.OutOfSampleForecast;
import io.github.quantml.math.Sums;
import io.github.quantml.math.stats.DieboldMariano;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether a new version takes the champion's place, and why.
 *
 * <p>The test: log scores of both on the bars that neither had seen when it forecast them - those
 * the champion forecast in its own training, and those that closed since - differ by a
 * Diebold-Mariano test with the correction of Harvey, Leybourne and Newbold. The challenger is
 * promoted unless it is worse at the level; the null is "not worse", so that a model trained on
 * newer data replaces an equal one.
 *
 * @param promoted whether the challenger became champion
 * @param champion version it was compared with, 0 when there was none
 * @param forecasts how many forecasts were compared
 * @param challengerLogScore mean log score of the challenger on them; empty without a comparison
 * @param championLogScore mean log score of the champion on them; empty without a comparison
 * @param pWorse probability of a difference this bad if the challenger is not worse; empty without
 *     a test
 * @param reason one sentence
 */
public record Promotion(
    boolean promoted,
    int champion,
    int forecasts,
    OptionalDouble challengerLogScore,
    OptionalDouble championLogScore,
    OptionalDouble pWorse,
    String reason) {
  /** Fewest forecasts that a comparison rests on. */
  static final int FEWEST = 30;

  /** Most recent bars on which the champion is asked anew. */
  private static final int MOST_NEW = 500;

  static Promotion untested(boolean promoted, int champion, int forecasts, String reason) {
    return new Promotion(
        promoted,
        champion,
        forecasts,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        reason);
  }

  /**
   * Compares a challenger with the champion.
   *
   * @param data what the challenger was trained on
   * @param level of the one-sided test
   */
  static Promotion compare(
      MultiModelEnsemble challenger,
      MultiModelEnsemble champion,
      int championVersion,
      TrainingData data,
      double level) {
    if (!champion.provenance().symbol().equals(data.bars().symbol())
        || champion.horizon().bars() != challenger.horizon().bars()) {
      return untested(
          false,
          championVersion,
          0,
          "the champion forecasts "
              + champion.provenance().symbol()
              + " over "
              + champion.horizon()
              + ", which cannot be compared; promote by hand");
    }
    Map<Instant, Double> known = new HashMap<>();
    champion.evaluation().forecasts().forEach(f -> known.put(f.time(), f.logScore()));
    List<OutOfSampleForecast> asked = challenger.evaluation().forecasts();
    double[] own = new double[asked.size()];
    double[] other = new double[asked.size()];
    int n = 0;
    for (int i = 0; i < asked.size(); i++) {
      OutOfSampleForecast f = asked.get(i);
      Double score = known.get(f.time());
      if (score == null
          && i >= asked.size() - MOST_NEW
          && f.time().isAfter(champion.provenance().trainedTo())) {
        score = askAnew(champion, data, f);
      }
      if (score != null) {
        own[n] = -f.logScore();
        other[n++] = -score;
      }
    }
    return decide(Arrays.copyOf(own, n), Arrays.copyOf(other, n), championVersion, data, level);
  }

  private static @Nullable Double askAnew(
      MultiModelEnsemble champion, TrainingData data, OutOfSampleForecast f) {
    BarSeries known = data.bars().until(f.time());
    MarketContext then = data.context().asOf(f.time());
    try {
      return champion.distribution(known, then).logDensity(f.realisedReturn());
    } catch (QuantMlException nobodyHasAView) {
      return null;
    }
  }

  private static Promotion decide(
      double[] own, double[] other, int champion, TrainingData data, double level) {
    int n = own.length;
    int h = data.horizon().bars();
    if (n < Math.max(FEWEST, 2 * h)) {
      return untested(
          false,
          champion,
          n,
          "only "
              + n
              + " forecasts of both can be compared, "
              + Math.max(FEWEST, 2 * h)
              + " are needed; promote by hand");
    }
    double mine = -Sums.mean(own);
    double theirs = -Sums.mean(other);
    if (Arrays.equals(own, other)) {
      return new Promotion(
          true,
          champion,
          n,
          OptionalDouble.of(mine),
          OptionalDouble.of(theirs),
          OptionalDouble.empty(),
          "equal to the champion on " + n + " forecasts, and trained on later data");
    }
    double pWorse = DieboldMariano.of(own, other, h).pValueBBetter();
    boolean promoted = pWorse >= level;
    return new Promotion(
        promoted,
        champion,
        n,
        OptionalDouble.of(mine),
        OptionalDouble.of(theirs),
        OptionalDouble.of(pWorse),
        String.format(
            Locale.ROOT,
            "log score %.4f against the champion's %.4f on %d forecasts, p(not worse) %.3f: %s",
            mine,
            theirs,
            n,
            pWorse,
            promoted ? "not worse" : "worse at the level " + level));
  }

  /** Numbers by name, for a tracker. */
  Map<String, Double> metrics() {
    Map<String, Double> all = new TreeMap<>();
    challengerLogScore.ifPresent(v -> all.put("champion.challenger_log_score", v));
    championLogScore.ifPresent(v -> all.put("champion.log_score", v));
    pWorse.ifPresent(v -> all.put("champion.p_worse", v));
    all.put("champion.forecasts", (double) forecasts);
    return all;
  }

  /** One line a trader reads. */
  @Override
  public String toString() {
    return (promoted ? "promoted: " : "not promoted: ") + reason;
  }
}
