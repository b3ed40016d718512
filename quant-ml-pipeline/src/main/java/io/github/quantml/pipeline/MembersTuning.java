// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.Progress;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.api.TrainingData;
import io.github.quantml.api.spi.TrackedRun;
import io.github.quantml.backtest.significance.Trials;
import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.pipeline.tune.Pruner;
import io.github.quantml.pipeline.tune.Study;
import io.github.quantml.pipeline.tune.TrialResult;
import io.github.quantml.pipeline.tune.Tuner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Chooses the settings of members that have a search space, on the first share of the bars. */
final class MembersTuning {
  private static final String SHARPE = MemberObjective.SHARPE;

  private final PipelineConfig config;
  private final TrainingData data;
  private final WorkDirectory work;
  private final TrackedRun run;

  MembersTuning(PipelineConfig config, TrainingData data, WorkDirectory work, TrackedRun run) {
    this.config = config;
    this.data = data;
    this.work = work;
    this.run = run;
  }

  /**
   * Members ready to be trained.
   *
   * @param chosen settings by member, of those that were tuned
   * @param failed why a member could not be tuned, by member
   * @param trials everything that was tried
   * @param bars how many bars tuning saw; 0 when there was nothing to tune
   */
  record Tuned(
      List<ModelTrainer> trainers,
      Map<String, Map<String, String>> chosen,
      Map<String, String> failed,
      Trials trials,
      int bars) {}

  Tuned tune(List<MemberSource> members) {
    List<ModelTrainer> trainers = new ArrayList<>();
    Map<String, Map<String, String>> chosen = new TreeMap<>();
    Map<String, String> failed = new LinkedHashMap<>();
    double tried = 0;
    double weighted = 0;
    for (MemberSource member : members) {
      MemberRecipe recipe = member.recipe();
      if (recipe == null) {
        trainers.add(member.trainer(null));
        continue;
      }
      try {
        Study study = study(recipe);
        TrialResult best = study.best();
        trainers.add(member.trainer(best));
        chosen.put(member.name(), best.parameters());
        Trials search = study.search(SHARPE);
        tried += search.count();
        weighted += search.count() * search.variance();
      } catch (QuantMlException e) { // the other members go on without it
        failed.put(member.name(), "tuning failed: " + e.getMessage());
        run.tag("untuned." + member.name(), String.valueOf(e.getMessage()));
      }
      config.cancellation.check();
    }
    if (trainers.isEmpty()) {
      throw new QuantMlException(data.bars().symbol() + ": no member could be tuned: " + failed);
    }
    boolean tuned = members.stream().anyMatch(m -> m.recipe() != null);
    return new Tuned(
        trainers,
        chosen,
        failed,
        tried > 1 ? new Trials(tried, weighted / tried) : Trials.single(),
        tuned ? tuningBars() : 0);
  }

  private int tuningBars() {
    return (int) (config.tuning.share() * data.bars().size());
  }

  private Study study(MemberRecipe recipe) {
    TrainingData seen = data.first(tuningBars());
    Path done = work.file("tuned-" + recipe.name());
    Progress progress =
        (stage, finished, total) ->
            config.progress.update("tuning " + recipe.name(), finished, total);
    try (TrackedRun child = run.child("tune " + recipe.name())) {
      Tuner tuner =
          Tuner.maximise(recipe.space())
              .sampler(config.tuning.sampler())
              .pruner(Pruner.median())
              .trials(finished(done, config.tuning.trials()))
              .timeout(config.tuning.timeout())
              .seed(seed(recipe.name()))
              .threads(config.threads)
              .journal(work.file("tuning-" + recipe.name() + ".journal"))
              .progress(progress)
              .cancellation(config.cancellation)
              .clock(config.clock)
              .run(child);
      Study study =
          tuner.tune(
              MemberObjective.of(recipe, seen, config.tuning.folds())
                  .withLookback(config.ensemble.schedule().lookback())
                  .withClock(config.clock)
                  .withCancellation(config.cancellation));
      config.cancellation.check();
      finish(done, study.trials().size());
      tellImportance(study, child);
      return study;
    }
  }

  /** A short study may be too short to say what mattered, and has a best trial all the same. */
  private static void tellImportance(Study study, TrackedRun run) {
    try {
      study
          .importance()
          .shares()
          .forEach((name, share) -> run.metric("importance." + name, share, 0));
    } catch (InsufficientDataException e) {
      run.tag("importance", String.valueOf(e.getMessage()));
    }
  }

  /** A study that ended before, by time perhaps, does not go on after a restart. */
  private static int finished(Path done, int trials) {
    try {
      return Files.exists(done)
          ? Math.max(1, Integer.parseInt(Files.readString(done).strip()))
          : trials;
    } catch (IOException | NumberFormatException e) {
      return trials;
    }
  }

  private static void finish(Path done, int trials) {
    try {
      Path draft = done.resolveSibling(done.getFileName() + ".draft");
      Files.write(draft, Integer.toString(trials).getBytes(StandardCharsets.UTF_8));
      Files.move(draft, done, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new QuantMlException(done + ": cannot be written: " + e.getMessage(), e);
    }
  }

  private long seed(String member) {
    long stream = 1;
    for (int i = 0; i < member.length(); i++) {
      stream = 31 * stream + member.charAt(i);
    }
    return CounterRandom.of(config.seed).split(stream).nextLong();
  }
}
