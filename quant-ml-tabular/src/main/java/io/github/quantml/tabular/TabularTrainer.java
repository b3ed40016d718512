// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.tabular;

import io.github.quantml.api.ContextItem;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.Model;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.features.Feature;
import io.github.quantml.features.FeatureSet;
import io.github.quantml.features.selection.FittedSelector;
import io.github.quantml.features.selection.SelectionContext;
import io.github.quantml.features.selection.SelectionData;
import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.math.regression.ForecastTrust;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ensemble member {@code tabular}: gradient boosting for the mean and a quantile forest for the
 * shape of the distribution, on features chosen from the training rows.
 *
 * <p>The last share of the rows, purged of overlap, chooses the number of rounds and how far the
 * boosted mean may leave the average: the slope of outcomes on forecasts there, shrunk by 1 − 1/t²
 * and held within [0, 1]. Without skill on those rows the forecast's mean is the average. Then both
 * learn from all rows. Thread-safe.
 */
public final class TabularTrainer implements ModelTrainer {
  static final String NAME = "tabular";
  private static final int FEWEST_ROWS = 200;

  private final TabularConfig config;

  private TabularTrainer(TabularConfig config) {
    this.config = config;
  }

  /** A trainer with the given configuration. */
  public static TabularTrainer of(TabularConfig config) {
    return new TabularTrainer(config);
  }

  /** A trainer with {@link TabularConfig#defaults()}. */
  public static TabularTrainer withDefaults() {
    return of(TabularConfig.defaults());
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
  public int minimumBars(Horizon horizon) {
    int before = Math.max(warmUp(config.features()) - 1, 21);
    return before + horizon.bars() + FEWEST_ROWS + 10 * horizon.bars();
  }

  /** Bars that the features need at one bar, its own included. */
  static int warmUp(List<Feature> features) {
    int most = 0;
    for (Feature feature : features) {
      most = Math.max(most, Math.max(feature.lookback(), feature.burnIn()));
    }
    return most + 1;
  }

  @Override
  public Map<String, String> settings() {
    return config.settings();
  }

  @Override
  public Model train(TrainingData data, TrainingContext context) {
    context.cancellation().check();
    TrainingData resolved = data.withHorizon(data.horizon());
    int h = resolved.horizon().bars();
    int needed = minimumBars(resolved.horizon());
    if (resolved.bars().size() < needed) {
      throw new InsufficientDataException(
          resolved.bars().symbol() + ": bars to train " + NAME, needed, resolved.bars().size());
    }
    FeatureSet set = FeatureSet.of(config.features());
    Samples all = Samples.of(resolved, set, config, FEWEST_ROWS);
    CounterRandom root = CounterRandom.of(context.seed());
    int[] chosen = choose(all, set, h, context);
    Samples used = all.cut(chosen, 0, all.rows());
    Trust trust = validate(used, h, root.split(1).nextLong(), context);
    Boosting boosting =
        Boosting.fit(
            used.columns(),
            used.target(),
            used.weight(),
            trust.rounds,
            config,
            root.split(2).nextLong(),
            context.cancellation());
    double[] importances = boosting.importances().clone();
    QuantileForest forest =
        QuantileForest.fit(
            used.columns(),
            used.outcome(),
            used.side(),
            used.weight(),
            config,
            root.split(3).nextLong(),
            context.cancellation(),
            importances);
    List<Feature> features = new ArrayList<>();
    for (int k : chosen) {
      features.add(config.features().get(k));
    }
    Provenance provenance = Provenance.of(NAME, resolved, context.seed(), settings());
    return new TabularModel(
        resolved.horizon(),
        provenance,
        features,
        boosting,
        trust.share,
        average(used),
        forest,
        importances);
  }

  private static double average(Samples samples) {
    double sum = 0;
    double weights = 0;
    for (int i = 0; i < samples.rows(); i++) {
      sum += samples.weight()[i] * samples.outcome()[i];
      weights += samples.weight()[i];
    }
    return sum / weights;
  }

  private int[] choose(Samples all, FeatureSet set, int h, TrainingContext context) {
    SelectionData rows = new SelectionData(set.names(), all.columns(), all.target(), h);
    FittedSelector fitted =
        config
            .selector()
            .fit(
                rows,
                new SelectionContext(context.seed(), context.threads(), config.maxFeatures()));
    List<String> kept = fitted.names().isEmpty() ? set.names() : fitted.names();
    // In the order of the set, so that equal choices make equal models.
    return set.names().stream().filter(kept::contains).mapToInt(set.names()::indexOf).toArray();
  }

  private record Trust(int rounds, double share) {}

  private Trust validate(Samples used, int h, long seed, TrainingContext context) {
    int n = used.rows();
    int from = n - (int) (config.validation() * n);
    int[] every = new int[used.columns().length];
    for (int k = 0; k < every.length; k++) {
      every[k] = k;
    }
    Samples learn = used.cut(every, 0, from - h + 1);
    Samples check = used.cut(every, from, n);
    Boosting boosting =
        Boosting.fit(
            learn.columns(),
            learn.target(),
            learn.weight(),
            config.rounds(),
            config,
            seed,
            context.cancellation());
    double[][] rows = Boosting.rows(check.columns());
    double[] errors = new double[config.rounds() + 1];
    double[][] paths = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      paths[i] = boosting.path(rows[i]);
      for (int r = 0; r < errors.length; r++) {
        double e = check.target()[i] - paths[i][r];
        errors[r] += e * e;
      }
    }
    int best = 0;
    for (int r = 1; r < errors.length; r++) {
      best = errors[r] < errors[best] ? r : best;
    }
    double[] forecast = new double[rows.length];
    for (int i = 0; i < forecast.length; i++) {
      forecast[i] = paths[i][best];
    }
    return new Trust(best, ForecastTrust.of(check.outcome(), forecast, h));
  }
}
