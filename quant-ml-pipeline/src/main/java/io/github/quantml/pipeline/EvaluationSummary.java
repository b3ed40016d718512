// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.backtest.significance.TrackRecord;
import io.github.quantml.backtest.significance.Trials;
import io.github.quantml.ensemble.Evaluation;
import io.github.quantml.ensemble.OutOfSampleForecast;
import io.github.quantml.ensemble.Skill;
import io.github.quantml.math.Sums;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an ensemble showed on bars that it had not seen, in numbers.
 *
 * @param forecasts how many there were
 * @param logScore mean log density of the returns that came; higher is better
 * @param randomWalkLogScore the same of the random walk with drift, the naive baseline
 * @param pBetterThanRandomWalk one-sided Diebold-Mariano p-value: small when the ensemble is better
 * @param equalWeightsLogScore the same members with equal weights
 * @param pBetterThanEqualWeights as above; empty when the two never differ
 * @param crps mean continuous ranked probability score in units of return; lower is better
 * @param coverage share of returns inside their interval
 * @param level nominal coverage
 * @param hitRate share of forecasts whose likeliest class came true
 * @param confidence mean confidence, close to {@code hitRate} when it means what it says
 * @param sharpe per horizon, of holding the sign of the expected return, horizons side by side;
 *     costs are not in it; empty when the position never varies in what it earns
 * @param deflatedSharpe probability that its true value exceeds what the best of all tried settings
 *     would have shown by luck alone (Bailey and López de Prado, 2014)
 * @param trials settings tried before this one was chosen, itself included
 */
public record EvaluationSummary(
    int forecasts,
    double logScore,
    double randomWalkLogScore,
    OptionalDouble pBetterThanRandomWalk,
    double equalWeightsLogScore,
    OptionalDouble pBetterThanEqualWeights,
    double crps,
    double coverage,
    double level,
    double hitRate,
    double confidence,
    OptionalDouble sharpe,
    OptionalDouble deflatedSharpe,
    int trials) {

  static EvaluationSummary of(Evaluation evaluation, int horizon, Trials trials) {
    List<OutOfSampleForecast> rows = evaluation.forecasts();
    OptionalDouble walk = OptionalDouble.empty();
    OptionalDouble equal = OptionalDouble.empty();
    for (Skill skill : evaluation.skills()) {
      if (skill.score() == Skill.Score.LOG && skill.reference() == Skill.Reference.RANDOM_WALK) {
        walk = OptionalDouble.of(skill.test().pValueABetter());
      }
      if (skill.score() == Skill.Score.LOG && skill.reference() == Skill.Reference.EQUAL_WEIGHTS) {
        equal = OptionalDouble.of(skill.test().pValueABetter());
      }
    }
    TrackRecord record = record(rows, horizon);
    return new EvaluationSummary(
        rows.size(),
        evaluation.logScore(),
        evaluation.randomWalkLogScore(),
        walk,
        Sums.mean(rows.stream().mapToDouble(f -> f.equalWeights().logScore()).toArray()),
        equal,
        Sums.mean(rows.stream().mapToDouble(f -> f.own().crps()).toArray()),
        evaluation.coverage(),
        rows.get(0).interval().level(),
        evaluation.hitRate(),
        evaluation.meanConfidence(),
        record == null ? OptionalDouble.empty() : OptionalDouble.of(record.sharpe()),
        record == null ? OptionalDouble.empty() : OptionalDouble.of(record.deflated(trials)),
        (int) Math.round(trials.count()));
  }

  private static @Nullable TrackRecord record(List<OutOfSampleForecast> rows, int horizon) {
    double[] earned = new double[(rows.size() + horizon - 1) / horizon];
    for (int i = 0; i < earned.length; i++) {
      OutOfSampleForecast f = rows.get(i * horizon);
      earned[i] = Math.signum(f.expectedReturn()) * f.realisedReturn();
    }
    try {
      return earned.length < 2 ? null : TrackRecord.of(earned);
    } catch (InvalidDataException nothingVaries) {
      return null;
    }
  }

  /** Numbers by name, for a tracker. */
  public Map<String, Double> metrics() {
    Map<String, Double> all = new TreeMap<>();
    all.put("forecasts", (double) forecasts);
    all.put("log_score", logScore);
    all.put("random_walk.log_score", randomWalkLogScore);
    pBetterThanRandomWalk.ifPresent(v -> all.put("random_walk.p_better", v));
    all.put("equal_weights.log_score", equalWeightsLogScore);
    pBetterThanEqualWeights.ifPresent(v -> all.put("equal_weights.p_better", v));
    all.put("crps", crps);
    all.put("coverage", coverage);
    all.put("hit_rate", hitRate);
    all.put("confidence", confidence);
    sharpe.ifPresent(v -> all.put("sharpe", v));
    deflatedSharpe.ifPresent(v -> all.put("deflated_sharpe", v));
    all.put("trials", (double) trials);
    return all;
  }

  /** One line a trader reads. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d forecasts: log score %.4f (random walk %.4f, equal weights %.4f), coverage %.1f %% of"
            + " %.0f %%, right %.1f %% at confidence %.1f %%%s",
        forecasts,
        logScore,
        randomWalkLogScore,
        equalWeightsLogScore,
        100 * coverage,
        100 * level,
        100 * hitRate,
        100 * confidence,
        deflatedSharpe.isPresent()
            ? String.format(
                Locale.ROOT,
                ", deflated Sharpe ratio %.2f of %d trials",
                deflatedSharpe.getAsDouble(),
                trials)
            : "");
  }
}
