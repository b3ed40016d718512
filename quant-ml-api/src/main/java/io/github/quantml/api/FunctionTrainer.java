// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What {@link ModelTrainer#of} makes of a function. */
record FunctionTrainer(
    String name,
    int warmUp,
    Function<TrainingData, ? extends Function<BarSeries, ? extends ReturnDistribution>> fit)
    implements ModelTrainer {
  private static final int FEWEST_OUTCOMES = 20;

  FunctionTrainer {
    if (warmUp < 1) {
      throw new IllegalArgumentException("warmUp: must be at least 1, got " + warmUp);
    }
  }

  @Override
  public Set<ContextItem> uses() {
    return Set.of();
  }

  @Override
  public int minimumBars(Horizon horizon) {
    return Math.addExact(Math.addExact(warmUp, horizon.bars()), FEWEST_OUTCOMES);
  }

  @Override
  public Model train(TrainingData data, TrainingContext context) {
    int needed = minimumBars(data.horizon());
    if (data.bars().size() < needed) {
      throw new InsufficientDataException(
          data.bars().symbol() + ": bars to train " + name, needed, data.bars().size());
    }
    return new FunctionModel(
        name,
        warmUp,
        data.horizon(),
        fit.apply(data),
        Provenance.of(name, data, context.seed(), Map.of()));
  }

  private record FunctionModel(
      String name,
      int warmUp,
      Horizon horizon,
      Function<BarSeries, ? extends ReturnDistribution> view,
      Provenance provenance)
      implements Model {
    @Override
    public Forecast predict(BarSeries recent, MarketContext context) {
      if (recent.size() < warmUp) {
        throw new InsufficientDataException(
            recent.symbol() + ": bars for " + name, warmUp, recent.size());
      }
      return Forecast.Distribution.of(view.apply(recent));
    }
  }
}
