// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Model;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.ModelUri;
import io.github.quantml.api.Prediction;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.spi.ModelRegistry;
import io.github.quantml.api.spi.PortableModelLoader;
import io.github.quantml.backtest.sizing.Conviction;
import io.github.quantml.backtest.sizing.Sizing;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a model's forecasts ask for.
 *
 * <p>Every {@link #every} bars of an asset the model is asked, with the bars that have closed and
 * what else is known. A confident forecast becomes a target position by the {@link Sizing}; an
 * abstention, or a confidence below the minimum, asks for no position. Orders smaller than the
 * {@link #tolerance} are not worth their costs.
 *
 * <p>A model that was trained on bars of the run tells the strategy what it should not know: such a
 * run throws, unless {@link #allowInSample} says that it is meant. {@link #retrained} trains on
 * what is known at each point and has no such problem.
 */
public final class MLStrategy implements Strategy {
  private static final double CONFIDENCE_ROUNDING = 1e-9;

  private final Oracle oracle;
  private final double minimumConfidence;
  private final Sizing sizing;
  private final int every;
  private final double tolerance;
  private final boolean shorts;
  private Oracle.Session[] sessions = {};

  private MLStrategy(
      Oracle oracle,
      double minimumConfidence,
      Sizing sizing,
      int every,
      double tolerance,
      boolean shorts) {
    this.oracle = oracle;
    this.minimumConfidence = minimumConfidence;
    this.sizing = sizing;
    this.every = every;
    this.tolerance = tolerance;
    this.shorts = shorts;
  }

  private static MLStrategy of(Oracle oracle) {
    return new MLStrategy(oracle, 0.6, Sizing.fraction(1), 1, 0.01, true);
  }

  /** A trained model. */
  public static MLStrategy of(Model model) {
    return of(Oracle.of(model, false));
  }

  /**
   * Anything that predicts, for example {@code ensemble::predict}.
   *
   * @param name for reports and fingerprints
   * @param warmUp bars it needs
   */
  public static MLStrategy of(
      String name, int warmUp, BiFunction<BarSeries, MarketContext, Prediction> predictor) {
    return of(Oracle.of(name, warmUp, predictor));
  }

  /**
   * A model of a registry, resolved and loaded now.
   *
   * @param loaders who reads which kind of bundle
   * @throws QuantMlException when nothing lies at the address or no loader reads its kind
   */
  public static MLStrategy of(
      ModelRegistry registry, ModelUri uri, List<? extends PortableModelLoader> loaders) {
    ModelBundle bundle = registry.resolve(uri);
    for (PortableModelLoader loader : loaders) {
      if (loader.name().equals(bundle.kind())) {
        return of(loader.load(bundle));
      }
    }
    throw new QuantMlException(
        uri
            + ": no loader for a model of kind '"
            + bundle.kind()
            + "' among "
            + loaders.stream().map(PortableModelLoader::name).toList());
  }

  /**
   * A model that is trained during the run, on the bars and the context known then.
   *
   * @param horizon what it forecasts
   * @param firstBars bars before the first training; at least what the trainer needs
   * @param everyBars bars between trainings, at least 1
   */
  public static MLStrategy retrained(
      ModelTrainer trainer,
      Horizon horizon,
      int firstBars,
      int everyBars,
      TrainingContext training) {
    return of(Oracle.retrained(trainer, horizon, firstBars, everyBars, training));
  }

  /** Lowest confidence that is acted upon, 0.6 by default. */
  public MLStrategy minimumConfidence(double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("minimumConfidence: must lie in [0, 1], got " + value);
    }
    return new MLStrategy(oracle, value, sizing, every, tolerance, shorts);
  }

  /** The whole equity by default. */
  public MLStrategy sizing(Sizing value) {
    return new MLStrategy(oracle, minimumConfidence, value, every, tolerance, shorts);
  }

  /** Bars between decisions, 1 by default; the model's horizon avoids overlapping forecasts. */
  public MLStrategy every(int bars) {
    if (bars < 1) {
      throw new IllegalArgumentException("every: must be at least 1, got " + bars);
    }
    return new MLStrategy(oracle, minimumConfidence, sizing, bars, tolerance, shorts);
  }

  /** Smallest change of weight that is traded, 0.01 by default. */
  public MLStrategy tolerance(double weight) {
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("tolerance: must be finite and at least 0, got " + weight);
    }
    return new MLStrategy(oracle, minimumConfidence, sizing, every, weight, shorts);
  }

  /** Answers falling forecasts with no position instead of a short one. */
  public MLStrategy longOnly() {
    return new MLStrategy(oracle, minimumConfidence, sizing, every, tolerance, false);
  }

  /** Accepts a model that was trained on bars of the run: its result proves nothing. */
  public MLStrategy allowInSample() {
    return new MLStrategy(oracle.inSample(), minimumConfidence, sizing, every, tolerance, shorts);
  }

  @Override
  public int warmUp() {
    return oracle.warmUp();
  }

  @Override
  public String describe() {
    return "MLStrategy("
        + oracle.describe()
        + ", confidence >= "
        + minimumConfidence
        + ", sized by "
        + sizing.describe()
        + ", every "
        + every
        + ", tolerance "
        + tolerance
        + (shorts ? "" : ", long only")
        + ")";
  }

  @Override
  public void start(Desk desk) {
    sessions = new Oracle.Session[desk.assets()];
    for (int a = 0; a < sessions.length; a++) {
      sessions[a] = oracle.begin();
    }
  }

  @Override
  public void onBar(Desk desk) {
    for (int a = 0; a < sessions.length; a++) {
      if (desk.isFresh(a) && desk.isReady(a) && (desk.bars(a) - warmUp()) % every == 0) {
        BarSeries history = desk.history(a);
        aim(desk, a, history, sessions[a].ask(history, desk.context()));
      }
    }
  }

  private void aim(Desk desk, int a, BarSeries history, @Nullable Conviction conviction) {
    double units = 0;
    double equity = desk.equity();
    if (conviction != null
        && conviction.confidence() >= minimumConfidence - CONFIDENCE_ROUNDING
        && equity > 0) {
      double value = desk.unitValue(a);
      units = sizing.units(conviction, history, equity, value) / desk.assets();
      units = shorts ? units : Math.max(0, units);
      double change = Math.abs(units - desk.position(a)) * value / equity;
      if (units != 0 && change < tolerance) {
        return;
      }
    }
    desk.target(a, units);
  }
}
