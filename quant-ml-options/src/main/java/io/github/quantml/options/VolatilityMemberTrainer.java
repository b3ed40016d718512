// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options;

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
import io.github.quantml.math.Sums;
import io.github.quantml.options.volatility.Presample;
import io.github.quantml.options.volatility.VolatilityFilter;
import io.github.quantml.options.volatility.VolatilityFit;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * Trains the member {@code volatility}, which takes the place of quant-ml-ensemble's: a GARCH model
 * of the bar returns with the sample's tails, no view on the direction. Deterministic; immutable,
 * thread-safe.
 */
public final class VolatilityMemberTrainer implements ModelTrainer {
  static final String NAME = "volatility";
  static final int FEWEST_BARS = 120;
  static final int WARM_UP = 61;

  /** Horizons that the level 1 counts as. */
  private static final int PRIOR = 10;

  private static final double MOST_LEVEL = 5;

  private final VolatilityMemberConfig config;

  private VolatilityMemberTrainer(VolatilityMemberConfig config) {
    this.config = config;
  }

  /** A trainer with the given configuration. */
  public static VolatilityMemberTrainer of(VolatilityMemberConfig config) {
    return new VolatilityMemberTrainer(config);
  }

  /** A trainer with {@link VolatilityMemberConfig#defaults()}. */
  public static VolatilityMemberTrainer withDefaults() {
    return of(VolatilityMemberConfig.defaults());
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
    return FEWEST_BARS;
  }

  @Override
  public Map<String, String> settings() {
    return config.settings();
  }

  @Override
  public Model train(TrainingData data, TrainingContext context) {
    context.cancellation().check();
    TrainingData resolved = data.withHorizon(data.horizon());
    BarSeries bars = resolved.bars();
    if (bars.size() < FEWEST_BARS) {
      throw new InsufficientDataException(
          bars.symbol() + ": bars to train " + NAME, FEWEST_BARS, bars.size());
    }
    double[] returns = bars.simpleReturns();
    if (!(Sums.variance(returns, 0) > 0)) {
      throw new InvalidDataException(
          bars.symbol() + ": the closes give one constant return, so there is no volatility");
    }
    VolatilityFit fit =
        VolatilityFit.fit(config.model(), config.law(), Presample.MEAN_SQUARE, returns);
    double[] h = fit.variances();
    double mean = fit.toArray()[0];
    double[] z = new double[returns.length];
    for (int t = 0; t < z.length; t++) {
      z[t] = (returns[t] - mean) / Math.sqrt(h[t]);
    }
    return new VolatilityMemberModel(
        resolved.horizon(),
        Provenance.of(NAME, resolved, context.seed(), settings()),
        config,
        fit.toArray(),
        Sums.excessKurtosis(z),
        level(fit.toArray(), returns, resolved.horizon().bars()));
  }

  /**
   * Mean of the squared h-bar return over its expected variance, on the training bars: what the
   * expected variances are multiplied by. A likelihood with fat tails cares little for the level of
   * the variance, and at a persistence near 1 errors of a bar add up over the horizon.
   */
  private double level(double[] theta, double[] returns, int h) {
    VolatilityFilter filter =
        VolatilityFilter.over(
            config.model(), Presample.MEAN_SQUARE, theta, Arrays.copyOf(returns, WARM_UP));
    double sum = 0;
    int count = 0;
    for (int t = WARM_UP; t + h <= returns.length; t++) {
      double expected = Sums.sum(filter.expected(h));
      double compound = 1;
      for (int k = t; k < t + h; k++) {
        compound *= 1 + returns[k];
      }
      sum += (compound - 1) * (compound - 1) / expected;
      count++;
      filter.update(returns[t]);
    }
    double level = (sum + PRIOR * h) / (count + PRIOR * h);
    return Math.max(1 / MOST_LEVEL, Math.min(MOST_LEVEL, level));
  }
}
