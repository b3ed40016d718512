// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.member;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.ContextItem;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.Model;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.features.Feature;
import io.github.quantml.features.selection.FittedSelector;
import io.github.quantml.features.selection.SelectionContext;
import io.github.quantml.features.selection.SelectionData;
import io.github.quantml.math.Sums;
import io.github.quantml.math.distribution.StudentTReturns;
import io.github.quantml.math.regression.ForecastTrust;
import io.github.quantml.math.regression.LinearModel;
import io.github.quantml.math.regression.Ridge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The member {@code feature_regression}: ridge regression of the return over the horizon on the
 * features that a selector keeps, all from the training rows.
 *
 * <p>The last share of the rows, purged of overlap, decides how far the forecasts may leave the
 * average ({@link ForecastTrust}); without skill there, or when no feature is kept, the mean is the
 * average. It is not offered to ensembles by itself, for it is made to be chosen: pass it in.
 * Thread-safe.
 */
public final class FeatureRegressionTrainer implements ModelTrainer {
  static final String NAME = "feature_regression";
  private static final int FEWEST_ROWS = 120;

  private final FeatureRegressionConfig config;

  private FeatureRegressionTrainer(FeatureRegressionConfig config) {
    this.config = config;
  }

  public static FeatureRegressionTrainer of(FeatureRegressionConfig config) {
    return new FeatureRegressionTrainer(config);
  }

  /** A trainer with {@link FeatureRegressionConfig#defaults()}. */
  public static FeatureRegressionTrainer withDefaults() {
    return of(FeatureRegressionConfig.defaults());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<ContextItem> uses() {
    return Set.of();
  }

  @Override
  public Map<String, String> settings() {
    return config.settings();
  }

  @Override
  public int minimumBars(Horizon horizon) {
    return warmUp(config.features()) + horizon.bars() + FEWEST_ROWS + 4 * horizon.bars();
  }

  /** Bars that the features need at one bar, its own included; at least 2 for a return. */
  static int warmUp(List<Feature> features) {
    int most = 1;
    for (Feature feature : features) {
      most = Math.max(most, Math.max(feature.lookback(), feature.burnIn()));
    }
    return most + 1;
  }

  @Override
  public Model train(TrainingData data, TrainingContext context) {
    context.cancellation().check();
    TrainingData resolved = data.withHorizon(data.horizon());
    BarSeries bars = resolved.bars();
    int needed = minimumBars(resolved.horizon());
    if (bars.size() < needed) {
      throw new InsufficientDataException(
          bars.symbol() + ": bars to train " + NAME, needed, bars.size());
    }
    double[] returns = bars.simpleReturns();
    double variance = Sums.variance(returns, 1);
    if (!(variance > 0)) {
      throw new InvalidDataException(bars.symbol() + ": the closes never change");
    }
    int h = resolved.horizon().bars();
    FeatureRows rows = FeatureRows.of(resolved, config.features(), FEWEST_ROWS);
    int[] chosen = choose(rows, h, context);
    int n = rows.rows();
    double trust = trust(rows, chosen, h);
    double average = Sums.mean(rows.outcome());
    double intercept = average;
    double[] coefficients = {};
    if (chosen.length > 0) {
      LinearModel line = fit(rows.cut(chosen, 0, n), rows.outcome());
      intercept = line.intercept();
      coefficients = line.coefficients();
    }
    List<Feature> kept = new ArrayList<>();
    double[] spreads = new double[chosen.length];
    for (int k = 0; k < chosen.length; k++) {
      String name = rows.names().get(chosen[k]);
      kept.add(
          config.features().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow());
      spreads[k] = Math.sqrt(Sums.variance(rows.columns()[chosen[k]], 1));
    }
    return new FeatureRegressionModel(
        resolved.horizon(),
        Provenance.of(NAME, resolved, context.seed(), settings()),
        kept,
        new FeatureRegressionModel.State(
            average,
            trust,
            intercept,
            coefficients,
            spreads,
            variance,
            StudentTReturns.degreesOfFreedom(Sums.excessKurtosis(returns), 1),
            config.halfLife()));
  }

  private LinearModel fit(double[][] columns, double[] y) {
    return new Ridge(config.penalty() * y.length, true).fit(y, columns);
  }

  private int[] choose(FeatureRows rows, int h, TrainingContext context) {
    FittedSelector fitted =
        config
            .selector()
            .fit(
                new SelectionData(rows.names(), rows.columns(), rows.outcome(), h),
                new SelectionContext(context.seed(), context.threads(), config.maxFeatures()));
    // In the order of the features, so that equal choices make equal models.
    int[] chosen = new int[fitted.names().size()];
    int k = 0;
    for (int i = 0; i < rows.names().size(); i++) {
      if (fitted.names().contains(rows.names().get(i))) {
        chosen[k++] = i;
      }
    }
    return chosen;
  }

  private double trust(FeatureRows rows, int[] chosen, int h) {
    int n = rows.rows();
    int from = n - (int) (config.validation() * n);
    if (chosen.length == 0 || from - h < 2) {
      return 0;
    }
    LinearModel line =
        fit(rows.cut(chosen, 0, from - h + 1), Arrays.copyOf(rows.outcome(), from - h + 1));
    double[][] later = rows.cut(chosen, from, n);
    double[] forecast = new double[n - from];
    double[] row = new double[chosen.length];
    for (int i = 0; i < forecast.length; i++) {
      for (int k = 0; k < row.length; k++) {
        row[k] = later[k][i];
      }
      forecast[i] = line.predict(row);
    }
    return ForecastTrust.of(Arrays.copyOfRange(rows.outcome(), from, n), forecast, h);
  }
}
