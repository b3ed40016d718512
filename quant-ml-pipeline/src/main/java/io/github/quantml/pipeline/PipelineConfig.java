// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline;

import io.github.quantml.api.Cancellation;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.Progress;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.spi.ExperimentTracker;
import io.github.quantml.api.spi.ModelRegistry;
import io.github.quantml.ensemble.EnsembleConfig;
import io.github.quantml.pipeline.store.LocalModelRegistry;
import io.github.quantml.pipeline.store.LocalTracker;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link MLTrainingPipeline} trains, how, and where the results go.
 *
 * <p>Without a word about members they are those on the class path, narrowed to {@code
 * ML_ENSEMBLE_MODELS}. Registry, tracker and work directory lie under {@code ML_MODEL_CACHE_DIR}
 * unless others are named. Immutable.
 */
public final class PipelineConfig {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

  final String name;
  final @Nullable Horizon horizon;
  final List<String> members;
  final List<ModelTrainer> trainers;
  final List<MemberRecipe> recipes;
  final EnsembleConfig ensemble;
  final TuningConfig tuning;
  final QuantMlSettings settings;
  final ModelRegistry registry;
  final ExperimentTracker tracker;
  final Path work;
  final long seed;
  final int threads;
  final Clock clock;
  final Progress progress;
  final Cancellation cancellation;
  final String championAlias;
  final double promotionLevel;

  private PipelineConfig(Builder b) {
    name = b.name;
    horizon = b.horizon;
    members = List.copyOf(b.members);
    trainers = List.copyOf(b.trainers);
    recipes = List.copyOf(b.recipes);
    ensemble = b.ensemble;
    settings = b.settings;
    tuning = b.tuning == null ? TuningConfig.of(settings) : b.tuning;
    Path models = settings.modelCacheDir();
    registry = b.registry == null ? LocalModelRegistry.in(models.resolve("registry")) : b.registry;
    tracker = b.tracker == null ? LocalTracker.in(models.resolve("runs")) : b.tracker;
    work = b.work == null ? models.resolve("work") : b.work;
    seed = b.seed == null ? settings.randomSeed() : b.seed;
    threads = b.threads == null ? settings.nJobs() : b.threads;
    clock = b.clock;
    progress = b.progress;
    cancellation = b.cancellation;
    championAlias = b.championAlias;
    promotionLevel = b.promotionLevel;
  }

  /**
   * Starts a configuration.
   *
   * @param name first part of the names under which models are registered, for example {@code
   *     BTC-USD-1h}: letters, digits, {@code _ - .}
   */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /** The name under which a model is registered: {@code NAME-MODEL}. */
  public String registeredName(String model) {
    return name + "-" + model;
  }

  public ModelRegistry registry() {
    return registry;
  }

  public ExperimentTracker tracker() {
    return tracker;
  }

  public QuantMlSettings settings() {
    return settings;
  }

  /** The alias of the version that serves. */
  public String championAlias() {
    return championAlias;
  }

  /** Collects a configuration. Not thread-safe. */
  public static final class Builder {
    private final String name;
    private final List<String> members = new ArrayList<>();
    private final List<ModelTrainer> trainers = new ArrayList<>();
    private final List<MemberRecipe> recipes = new ArrayList<>();
    private @Nullable Horizon horizon;
    private EnsembleConfig ensemble = EnsembleConfig.defaults();
    private @Nullable TuningConfig tuning;
    private QuantMlSettings settings = QuantMlSettings.defaults();
    private @Nullable ModelRegistry registry;
    private @Nullable ExperimentTracker tracker;
    private @Nullable Path work;
    private @Nullable Long seed;
    private @Nullable Integer threads;
    private Clock clock = Clock.systemUTC();
    private Progress progress = Progress.NONE;
    private Cancellation cancellation = new Cancellation();
    private String championAlias = "champion";
    private double promotionLevel = 0.05;

    private Builder(String name) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "name: must be 1 to 100 letters, digits, '_', '-' or '.', got '" + name + "'");
      }
      this.name = name;
    }

    /** How far ahead to forecast; the default is the horizon of the data. */
    public Builder horizon(Horizon value) {
      horizon = value;
      return this;
    }

    /** Takes these members from the class path. */
    public Builder members(String... names) {
      members.addAll(List.of(names));
      return this;
    }

    /** Adds a member with settings of its own. */
    public Builder member(ModelTrainer trainer) {
      trainers.add(trainer);
      return this;
    }

    /** Adds a member whose settings are searched for. */
    public Builder member(MemberRecipe recipe) {
      recipes.add(recipe);
      return this;
    }

    public Builder ensemble(EnsembleConfig value) {
      ensemble = value;
      return this;
    }

    public Builder tuning(TuningConfig value) {
      tuning = value;
      return this;
    }

    public Builder settings(QuantMlSettings value) {
      settings = value;
      return this;
    }

    public Builder registry(ModelRegistry value) {
      registry = value;
      return this;
    }

    public Builder tracker(ExperimentTracker value) {
      tracker = value;
      return this;
    }

    /** Where unfinished trainings keep what they have. */
    public Builder work(Path value) {
      work = value;
      return this;
    }

    /** Root of all randomness; the default is {@code ML_RANDOM_SEED}. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /** Threads that may work; the default is {@code ML_N_JOBS}. Never changes a result. */
    public Builder threads(int value) {
      if (value < 1) {
        throw new IllegalArgumentException("threads: must be at least 1, got " + value);
      }
      threads = value;
      return this;
    }

    /** Where time stamps come from; never feeds a result. */
    public Builder clock(Clock value) {
      clock = value;
      return this;
    }

    public Builder progress(Progress value) {
      progress = value;
      return this;
    }

    public Builder cancellation(Cancellation value) {
      cancellation = value;
      return this;
    }

    /**
     * How a better version takes over.
     *
     * @param alias the alias of the version that serves
     * @param level of the test that the challenger is worse, in (0, 0.5]; 0.05 by default
     */
    public Builder promotion(String alias, double level) {
      if (!(level > 0 && level <= 0.5)) {
        throw new IllegalArgumentException("level: must lie in (0, 0.5], got " + level);
      }
      championAlias = alias;
      promotionLevel = level;
      return this;
    }

    public PipelineConfig build() {
      return new PipelineConfig(this);
    }
  }
}
