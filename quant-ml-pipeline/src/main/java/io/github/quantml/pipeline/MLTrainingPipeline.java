// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.api.Setting;
import io.github.quantml.api.TrainingData;
import io.github.quantml.api.spi.BarRequest;
import io.github.quantml.api.spi.BarSource;
import io.github.quantml.api.spi.ModelTrainerProvider;
import io.github.quantml.api.spi.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains models from data to registry: checks the data, tunes members that have a search space,
 * trains every member on the past of each stretch of bars and the ensemble on what they forecast
 * there, compares it with the naive and equal-weight baselines, tracks the run, exports ONNX
 * graphs, registers a version and promotes it unless it is worse than the champion ({@link
 * Promotion}).
 *
 * <p>Every registered model is an ensemble, if only of one member, so that all of them have
 * calibrated probabilities, conformal intervals and an evaluation, and are served alike.
 *
 * <p>A training that was killed goes on where it stopped when it is started again with the same
 * data and configuration, and comes to the same bytes: tuning from its journal, members from their
 * finished models. Nothing is registered before it is whole. One failing model leaves the others
 * alone. Thread-safe; the same training cannot run twice at a time.
 */
public final class MLTrainingPipeline {
  /** The model that all members make together. */
  public static final String ENSEMBLE = "ensemble";

  private static final Logger LOG = LoggerFactory.getLogger(MLTrainingPipeline.class);

  /** Unfinished trainings that nobody went on with for so long are deleted. */
  private static final Duration ABANDONED = Duration.ofDays(30);

  private final PipelineConfig config;

  private MLTrainingPipeline(PipelineConfig config) {
    this.config = config;
  }

  public static MLTrainingPipeline of(PipelineConfig config) {
    return new MLTrainingPipeline(config);
  }

  /** Names of the models that it trains: every member's, then {@link #ENSEMBLE}. */
  public List<String> models() {
    List<String> names = new ArrayList<>(sources().keySet());
    names.add(ENSEMBLE);
    return names;
  }

  /**
   * Trains every member as a model of its own, and the ensemble of all; models whose latest version
   * is up to date are left alone.
   *
   * @throws InsufficientDataException when there are no bars
   * @throws CancellationException when the caller asked to stop
   */
  public TrainingReport trainAllModels(TrainingData data) {
    return trainAllModels(data, false);
  }

  /**
   * Trains every model, those that are up to date too if forced.
   *
   * @throws InsufficientDataException when there are no bars
   * @throws CancellationException when the caller asked to stop
   */
  public TrainingReport trainAllModels(TrainingData data, boolean force) {
    return train(models(), data, force, true);
  }

  /**
   * Loads bars and trains every model on them.
   *
   * @param context what else is known, in full
   */
  public TrainingReport trainAllModels(
      BarSource source, BarRequest request, MarketContext context) {
    return trainAllModels(TrainingData.of(source.load(request)).withContext(context));
  }

  /**
   * Trains one model.
   *
   * @param name a member's name, or {@link #ENSEMBLE}
   * @param force whether to train even if the latest version is up to date
   * @throws IllegalArgumentException when there is no such model
   */
  public TrainingReport train(String name, TrainingData data, boolean force) {
    if (!models().contains(name)) {
      throw new IllegalArgumentException(
          "model: there is no '" + name + "'; there are " + models());
    }
    return train(List.of(name), data, force, false);
  }

  private TrainingReport train(
      List<String> names, TrainingData data, boolean force, boolean leavesOut) {
    BarSeries bars = data.bars();
    if (bars.isEmpty()) {
      throw new InsufficientDataException(bars.symbol() + ": bars to train on", 1, 0);
    }
    TrainingData goal = data.withHorizon(config.horizon == null ? data.horizon() : config.horizon);
    Instant started = config.clock.instant();
    Map<String, MemberSource> sources = sources();
    TrainingKey shared = TrainingKey.of(config, goal, new ArrayList<>(sources.values()));
    List<ModelOutcome> outcomes = new ArrayList<>();
    WorkDirectory.sweep(config.work, started.minus(ABANDONED));
    try (WorkDirectory work = WorkDirectory.open(config.work, shared.text())) {
      for (String name : names) {
        config.cancellation.check();
        List<MemberSource> members =
            name.equals(ENSEMBLE)
                ? List.copyOf(sources.values())
                : List.of(Objects.requireNonNull(sources.get(name)));
        outcomes.add(isolated(name, members, goal, work, force, leavesOut));
      }
      if (!work.hasUnfinished()) {
        work.clear();
      }
    }
    return new TrainingReport(
        bars.symbol(),
        started,
        Duration.between(started, config.clock.instant()),
        DataCheck.of(bars),
        outcomes);
  }

  private ModelOutcome isolated(
      String name,
      List<MemberSource> members,
      TrainingData goal,
      WorkDirectory work,
      boolean force,
      boolean leavesOut) {
    try {
      return new ModelTraining(config, name, members, goal, work).run(force);
    } catch (CancellationException e) {
      throw e;
    } catch (NothingToTrainException e) {
      String reason = String.valueOf(e.getMessage());
      return leavesOut
          ? new ModelOutcome.LeftOut(name, reason)
          : new ModelOutcome.Failed(name, reason);
    } catch (QuantMlException | IllegalArgumentException e) {
      LOG.info("{} could not be trained", name, e);
      return new ModelOutcome.Failed(name, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) { // one model's bug must not take the others down
      LOG.warn("{} broke", name, e);
      return new ModelOutcome.Failed(name, e.toString());
    }
  }

  /** Where members come from, by name: recipes, then trainers, then the class path. */
  private Map<String, MemberSource> sources() {
    Map<String, MemberSource> found = new LinkedHashMap<>();
    config.recipes.forEach(r -> add(found, MemberSource.of(r)));
    config.trainers.forEach(t -> add(found, MemberSource.of(t)));
    List<String> wanted =
        config.members.isEmpty() ? config.settings.ensembleModels() : config.members;
    if (wanted.isEmpty() && found.isEmpty()) {
      classPath().values().forEach(p -> add(found, MemberSource.of(trainer(p))));
    }
    for (String name : wanted) {
      if (found.containsKey(name)) {
        continue;
      }
      ModelTrainerProvider provider = classPath().get(name);
      if (provider == null) {
        throw new IllegalArgumentException(
            "members: there is no '"
                + name
                + "' on the class path; there are "
                + classPath().keySet());
      }
      add(found, MemberSource.of(trainer(provider)));
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException("members: none was named and none is on the class path");
    }
    return found;
  }

  private ModelTrainer trainer(ModelTrainerProvider provider) {
    return provider.trainer(config.settings.with(Setting.ML_ENSEMBLE_MODELS, provider.name()));
  }

  private static void add(Map<String, MemberSource> found, MemberSource source) {
    if (source.name().equals(ENSEMBLE)) {
      throw new IllegalArgumentException("members: none can be named '" + ENSEMBLE + "'");
    }
    if (found.putIfAbsent(source.name(), source) != null) {
      throw new IllegalArgumentException("members: two are named '" + source.name() + "'");
    }
  }

  private static Map<String, ModelTrainerProvider> classPath() {
    return Provider.byName(
        ServiceLoader.load(ModelTrainerProvider.class, MLTrainingPipeline.class.getClassLoader()));
  }
}
