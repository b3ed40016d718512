// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.api.Cancellation;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.Progress;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Collects what an ensemble is made of, and trains it.
 *
 * <p>Without a call to {@link #member} or {@link #members} the members are those on the class path,
 * narrowed to {@code ML_ENSEMBLE_MODELS} if it is set. Not thread-safe; {@link #train} may be
 * called more than once.
 */
public final class EnsembleTrainer {
  private final List<ModelTrainer> given = new ArrayList<>();
  private QuantMlSettings settings = QuantMlSettings.defaults();
  private EnsembleConfig config = EnsembleConfig.defaults();
  private @Nullable List<String> names;
  private @Nullable Horizon horizon;
  private @Nullable Long seed;
  private @Nullable Integer threads;
  private Progress progress = Progress.NONE;
  private Cancellation cancellation = new Cancellation();
  private TrainingCheckpoints checkpoints = TrainingCheckpoints.NONE;
  private final Map<String, String> notes = new TreeMap<>();

  EnsembleTrainer() {}

  /** How far ahead to forecast; the default is the horizon of the training data, one bar. */
  public EnsembleTrainer horizon(Horizon value) {
    horizon = value;
    return this;
  }

  /** Root of all randomness; the default is {@code ML_RANDOM_SEED}, 42. */
  public EnsembleTrainer seed(long value) {
    seed = value;
    return this;
  }

  /** Threads that may work; the default is {@code ML_N_JOBS}. Never changes a result. */
  public EnsembleTrainer threads(int value) {
    if (value < 1) {
      throw new IllegalArgumentException("threads: must be at least 1, got " + value);
    }
    threads = value;
    return this;
  }

  /**
   * Settings to take defaults and members from; the default is {@link QuantMlSettings#defaults}.
   */
  public EnsembleTrainer settings(QuantMlSettings value) {
    settings = value;
    return this;
  }

  /** How the ensemble learns. */
  public EnsembleTrainer config(EnsembleConfig value) {
    config = value;
    return this;
  }

  /** Adds a member; from the first call on, only added and named members take part. */
  public EnsembleTrainer member(ModelTrainer trainer) {
    given.add(trainer);
    return this;
  }

  /** Takes these members from the class path, by name. */
  public EnsembleTrainer members(String... wanted) {
    names = List.of(wanted);
    return this;
  }

  /** Hears how far the training has come. */
  public EnsembleTrainer progress(Progress value) {
    progress = value;
    return this;
  }

  /** Lets the caller stop the training. */
  public EnsembleTrainer cancellation(Cancellation value) {
    cancellation = value;
    return this;
  }

  /**
   * Keeps finished models where a training that starts again finds them; the default is nowhere.
   */
  public EnsembleTrainer checkpoints(TrainingCheckpoints value) {
    checkpoints = value;
    return this;
  }

  /**
   * Writes a fact into the settings of the ensemble's provenance.
   *
   * @param key not one that the ensemble writes itself: members, config, horizon
   */
  public EnsembleTrainer note(String key, String value) {
    if (Set.of("members", "config", "horizon").contains(key)) {
      throw new IllegalArgumentException("key: '" + key + "' is the ensemble's own");
    }
    notes.put(key, value);
    return this;
  }

  /** Trains on data with a context of its own. */
  public MultiModelEnsemble train(TrainingData data, MarketContext context) {
    return train(data.withContext(context));
  }

  /**
   * Trains members and weights.
   *
   * @throws io.github.quantml.api.InsufficientDataException when the bars do not reach for one
   *     training and twenty outcomes out of sample
   * @throws QuantMlException when no member could be trained
   */
  public MultiModelEnsemble train(TrainingData data) {
    Prepared prepared = prepare(data);
    Learner.Learned learned = prepared.learn(config);
    return new MultiModelEnsemble(
        prepared.goal().horizon(),
        config.schedule().lookback(),
        prepared.specs(),
        learned.combiner(),
        prepared.evaluation(learned),
        Provenance.of(
            EnsembleBundle.KIND,
            prepared.goal(),
            prepared.context().seed(),
            described(prepared.specs())),
        settings);
  }

  /**
   * Evaluates several configurations on the same out-of-sample forecasts of the same members, which
   * are trained only once. Choosing the best of many afterwards flatters it: the more are tried,
   * the more.
   *
   * @param configs they may differ in everything but the schedule
   * @return an evaluation per configuration, in their order
   */
  public List<Evaluation> compare(TrainingData data, List<EnsembleConfig> configs) {
    for (EnsembleConfig other : configs) {
      if (!other.schedule().equals(config.schedule())) {
        throw new IllegalArgumentException(
            "configs: must share the schedule " + config.schedule() + ", got " + other.schedule());
      }
    }
    Prepared prepared = prepare(data);
    return configs.stream().map(c -> prepared.evaluation(prepared.learn(c))).toList();
  }

  /** Members trained and walked forward: all that costs time. */
  private record Prepared(
      TrainingData goal,
      TrainingContext context,
      ForwardChain.Walk walk,
      List<MemberSpec> specs,
      int reference) {
    Learner.Learned learn(EnsembleConfig config) {
      return new Learner(goal, config, walk, specs.size(), reference).learn();
    }

    Evaluation evaluation(Learner.Learned learned) {
      return new Evaluation(
          goal.horizon().bars(),
          specs.stream().map(MemberSpec::name).toList(),
          learned.forecasts(),
          learned.shares(),
          learned.memberScores());
    }
  }

  private Prepared prepare(TrainingData data) {
    TrainingData goal = data.withHorizon(horizon == null ? data.horizon() : horizon);
    List<ModelTrainer> members = Members.select(given, names, settings);
    List<ModelTrainer> walkers = new ArrayList<>(members);
    int reference = indexOf(members, RandomWalkTrainer.NAME);
    if (reference < 0) {
      reference = walkers.size();
      walkers.add(RandomWalkTrainer.create());
    }
    TrainingContext context =
        TrainingContext.defaults()
            .withSeed(seed == null ? settings.randomSeed() : seed)
            .withThreads(threads == null ? settings.nJobs() : threads)
            .withProgress(progress)
            .withCancellation(cancellation);
    ForwardChain.Walk walk =
        new ForwardChain(goal, walkers, config.schedule(), context, checkpoints).walk();
    List<MemberSpec> specs = walk.members().subList(0, members.size());
    requireSomebody(goal, specs);
    return new Prepared(goal, context, walk, specs, reference);
  }

  private static int indexOf(List<ModelTrainer> members, String name) {
    for (int m = 0; m < members.size(); m++) {
      if (members.get(m).name().equals(name)) {
        return m;
      }
    }
    return -1;
  }

  private static void requireSomebody(TrainingData data, List<MemberSpec> specs) {
    if (specs.stream().allMatch(s -> s.model() == null)) {
      StringBuilder reasons = new StringBuilder();
      specs.forEach(s -> reasons.append("\n  ").append(s.name()).append(": ").append(s.absence()));
      throw new QuantMlException(data.bars().symbol() + ": no member could be trained" + reasons);
    }
  }

  private Map<String, String> described(List<MemberSpec> members) {
    Map<String, String> all = new TreeMap<>(notes);
    all.put("members", String.join(",", members.stream().map(MemberSpec::name).toList()));
    all.put("config", config.toString());
    return all;
  }
}
