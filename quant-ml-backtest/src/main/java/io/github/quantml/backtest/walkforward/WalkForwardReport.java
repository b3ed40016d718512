// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.walkforward;

import io.github.quantml.backtest.metrics.Metric;
import io.github.quantml.backtest.metrics.MetricSet;
import io.github.quantml.backtest.metrics.Performance;
import io.github.quantml.backtest.significance.Degradation;
import io.github.quantml.backtest.significance.TrackRecord;
import io.github.quantml.backtest.significance.Trials;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a walk gave.
 *
 * @param description how was walked
 * @param folds fold by fold
 * @param stitched the out-of-sample record
 * @param outOfSample its metrics
 * @param trials Sharpe ratio per period of everything that the trainers tried, in all folds; owned
 *     by the record
 * @param sensitivity the same walk under other assumptions
 */
public record WalkForwardReport(
    String description,
    List<FoldResult> folds,
    Stitched stitched,
    MetricSet outOfSample,
    double[] trials,
    List<ScenarioResult> sensitivity) {

  /**
   * The mean return per bar out of sample over the mean of the folds' mean returns per bar in
   * sample; 0 when there was no profit in sample that could carry over.
   *
   * <p>It is the ratio of arithmetically annualised returns; compounding a fold of a few days to a
   * year would leave nothing but the luckiest fold.
   */
  public double efficiency() {
    double inside =
        folds.stream().mapToDouble(f -> Performance.mean(f.train().returns())).average().orElse(0);
    return inside > 0 ? Performance.mean(outOfSample.returns()) / inside : 0;
  }

  /** The line of the folds' Sharpe ratios out of sample on those in sample. */
  public Degradation degradation() {
    return Degradation.of(sharpes(true), sharpes(false));
  }

  /** Sharpe ratios of the folds, infinite ones (no risk at all) left out pairwise. */
  private double[] sharpes(boolean inside) {
    return folds.stream()
        .filter(
            f ->
                Double.isFinite(f.train().get(Metric.SHARPE))
                    && Double.isFinite(f.test().get(Metric.SHARPE)))
        .mapToDouble(f -> (inside ? f.train() : f.test()).get(Metric.SHARPE))
        .toArray();
  }

  /** Share of folds with a profit out of sample. */
  public double profitableFolds() {
    return folds.stream().filter(f -> f.test().get(Metric.TOTAL_RETURN) > 0).count()
        / (double) folds.size();
  }

  /** The wandering of every parameter over the fits. */
  public List<ParameterStability> stability() {
    Map<String, List<Double>> values = new TreeMap<>();
    for (FoldResult f : folds) {
      if (f.refit()) {
        f.parameters()
            .forEach((name, v) -> values.computeIfAbsent(name, x -> new ArrayList<>()).add(v));
      }
    }
    return values.entrySet().stream()
        .map(e -> ParameterStability.of(e.getKey(), e.getValue()))
        .toList();
  }

  /** The out-of-sample record for its significance; empty when its returns do not vary. */
  public Optional<TrackRecord> trackRecord() {
    double[] r = outOfSample.returns();
    return Performance.stdDev(r) > 0 ? Optional.of(TrackRecord.of(r)) : Optional.empty();
  }

  /** {@link #search(double)} for the out-of-sample record. */
  public Trials search() {
    return search(Math.max(1, outOfSample.returns().length));
  }

  /**
   * Everything that was tried, as the deflated Sharpe ratio of a record counts it; one trial when
   * nothing was searched.
   *
   * <p>The count is that of all trials in all folds. Their variance is the mean of the folds'
   * variances, so that good and bad years do not count as spread among the candidates; and since
   * the Sharpe ratios of worthless strategies scatter with one over the root of the length they are
   * measured on, it is taken from the training's length to the record's.
   *
   * @param returns length of the record, at least 1
   */
  public Trials search(double returns) {
    if (trials.length == 0) {
      return Trials.single();
    }
    double sum = 0;
    int fits = 0;
    int from = 0;
    for (FoldResult f : folds) {
      if (f.trials() > 0) {
        double variance = Trials.of(Arrays.copyOfRange(trials, from, from + f.trials())).variance();
        sum += variance * Math.min(1, f.trainBars() / returns);
        from += f.trials();
        fits++;
      }
    }
    return new Trials(trials.length, sum / fits);
  }

  /** A table for a console. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(description).append('\n');
    line(
        out,
        "%4s  %-21s  %-21s %9s %9s %8s %8s",
        "fold",
        "training",
        "test",
        "in",
        "out",
        "SR in",
        "SR out");
    for (FoldResult f : folds) {
      line(
          out,
          "%4d  %.10s-%.10s  %.10s-%.10s %8.2f%% %8.2f%% %8.2f %8.2f",
          f.number(),
          f.trainStart(),
          f.trainEnd(),
          f.testStart(),
          f.testEnd(),
          100 * f.train().get(Metric.TOTAL_RETURN),
          100 * f.test().get(Metric.TOTAL_RETURN),
          f.train().get(Metric.SHARPE),
          f.test().get(Metric.SHARPE));
    }
    line(
        out,
        "efficiency %.2f, degradation slope %.2f, profitable folds %.0f %%, %d trials",
        efficiency(),
        degradation().slope(),
        100 * profitableFolds(),
        trials.length);
    return out.toString();
  }

  private static void line(StringBuilder out, String format, Object... args) {
    out.append(String.format(Locale.ROOT, format, args)).append('\n');
  }
}
