// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.audit;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.Model;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.ReturnDistribution;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A trainer, trained on the first third of the bars or as many as it needs, and its forecasts at
 * ten moments after them.
 */
final class ModelSubject implements Function<AuditData, List<Observation>> {
  private static final int FORECASTS = 10;

  private final ModelTrainer trainer;
  private final Horizon horizon;
  private final Instant trainedAt;
  private final List<Instant> moments;

  ModelSubject(ModelTrainer trainer, Horizon horizon, AuditData data) {
    this.trainer = trainer;
    this.horizon = horizon;
    BarSeries bars = data.first();
    int n = bars.size();
    int training = Math.max(n / 3, trainer.minimumBars(horizon.resolve(bars)));
    if (training > n - FORECASTS) {
      throw new InsufficientDataException(
          bars.symbol() + ": bars to audit " + trainer.name() + " on",
          (long) training + FORECASTS,
          n);
    }
    trainedAt = bars.time(training - 1);
    moments = new ArrayList<>();
    for (int k = 0; k <= FORECASTS; k++) {
      moments.add(bars.time(training - 1 + k * (n - training) / FORECASTS));
    }
  }

  @Override
  public List<Observation> apply(AuditData data) {
    BarSeries bars = data.first();
    TrainingData all =
        new TrainingData(bars, data.context(), horizon).withHorizon(horizon).until(trainedAt);
    Model model = trainer.train(all, TrainingContext.defaults());
    List<Observation> out = new ArrayList<>();
    for (Instant t : moments) {
      BarSeries known = bars.until(t);
      boolean there = known.size() > 0 && known.time(known.size() - 1).equals(t);
      if (!there || known.size() < model.warmUp()) {
        continue;
      }
      if (model.predict(known, data.context().asOf(t)) instanceof Forecast.Distribution d) {
        ReturnDistribution r = d.returns();
        out.add(new Observation(t, "mean of the forecast", r.mean()));
        out.add(new Observation(t, "deviation of the forecast", r.stdDev()));
        out.add(new Observation(t, "5 % quantile of the forecast", r.quantile(0.05)));
        out.add(new Observation(t, "95 % quantile of the forecast", r.quantile(0.95)));
      } else {
        out.add(new Observation(t, "mean of the forecast", Double.NaN));
      }
    }
    return out;
  }
}
