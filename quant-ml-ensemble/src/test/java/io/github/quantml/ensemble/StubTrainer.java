// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.ContextItem;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Model;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A member whose answer a test decides. */
record StubTrainer(String name, Set<ContextItem> uses, Function<BarSeries, Forecast> answer)
    implements ModelTrainer {
  @Override
  public int minimumBars(Horizon horizon) {
    return 2;
  }

  @Override
  public Model train(TrainingData data, TrainingContext context) {
    Provenance provenance = Provenance.of(name, data, context.seed(), Map.of());
    return new StubModel(name, data.horizon(), answer, provenance);
  }

  private record StubModel(
      String name, Horizon horizon, Function<BarSeries, Forecast> answer, Provenance provenance)
      implements Model {
    @Override
    public int warmUp() {
      return 1;
    }

    @Override
    public Forecast predict(BarSeries recent, MarketContext context) {
      return answer.apply(recent);
    }
  }
}
