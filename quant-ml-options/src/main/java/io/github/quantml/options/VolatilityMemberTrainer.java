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
import io.github.quantml.options.volatility.VolatilityFit;
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
        Sums.excessKurtosis(z));
  }
}
