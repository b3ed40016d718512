// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline;

import io.github.quantml.api.ContextItem;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.ModelUri;
import io.github.quantml.api.ModelVersion;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.api.TrainingData;
import io.github.quantml.api.spi.TrackedRun;
import io.github.quantml.ensemble.EnsembleConfig;
import io.github.quantml.ensemble.EnsembleTrainer;
import io.github.quantml.ensemble.MultiModelEnsemble;
import io.github.quantml.ensemble.ScheduleConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One model from data to registry. */
final class ModelTraining {
  private final PipelineConfig config;
  private final String model;
  private final List<MemberSource> members;
  private final TrainingData data;
  private final WorkDirectory work;
  private final String registered;
  private final String key;

  ModelTraining(
      PipelineConfig config,
      String model,
      List<MemberSource> members,
      TrainingData data,
      WorkDirectory work) {
    this.config = config;
    this.model = model;
    this.members = members;
    this.data = data;
    this.work = work;
    this.registered = config.registeredName(model);
    this.key = TrainingKey.of(config, data, members).text();
  }

  ModelOutcome run(boolean force) {
    if (members.size() == 1) {
      requireData(members.get(0));
    }
    Optional<ModelVersion> same = sameAsLatest();
    boolean unfinished = work.isUnfinished(model);
    if (same.isPresent() && !unfinished && !force) {
      return new ModelOutcome.UpToDate(model, same.get());
    }
    try (TrackedRun run = config.tracker.startRun(config.name, "train " + model)) {
      try {
        return tracked(run, same.isPresent() && unfinished ? same.get() : null);
      } catch (RuntimeException e) {
        run.fail(e);
        throw e;
      }
    }
  }

  /** What can be known to be missing before anything is trained. */
  private void requireData(MemberSource member) {
    ModelTrainer trainer = member.trainer();
    if (trainer == null) {
      return;
    }
    Set<ContextItem> missing = EnumSet.noneOf(ContextItem.class);
    missing.addAll(trainer.uses());
    missing.removeAll(data.context().items());
    if (!missing.isEmpty()) {
      String words =
          String.join(
              ", ",
              missing.stream()
                  .map(item -> item.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                  .toList());
      throw new NothingToTrainException(
          data.bars().symbol() + ": needs " + words + ", which the data do not have");
    }
    int needed = trainer.minimumBars(data.horizon());
    if (data.bars().size() < needed) {
      throw new NothingToTrainException(
          data.bars().symbol()
              + ": needs "
              + needed
              + " bars to train, there are "
              + data.bars().size());
    }
  }

  private ModelOutcome tracked(TrackedRun run, @Nullable ModelVersion alreadyRegistered) {
    describe(run);
    work.begin(model);
    MembersTuning.Tuned tuned = new MembersTuning(config, data, work, run).tune(members);
    config.cancellation.check();
    MultiModelEnsemble ensemble = train(tuned);
    if (ensemble.evaluation().forecasts().isEmpty()) {
      work.end(model);
      throw new NothingToTrainException(
          data.bars().symbol()
              + ": had no view on any bar out of sample, so there is nothing to judge it by");
    }
    EvaluationSummary summary =
        EvaluationSummary.of(ensemble.evaluation(), data.horizon().bars(), tuned.trials());
    summary.metrics().forEach((name, value) -> run.metric(name, value, 0));
    ensemble.weights().forEach((name, weight) -> run.metric("weight." + name, weight, 0));
    ensemble.absences().forEach((name, why) -> run.tag("absent." + name, why));
    export(ensemble, run);
    config.cancellation.check();
    ModelVersion version =
        alreadyRegistered == null
            ? config.registry.register(registered, ensemble.toBundle())
            : alreadyRegistered;
    run.tag("quantml.registered", registered + "/" + version.version());
    Promotion promotion = promote(ensemble, version);
    promotion.metrics().forEach((name, value) -> run.metric(name, value, 0));
    run.tag("quantml.promotion", promotion.reason());
    work.end(model);
    Map<String, String> absent = new TreeMap<>(tuned.failed());
    absent.putAll(ensemble.absences());
    return new ModelOutcome.Trained(model, version, summary, promotion, tuned.chosen(), absent);
  }

  private void describe(TrackedRun run) {
    run.dataset(data.bars(), "training");
    run.param("model", model);
    run.param("members", String.join(",", members.stream().map(MemberSource::name).toList()));
    run.param("horizon", data.horizon());
    run.param("seed", config.seed);
    run.param("config", config.ensemble);
    run.param("training_key", key);
  }

  private MultiModelEnsemble train(MembersTuning.Tuned tuned) {
    EnsembleTrainer trainer =
        MultiModelEnsemble.trainer()
            .horizon(data.horizon())
            .seed(config.seed)
            .threads(config.threads)
            .settings(config.settings)
            .config(scheduled(tuned.bars()))
            .progress(
                (stage, done, total) -> config.progress.update(model + ": " + stage, done, total))
            .cancellation(config.cancellation)
            .checkpoints(work.checkpoints())
            .note(TrainingKey.NOTE, key)
            .note("trials", Long.toString(Math.round(tuned.trials().count())));
    tuned
        .chosen()
        .forEach(
            (member, settings) ->
                settings.forEach(
                    (name, value) -> trainer.note("tuned." + member + "." + name, value)));
    tuned.trainers().forEach(trainer::member);
    return trainer.train(data);
  }

  /** No forecast of the evaluation lies in the bars that tuning saw. */
  private EnsembleConfig scheduled(int tunedBars) {
    ScheduleConfig schedule = config.ensemble.schedule();
    if (tunedBars <= schedule.initialBars()) {
      return config.ensemble;
    }
    return config.ensemble.withSchedule(
        new ScheduleConfig(
            tunedBars,
            schedule.refitGrowth(),
            Math.max(tunedBars, schedule.maxTrainingBars()),
            schedule.lookback()));
  }

  private void export(MultiModelEnsemble ensemble, TrackedRun run) {
    Map<String, byte[]> graphs = new TreeMap<>(ensemble.onnx());
    for (Map.Entry<String, byte[]> graph : graphs.entrySet()) {
      Path file = work.file(graph.getKey() + ".onnx");
      try {
        Files.write(file, graph.getValue());
      } catch (IOException e) {
        throw new QuantMlException(file + ": cannot be written: " + e.getMessage(), e);
      }
      run.artifact("onnx/" + graph.getKey() + ".onnx", file);
    }
  }

  private Promotion promote(MultiModelEnsemble challenger, ModelVersion version) {
    ModelUri uri = new ModelUri(registered, new ModelUri.Selector.Alias(config.championAlias));
    Optional<ModelVersion> champion =
        config.registry.list(registered).stream()
            .filter(v -> v.aliases().contains(config.championAlias))
            .findFirst();
    Promotion promotion;
    if (champion.isEmpty()) {
      promotion = Promotion.untested(true, 0, 0, "there was no champion");
    } else if (champion.get().version() == version.version()) {
      promotion = Promotion.untested(true, version.version(), 0, "it is the champion already");
    } else {
      int number = champion.get().version();
      promotion = compare(challenger, config.registry.resolve(uri), number);
    }
    if (promotion.promoted()) {
      config.registry.alias(registered, config.championAlias, version.version());
    }
    return promotion;
  }

  private Promotion compare(MultiModelEnsemble challenger, ModelBundle champion, int number) {
    MultiModelEnsemble reigning;
    try {
      reigning = MultiModelEnsemble.of(champion, config.settings);
    } catch (ModelFormatException e) {
      return Promotion.untested(
          false,
          number,
          0,
          "the champion cannot be loaded: " + e.getMessage() + "; promote by hand");
    }
    return Promotion.compare(challenger, reigning, number, data, config.promotionLevel);
  }

  /** The latest version, if it was made by this very training. */
  private Optional<ModelVersion> sameAsLatest() {
    List<ModelVersion> versions = config.registry.list(registered);
    if (versions.isEmpty()) {
      return Optional.empty();
    }
    ModelVersion latest = versions.get(versions.size() - 1);
    ModelBundle bundle =
        config.registry.resolve(
            new ModelUri(registered, new ModelUri.Selector.Version(latest.version())));
    // The provenance alone: members whose modules are not here are no reason not to train.
    return bundle.has("provenance")
            && key.equals(
                Provenance.from(bundle.bundle("provenance")).settings().get(TrainingKey.NOTE))
        ? Optional.of(latest)
        : Optional.empty();
  }
}
