// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api.contract;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.LoadLimits;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Model;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.Progress;
import io.github.quantml.api.ReturnDistribution;
import io.github.quantml.api.SimilarPattern;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.api.spi.PortableModelLoader;
import io.github.quantml.api.spi.TaskRunner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What every {@link ModelTrainer} and its {@link Model} must keep.
 *
 * <ul>
 *   <li>training twice with one seed, on one thread or two, gives the same model;
 *   <li>a forecast does not change when the bars after it do, nor does a model when the bars after
 *       its training data do;
 *   <li>forecasts are the same from many threads at once;
 *   <li>distributions are finite, ordered and consistent;
 *   <li>too few bars are an {@link InsufficientDataException}, for training and for prediction;
 *   <li>a portable model comes back from its file with the same forecasts.
 * </ul>
 *
 * <p>Immutable.
 */
public final class ModelContract {
  private static final int CUTS = 5;
  private static final long POISON_SEED = 0x5EED;

  private final ModelTrainer trainer;
  private final @Nullable PortableModelLoader loader;
  private final @Nullable TrainingData data;

  private ModelContract(
      ModelTrainer trainer, @Nullable PortableModelLoader loader, @Nullable TrainingData data) {
    this.trainer = trainer;
    this.loader = loader;
    this.data = data;
  }

  public static ModelContract of(ModelTrainer trainer) {
    return new ModelContract(trainer, null, null);
  }

  /** The loader that must read the model back. */
  public ModelContract readBackBy(PortableModelLoader value) {
    return new ModelContract(trainer, value, data);
  }

  /** The data to train and predict on: the first two thirds train, the rest is predicted. */
  public ModelContract on(TrainingData value) {
    return new ModelContract(trainer, loader, value);
  }

  /**
   * Checks the whole contract.
   *
   * @throws AssertionError listing every violation
   */
  public void check() {
    List<String> violations = violations();
    if (!violations.isEmpty()) {
      throw new AssertionError(
          trainer.name() + " breaks its contract:\n  " + String.join("\n  ", violations));
    }
  }

  /** Every violation as a sentence; empty when the contract holds. */
  public List<String> violations() {
    if (data == null) {
      throw new IllegalStateException("model contract: call on(data) first");
    }
    return new Run(trainer, loader, data).violations();
  }

  private static final class Run {
    private final ModelTrainer trainer;
    private final @Nullable PortableModelLoader loader;
    private final TrainingData all;
    private final TrainingData training;
    private final int[] cuts;
    private final List<String> found = new ArrayList<>();

    Run(ModelTrainer trainer, @Nullable PortableModelLoader loader, TrainingData data) {
      this.trainer = trainer;
      this.loader = loader;
      this.all = data;
      int n = data.bars().size();
      this.training = data.first(2 * n / 3);
      this.cuts =
          IntStream.rangeClosed(1, CUTS).map(k -> 2 * n / 3 + k * (n - 2 * n / 3) / CUTS).toArray();
    }

    List<String> violations() {
      TrainingContext context = TrainingContext.defaults();
      Model model = trainer.train(training, context);
      Model again = trainer.train(training, context.withThreads(2));
      if (!model.name().equals(trainer.name())) {
        found.add("the model is named " + model.name() + ", its trainer " + trainer.name());
      }
      if (!forecasts(model, all.bars()).equals(forecasts(again, all.bars()))) {
        found.add("training twice with one seed, on one thread and on two, gives other forecasts");
      }
      if (!Arrays.equals(bytes(model), bytes(again))) {
        found.add("training twice with one seed, on one thread and on two, gives other bytes");
      }
      causality(model);
      concurrency(model);
      shortData(model, context);
      for (int cut : cuts) {
        sanity(model, cut);
      }
      roundTrip(model);
      return List.copyOf(found);
    }

    private List<ForecastBits> forecasts(Model model, BarSeries bars) {
      return Arrays.stream(cuts)
          .filter(cut -> cut <= bars.size())
          .mapToObj(cut -> ForecastBits.of(forecast(model, bars, cut)))
          .toList();
    }

    private Forecast forecast(Model model, BarSeries bars, int cut) {
      BarSeries known = bars.window(0, cut);
      MarketContext context = all.context().asOf(known.time(cut - 1));
      return model.predict(known, context);
    }

    private static byte[] bytes(Model model) {
      return model instanceof PortableModel p ? p.toBundle().toBytes() : new byte[0];
    }

    private void causality(Model model) {
      int known = training.bars().size();
      for (Future future : Future.values()) {
        BarSeries changed = future.after(all.bars(), known, POISON_SEED);
        TrainingData head = new TrainingData(changed, all.context(), all.horizon()).first(known);
        Model other = trainer.train(head, TrainingContext.defaults());
        if (!Arrays.equals(bytes(model), bytes(other))) {
          found.add("the model changes when the bars after its training data become " + future);
        }
        for (int cut : cuts) {
          BarSeries poisoned = future.after(all.bars(), cut, POISON_SEED);
          ForecastBits before = ForecastBits.of(forecast(model, all.bars(), cut));
          if (!before.equals(ForecastBits.of(forecast(model, poisoned, cut)))) {
            found.add("the forecast at bar " + cut + " changes when later bars become " + future);
          }
        }
      }
    }

    private void concurrency(Model model) {
      List<ForecastBits> alone = forecasts(model, all.bars());
      List<Integer> rounds = IntStream.range(0, 32).boxed().toList();
      TaskRunner.local(4)
          .map(rounds, r -> forecasts(model, all.bars()), Progress.NONE)
          .forEach(
              outcome -> {
                if (!outcome.orThrow().equals(alone)) {
                  found.add("forecasts from several threads at once differ");
                }
              });
    }

    private void shortData(Model model, TrainingContext context) {
      int minimum = trainer.minimumBars(all.horizon());
      if (minimum > 0 && !refuses(() -> trainer.train(all.first(minimum - 1), context))) {
        found.add(
            "training on " + (minimum - 1) + " bars is not refused, the minimum is " + minimum);
      }
      int warmUp = model.warmUp();
      if (warmUp > 0 && !refuses(() -> forecast(model, warmUp - 1))) {
        found.add(
            "predicting from " + (warmUp - 1) + " bars is not refused, the warm-up is " + warmUp);
      }
    }

    private Forecast forecast(Model model, int bars) {
      return model.predict(all.bars().window(0, bars), all.context());
    }

    private static boolean refuses(Runnable action) {
      try {
        action.run();
        return false;
      } catch (InsufficientDataException expected) {
        return true;
      }
    }

    private void sanity(Model model, int cut) {
      if (!(forecast(model, all.bars(), cut) instanceof Forecast.Distribution d)) {
        return;
      }
      ReturnDistribution r = d.returns();
      String at = "the forecast at bar " + cut;
      if (!(Math.abs(r.mean()) < Double.POSITIVE_INFINITY)) {
        found.add(at + " has mean " + r.mean());
      }
      if (!(r.stdDev() > 0 && r.stdDev() < Double.POSITIVE_INFINITY)) {
        found.add(at + " has standard deviation " + r.stdDev());
      }
      double previous = Double.NEGATIVE_INFINITY;
      for (double p : new double[] {0.001, 0.05, 0.3, 0.5, 0.7, 0.95, 0.999}) {
        double q = r.quantile(p);
        if (!(q > previous)) {
          found.add(at + " has quantiles that do not rise at " + p);
        }
        if (!(Math.abs(r.cdf(q) - p) < 1e-6)) {
          found.add(at + " has cdf(quantile(" + p + ")) = " + r.cdf(q));
        }
        if (!(Math.abs(r.logDensity(q)) < Double.POSITIVE_INFINITY)) {
          found.add(at + " has log density " + r.logDensity(q) + " at " + q);
        }
        previous = q;
      }
      for (SimilarPattern s : d.insights().similarPatterns()) {
        int end = all.bars().countUntil(s.to()) - 1;
        if (end + all.horizon().bars() > cut - 1) {
          found.add(at + " rests on a similar pattern whose outcome had not ended: " + s);
        }
      }
    }

    private void roundTrip(Model model) {
      if (loader == null) {
        return;
      }
      if (!(model instanceof PortableModel portable)) {
        found.add("a loader is given, but the model is not portable");
        return;
      }
      byte[] bytes = portable.toBundle().toBytes();
      PortableModel back = loader.load(ModelBundle.fromBytes(bytes, LoadLimits.defaults()));
      if (!Arrays.equals(bytes, back.toBundle().toBytes())) {
        found.add("a model read back writes other bytes");
      }
      if (!forecasts(model, all.bars()).equals(forecasts(back, all.bars()))) {
        found.add("a model read back gives other forecasts");
      }
      if (!model.provenance().equals(back.provenance())
          || !model.horizon().equals(back.horizon())
          || model.warmUp() != back.warmUp()) {
        found.add("a model read back has another provenance, horizon or warm-up");
      }
    }
  }
}
