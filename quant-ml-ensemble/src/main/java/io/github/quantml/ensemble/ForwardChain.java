// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.ContextItem;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Model;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.Outcome;
import io.github.quantml.api.Progress;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.api.ReturnDistribution;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.api.spi.PortableModelLoader;
import io.github.quantml.api.spi.TaskRunner;
import io.github.quantml.math.random.CounterRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks forward through the bars: members are trained on the past of each segment and forecast
 * inside it, and once more on everything at the end.
 *
 * <p>Every (segment, member) pair is its own task with its own seed, so the number of threads
 * decides only how long it takes.
 */
final class ForwardChain {
  private static final Logger LOG = LoggerFactory.getLogger(ForwardChain.class);

  private final TrainingData data;
  private final List<ModelTrainer> trainers;
  private final ScheduleConfig config;
  private final TrainingContext context;
  private final TrainingCheckpoints checkpoints;
  private final Map<String, PortableModelLoader> loaders;
  private final List<Schedule.Segment> segments;

  ForwardChain(
      TrainingData data,
      List<ModelTrainer> trainers,
      ScheduleConfig config,
      TrainingContext context,
      TrainingCheckpoints checkpoints) {
    this.data = data;
    this.trainers = List.copyOf(trainers);
    this.config = config;
    this.context = context;
    this.checkpoints = checkpoints;
    this.loaders =
        checkpoints == TrainingCheckpoints.NONE
            ? Map.of()
            : Members.found(PortableModelLoader.class);
    this.segments = Schedule.of(data.bars(), data.horizon().bars(), config);
  }

  List<Schedule.Segment> segments() {
    return segments;
  }

  /** What the members brought: views while walking, and their models at the end. */
  record Walk(
      List<Schedule.Segment> segments,
      @Nullable ReturnDistribution[][][] views,
      int[][][] regimes,
      List<MemberSpec> members) {
    /** The view of member {@code m} at bar {@code bar} of segment {@code s}, or null. */
    @Nullable ReturnDistribution[] at(Schedule.Segment s, int bar) {
      @Nullable ReturnDistribution[] row =
          new @Nullable ReturnDistribution[views[s.index()].length];
      for (int m = 0; m < row.length; m++) {
        row[m] = views[s.index()][m][bar - s.from()];
      }
      return row;
    }

    /**
     * The regime that the first of {@code count} members to know one saw, or {@link Regimes#NONE}.
     */
    int regime(Schedule.Segment s, int bar, int count) {
      for (int m = 0; m < count; m++) {
        int regime = regimes[s.index()][m][bar - s.from()];
        if (regime != Regimes.NONE) {
          return regime;
        }
      }
      return Regimes.NONE;
    }
  }

  private record Task(int member, Schedule.@Nullable Segment segment) {}

  private record Done(
      @Nullable ReturnDistribution[] views, int[] regimes, @Nullable MemberSpec spec) {}

  Walk walk() {
    List<Task> tasks = new ArrayList<>();
    for (int m = 0; m < trainers.size(); m++) {
      tasks.add(new Task(m, null)); // the longest training first
    }
    for (Schedule.Segment s : segments) {
      for (int m = 0; m < trainers.size(); m++) {
        tasks.add(new Task(m, s));
      }
    }
    Progress progress =
        (stage, done, total) ->
            context.progress().update("training members on the past", done, total);
    List<Outcome<Done>> outcomes =
        TaskRunner.local(context.threads()).map(tasks, this::perform, progress);
    @Nullable ReturnDistribution[][][] views =
        new @Nullable ReturnDistribution[segments.size()][trainers.size()][];
    int[][][] regimes = new int[segments.size()][trainers.size()][];
    MemberSpec[] members = new MemberSpec[trainers.size()];
    for (int i = 0; i < tasks.size(); i++) {
      Task task = tasks.get(i);
      Done done = outcomes.get(i).orThrow();
      if (task.segment() != null) {
        views[task.segment().index()][task.member()] = done.views();
        regimes[task.segment().index()][task.member()] = done.regimes();
      } else if (done.spec() != null) {
        members[task.member()] = done.spec();
      }
    }
    return new Walk(segments, views, regimes, List.of(members));
  }

  private Done perform(Task task) {
    context.cancellation().check();
    ModelTrainer trainer = trainers.get(task.member());
    Schedule.Segment segment = task.segment();
    if (segment == null) {
      return new Done(
          new @Nullable ReturnDistribution[0], new int[0], train(trainer, data.bars().size()));
    }
    @Nullable ReturnDistribution[] views =
        new @Nullable ReturnDistribution[segment.to() - segment.from()];
    int[] regimes = new int[views.length];
    Arrays.fill(regimes, Regimes.NONE);
    Model model = train(trainer, segment.trainingEnd()).model();
    if (model != null) {
      for (int i = 0; i < views.length; i++) {
        Forecast.Distribution view = view(model, trainer.uses(), segment.from() + i);
        if (view != null) {
          views[i] = view.returns();
          regimes[i] = Regimes.category(view.insights());
        }
      }
    }
    return new Done(views, regimes, null);
  }

  private MemberSpec train(ModelTrainer trainer, int end) {
    Set<ContextItem> uses = trainer.uses();
    TrainingData known = data.first(end);
    String missing = MemberSpec.missing(uses, known.context().items());
    if (!missing.isEmpty()) {
      return new MemberSpec(
          trainer.name(), uses, null, "needs " + missing + ", which training did not have");
    }
    BarSeries recent = known.bars().last(config.maxTrainingBars());
    int minimum = trainer.minimumBars(data.horizon());
    if (recent.size() < minimum) {
      return new MemberSpec(
          trainer.name(),
          uses,
          null,
          "needs " + minimum + " bars to train, there were " + recent.size());
    }
    try {
      Model model =
          trained(trainer, end, new TrainingData(recent, known.context(), data.horizon()));
      return new MemberSpec(trainer.name(), uses, model, null);
    } catch (CancellationException e) {
      throw e;
    } catch (QuantMlException e) {
      LOG.debug("{} could not be trained on {} bars", trainer.name(), end, e);
      return new MemberSpec(trainer.name(), uses, null, "training failed: " + e.getMessage());
    } catch (RuntimeException e) { // a member's bug must not take the others down
      LOG.warn("{} broke while training on {} bars", trainer.name(), end, e);
      return new MemberSpec(trainer.name(), uses, null, "training broke: " + e);
    }
  }

  /** The model of a training that was finished before, or a new one. */
  private Model trained(ModelTrainer trainer, int end, TrainingData known) {
    long seed = seed(trainer.name(), end);
    String key = checkpoints == TrainingCheckpoints.NONE ? "" : key(trainer, known, seed);
    ModelBundle kept = checkpoints.find(key).orElse(null);
    PortableModelLoader loader = kept == null ? null : loaders.get(kept.kind());
    if (kept != null && loader != null) {
      try {
        return loader.load(kept);
      } catch (ModelFormatException | InvalidDataException | IllegalArgumentException e) {
        LOG.warn("checkpoint {} is of no use, the model is trained again", key, e);
      }
    }
    Model model =
        trainer.train(known, context.withSeed(seed).withThreads(1).withProgress(Progress.NONE));
    if (model instanceof PortableModel portable && checkpoints != TrainingCheckpoints.NONE) {
      checkpoints.keep(key, portable.toBundle());
    }
    return model;
  }

  private static String key(ModelTrainer trainer, TrainingData known, long seed) {
    return String.format(
        Locale.ROOT,
        "%s-%d-%016x-%016x-%s-%016x",
        trainer.name(),
        known.bars().size(),
        known.bars().fingerprint(),
        known.context().fingerprint(),
        known.horizon().bars(),
        seed);
  }

  private long seed(String member, int end) {
    long stream = 0;
    for (int i = 0; i < member.length(); i++) {
      stream = 31 * stream + member.charAt(i);
    }
    return CounterRandom.of(context.seed()).split(stream).split(end).nextLong();
  }

  private Forecast.@Nullable Distribution view(Model model, Set<ContextItem> uses, int bar) {
    BarSeries known = data.bars().window(0, bar + 1).last(config.lookback());
    MarketContext then = data.context().asOf(data.bars().time(bar));
    if (known.size() < model.warmUp() || !MemberSpec.missing(uses, then.items()).isEmpty()) {
      return null;
    }
    try {
      Forecast forecast = model.predict(known, then);
      return forecast instanceof Forecast.Distribution d ? MemberView.sane(d) : null;
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) { // a member's bug must not take the others down
      LOG.debug("{} broke at bar {}", model.name(), bar, e);
      return null;
    }
  }
}
