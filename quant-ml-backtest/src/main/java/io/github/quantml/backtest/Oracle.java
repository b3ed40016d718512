// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Model;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.Prediction;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.backtest.sizing.Conviction;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Where forecasts come from. */
interface Oracle {
  int warmUp();

  String describe();

  /** The same, with training data inside the run accepted. */
  Oracle inSample();

  /** Begins to answer about one asset in one run. */
  Session begin();

  /** Answers about one asset in one run; may learn on the way. */
  @FunctionalInterface
  interface Session {
    /** The forecast at the last bar, or null when there is none. */
    @Nullable Conviction ask(BarSeries history, MarketContext context);
  }

  static Oracle of(Model model, boolean inSample) {
    return new Trained(model, inSample);
  }

  static Oracle of(
      String name, int warmUp, BiFunction<BarSeries, MarketContext, Prediction> predictor) {
    return new Predicting(name, Math.max(1, warmUp), predictor);
  }

  static Oracle retrained(
      ModelTrainer trainer, Horizon horizon, int first, int every, TrainingContext training) {
    if (!horizon.isResolved()) {
      throw new IllegalArgumentException(
          "horizon: must be given in bars for retraining, got " + horizon);
    }
    if (first < trainer.minimumBars(horizon)) {
      throw new IllegalArgumentException(
          "firstBars: "
              + trainer.name()
              + " needs at least "
              + trainer.minimumBars(horizon)
              + " bars, got "
              + first);
    }
    if (every < 1) {
      throw new IllegalArgumentException("everyBars: must be at least 1, got " + every);
    }
    return new Retrained(trainer, horizon, first, every, training);
  }

  private static @Nullable Conviction convictionOf(Forecast forecast) {
    return forecast instanceof Forecast.Distribution view ? Conviction.from(view) : null;
  }

  /** A model as it is. */
  record Trained(Model model, boolean allowed) implements Oracle {
    @Override
    public int warmUp() {
      return Math.max(1, model.warmUp());
    }

    @Override
    public String describe() {
      return model.name()
          + " of "
          + Long.toHexString(model.provenance().dataFingerprint())
          + " trained to "
          + model.provenance().trainedTo()
          + (allowed ? ", IN SAMPLE allowed" : "");
    }

    @Override
    public Oracle inSample() {
      return new Trained(model, true);
    }

    @Override
    public Session begin() {
      return (history, context) -> {
        if (!allowed && history.time(history.size() - 1).isBefore(model.provenance().trainedTo())) {
          throw new IllegalStateException(
              "model "
                  + model.name()
                  + " was trained on bars up to "
                  + model.provenance().trainedTo()
                  + ", so it may not trade "
                  + history.symbol()
                  + " at "
                  + history.time(history.size() - 1)
                  + ": begin the run after its training, or call allowInSample()");
        }
        return convictionOf(model.predict(history, context));
      };
    }
  }

  /** A function as it is. */
  record Predicting(
      String name, int warmUp, BiFunction<BarSeries, MarketContext, Prediction> predictor)
      implements Oracle {
    @Override
    public String describe() {
      return name;
    }

    @Override
    public Oracle inSample() {
      return this;
    }

    @Override
    public Session begin() {
      return (history, context) -> Conviction.from(predictor.apply(history, context));
    }
  }

  /** A model that is trained again and again on what is known. */
  record Retrained(
      ModelTrainer trainer, Horizon horizon, int warmUp, int every, TrainingContext training)
      implements Oracle {
    @Override
    public String describe() {
      return trainer.name()
          + " for "
          + horizon
          + " retrained every "
          + every
          + " bars, seed "
          + training.seed();
    }

    @Override
    public Oracle inSample() {
      return this;
    }

    @Override
    public Session begin() {
      return new Session() {
        private @Nullable Model model;
        private int trainedAt;

        @Override
        public @Nullable Conviction ask(BarSeries history, MarketContext context) {
          Model current = model;
          if (current == null || history.size() - trainedAt >= every) {
            current = trainer.train(new TrainingData(history, context, horizon), training);
            model = current;
            trainedAt = history.size();
          }
          return history.size() < current.warmUp()
              ? null
              : convictionOf(current.predict(history, context));
        }
      };
    }
  }
}
