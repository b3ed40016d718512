// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical;

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
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Forecasts from what followed the stretches of the past that looked most like now.
 *
 * <p>The last {@code window} log closes are compared, z-normalised, with every earlier window. What
 * followed the nearest ones over the horizon, rescaled from their volatility to the present one,
 * gives a mean and a variance, each shrunk towards "no direction, usual volatility" as if by {@code
 * prior} further analogues. Thread-safe.
 */
public final class PatternTrainer implements ModelTrainer {
  /** Name of the member. */
  public static final String NAME = "pattern";

  private final PatternConfig config;

  private PatternTrainer(PatternConfig config) {
    this.config = config;
  }

  public static PatternTrainer of(PatternConfig config) {
    return new PatternTrainer(config);
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
    return Math.addExact(3 * config.window(), horizon.bars());
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("config", config.toString());
  }

  @Override
  public PatternModel train(TrainingData data, TrainingContext context) {
    BarSeries bars = data.bars();
    int minimum = minimumBars(data.horizon());
    if (bars.size() < minimum) {
      throw new InsufficientDataException(
          bars.symbol() + ": bars to train " + NAME, minimum, bars.size());
    }
    long[] times = new long[bars.size()];
    for (int i = 0; i < times.length; i++) {
      times[i] = bars.timeNanos(i);
    }
    double[] closes = bars.toCloses();
    double scale = outcomeScale(closes, data.horizon().bars());
    if (!(scale > 0)) {
      throw new InvalidDataException(
          bars.symbol() + ": the closes give one constant return, so no stretch has a shape");
    }
    return new PatternModel(
        data.horizon(),
        config,
        closes,
        times,
        scale,
        Provenance.of(NAME, data, context.seed(), settings()));
  }

  /** Standard deviation of the h-bar return over √h times that of the one-bar return. */
  private static double outcomeScale(double[] closes, int horizon) {
    double one = Math.sqrt(Sums.variance(returns(closes, 1), 1) * horizon);
    double all = Math.sqrt(Sums.variance(returns(closes, horizon), 1));
    return one > 0 ? all / one : 0;
  }

  private static double[] returns(double[] closes, int horizon) {
    double[] returns = new double[closes.length - horizon];
    for (int i = 0; i < returns.length; i++) {
      returns[i] = closes[i + horizon] / closes[i] - 1;
    }
    return returns;
  }
}
