// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.host;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.ModelUri;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.spi.ExperimentTracker;
import io.github.quantml.api.spi.ModelRegistry;
import io.github.quantml.api.spi.ModelTrainerProvider;
import io.github.quantml.api.spi.Provider;
import io.github.quantml.features.member.FeatureRegressionTrainer;
import io.github.quantml.mlflow.MLFlowTracker;
import io.github.quantml.pipeline.MLTrainingPipeline;
import io.github.quantml.pipeline.PipelineConfig;
import io.github.quantml.pipeline.store.LocalModelRegistry;
import io.github.quantml.pipeline.store.LocalTracker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * One host's choices: where bars come from, and where models, runs and logs go. With {@code
 * ML_MLFLOW_TRACKING_URI} set that is an MLflow server, without it directories under {@code
 * ML_MODEL_CACHE_DIR}. Thread-safe.
 *
 * @param settings of the library
 * @param market bars by ticker
 * @param registry of models
 * @param tracker of runs
 */
public record Host(
    QuantMlSettings settings,
    MarketData market,
    ModelRegistry registry,
    ExperimentTracker tracker) {
  /** The alias of the version that serves. */
  public static final String CHAMPION = "champion";

  /** Members that take minutes to train; they take part when they are named. */
  private static final Set<String> SLOW = Set.of("lstm", "cnn-lstm", "transformer");

  public static Host of(QuantMlSettings settings, MarketData market) {
    Path home = settings.modelCacheDir();
    if (settings.mlflowTrackingUri().isBlank()) {
      return new Host(
          settings,
          market,
          LocalModelRegistry.in(home.resolve("registry")),
          LocalTracker.in(home.resolve("runs")));
    }
    MLFlowTracker mlflow = MLFlowTracker.fromSettings(settings);
    return new Host(settings, market, mlflow.registry(), mlflow);
  }

  /** Where logs and jobs lie. */
  public Path home() {
    return settings.modelCacheDir();
  }

  /** First part of the names of a ticker's models: {@code AAPL-21b}. */
  public static String modelsOf(BarSeries bars, Horizon horizon) {
    return MarketData.slug(bars.symbol()) + "-" + horizon.resolve(bars).bars() + "b";
  }

  /** The address of the model that serves a ticker over a horizon. */
  public static ModelUri champion(BarSeries bars, Horizon horizon, String model) {
    return ModelUri.parse("models:/" + modelsOf(bars, horizon) + "-" + model + "@" + CHAMPION);
  }

  /** Names of the members that take minutes to train. */
  public static Set<String> slowMembers() {
    return SLOW;
  }

  /** Members by default: all on the class path but the slow ones, and the feature regression. */
  public static List<String> defaultMembers() {
    return providers().keySet().stream().filter(name -> !SLOW.contains(name)).toList();
  }

  /** Members that the class path offers, by name; of one name the highest rank. */
  public static Map<String, ModelTrainerProvider> providers() {
    return Provider.byName(ServiceLoader.load(ModelTrainerProvider.class));
  }

  /**
   * Starts the configuration of a training.
   *
   * @param members names of members; empty for those of the settings, or {@link #defaultMembers}
   */
  public PipelineConfig.Builder training(BarSeries bars, Horizon horizon, List<String> members) {
    return training(bars, horizon, members, false);
  }

  /**
   * The same for a caller that adds members of its own.
   *
   * @param own whether {@code members} are all that come from here, be it none
   */
  public PipelineConfig.Builder training(
      BarSeries bars, Horizon horizon, List<String> members, boolean own) {
    List<String> wanted = members.isEmpty() && !own ? settings.ensembleModels() : members;
    ModelTrainer regression = FeatureRegressionTrainer.withDefaults();
    PipelineConfig.Builder config =
        PipelineConfig.builder(modelsOf(bars, horizon))
            .horizon(horizon)
            .settings(settings)
            .registry(registry)
            .tracker(tracker)
            .work(home().resolve("work"))
            .promotion(CHAMPION, 0.05);
    if (wanted.isEmpty() && !own) {
      config.members(defaultMembers().toArray(String[]::new)).member(regression);
    } else {
      for (String name : wanted) {
        if (name.equals(regression.name())) {
          config.member(regression);
        } else {
          config.members(name);
        }
      }
    }
    return config;
  }

  /** Whether a name is that of the ensemble of all members. */
  public static boolean isEnsemble(String model) {
    return model.equals(MLTrainingPipeline.ENSEMBLE);
  }
}
