// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.ContextItem;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.math.Sums;
import io.github.quantml.math.stats.Garch11;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Forecasts how much the price will move and says nothing about where to.
 *
 * <p>The variance of the h-bar return is the sum of the h one-bar variances that a GARCH(1,1) or
 * EWMA recursion expects; the mean is zero; the shape is a Student t whose degrees of freedom 4 +
 * 6h/κ come from the excess kurtosis κ of the standardised residuals. Thread-safe.
 */
public final class VolatilityTrainer implements ModelTrainer {
  /** Name of the member. */
  public static final String NAME = "volatility";

  private static final int MIN_BARS = Garch11.MIN_OBSERVATIONS + 11;

  private final VolatilityConfig config;

  private VolatilityTrainer(VolatilityConfig config) {
    this.config = config;
  }

  public static VolatilityTrainer of(VolatilityConfig config) {
    return new VolatilityTrainer(config);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<ContextItem> uses() {
    return EnumSet.noneOf(ContextItem.class);
  }

  @Override
  public int minimumBars(Horizon horizon) {
    return MIN_BARS;
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("method", config.method().name(), "decay", Double.toString(config.decay()));
  }

  @Override
  public VolatilityModel train(TrainingData data, TrainingContext context) {
    BarSeries bars = data.bars();
    if (bars.size() < MIN_BARS) {
      throw new InsufficientDataException(
          bars.symbol() + ": bars to train " + NAME, MIN_BARS, bars.size());
    }
    double[] returns = bars.simpleReturns();
    double variance = Sums.variance(returns, 0);
    if (!(variance > 0)) {
      throw new InvalidDataException(
          bars.symbol() + ": the closes give one constant return, so there is no volatility");
    }
    VarianceRecursion recursion =
        config.method() == VolatilityConfig.Method.GARCH
            ? VarianceRecursion.of(Garch11.fit(returns, true))
            : VarianceRecursion.ewma(Sums.mean(returns), config.decay(), variance);
    return new VolatilityModel(
        data.horizon(),
        recursion,
        Sums.excessKurtosis(recursion.standardised(returns)),
        Provenance.of(NAME, data, context.seed(), settings()));
  }
}
