// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.ContextItem;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.ModelUri;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.TrainingData;
import io.github.quantml.ensemble.MultiModelEnsemble;
import io.github.quantml.pipeline.store.LocalModelRegistry;
import io.github.quantml.pipeline.store.LocalTracker;
import io.github.quantml.pipeline.store.RunInfo;
import io.github.quantml.pipeline.store.RunStatus;
import io.github.quantml.pipeline.tune.SearchSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MLTrainingPipelineTest {
  private static final BarSeries BARS = Markets.daily("TEST", 400, 0.4, 1);
  private static final TrainingData DATA = TrainingData.of(BARS);

  @TempDir private Path home;

  private PipelineConfig.Builder config() {
    return PipelineConfig.builder("TEST-1d")
        .registry(LocalModelRegistry.in(home.resolve("registry")))
        .tracker(LocalTracker.in(home.resolve("runs")))
        .work(home.resolve("work"))
        .threads(1);
  }

  private PipelineConfig.Builder twoMembers() {
    return config()
        .member(ScaledTrainer.of("good", 0.4, 0.01))
        .member(ScaledTrainer.of("poor", 0, 0.03));
  }

  private static ModelOutcome.Trained trained(TrainingReport report, String model) {
    return (ModelOutcome.Trained) report.outcome(model).orElseThrow();
  }

  private byte[] bytes(PipelineConfig config, String uri) {
    return config.registry().resolve(ModelUri.parse(uri)).toBytes();
  }

  @Test
  void every_member_and_the_ensemble_are_trained_registered_tracked_and_promoted() {
    PipelineConfig config = twoMembers().build();
    MLTrainingPipeline pipeline = MLTrainingPipeline.of(config);
    assertThat(pipeline.models()).containsExactly("good", "poor", "ensemble");
    TrainingReport report = pipeline.trainAllModels(DATA);
    assertThat(report.isComplete()).isTrue();
    assertThat(report.outcomes()).allMatch(ModelOutcome.Trained.class::isInstance);
    assertThat(config.registry().names())
        .containsExactly("TEST-1d-ensemble", "TEST-1d-good", "TEST-1d-poor");
    ModelOutcome.Trained ensemble = trained(report, "ensemble");
    assertThat(ensemble.promotion().promoted()).isTrue();
    assertThat(ensemble.evaluation().pBetterThanRandomWalk().orElseThrow()).isLessThan(0.01);
    assertThat(ensemble.evaluation().logScore())
        .isGreaterThan(ensemble.evaluation().equalWeightsLogScore());
    assertThat(config.registry().version(ModelUri.parse("models:/TEST-1d-good@champion")).version())
        .isEqualTo(1);
    LocalTracker tracker = LocalTracker.in(home.resolve("runs"));
    List<RunInfo> runs = tracker.runs("TEST-1d");
    assertThat(runs).hasSize(3).allMatch(r -> r.status() == RunStatus.FINISHED);
    RunInfo tracked =
        runs.stream().filter(r -> r.name().equals("train ensemble")).findFirst().orElseThrow();
    assertThat(tracked.artifacts()).containsOnlyKeys("onnx/good.onnx", "onnx/poor.onnx");
    assertThat(tracked.artifacts().get("onnx/good.onnx").file())
        .hasBinaryContent(ScaledTrainer.graph("good"));
    assertThat(tracked.tags()).containsEntry("quantml.registered", "TEST-1d-ensemble/1");
    assertThat(tracked.datasets())
        .singleElement()
        .satisfies(d -> assertThat(d.bars()).isEqualTo(400));
    assertThat(tracker.run(tracked.id()).metrics())
        .containsKeys("log_score", "weight.good", "coverage");
    assertThat(report.toString())
        .contains("training of TEST", "400 bars", "promoted: there was no champion");
  }

  @Test
  void what_is_up_to_date_is_left_alone_unless_it_is_forced() {
    PipelineConfig config = twoMembers().build();
    MLTrainingPipeline pipeline = MLTrainingPipeline.of(config);
    pipeline.train("good", DATA, false);
    assertThat(pipeline.train("good", DATA, false).outcome("good"))
        .hasValueSatisfying(o -> assertThat(o).isInstanceOf(ModelOutcome.UpToDate.class));
    ModelOutcome.Trained again = trained(pipeline.train("good", DATA, true), "good");
    assertThat(again.version().version()).isEqualTo(2);
    assertThat(again.promotion().reason()).startsWith("equal to the champion");
    assertThat(again.promotion().promoted()).isTrue();
    assertThat(bytes(config, "models:/TEST-1d-good/1"))
        .isEqualTo(bytes(config, "models:/TEST-1d-good/2"));
    assertThat(pipeline.train("good", TrainingData.of(BARS.window(0, 390)), false).outcome("good"))
        .hasValueSatisfying(o -> assertThat(o).isInstanceOf(ModelOutcome.Trained.class));
  }

  @Test
  void a_study_too_short_to_say_what_mattered_still_tunes() {
    PipelineConfig config =
        config()
            .member(
                MemberRecipe.of(
                    "tuned",
                    SearchSpace.builder().real("slope", -0.5, 0.5).build(),
                    chosen -> ScaledTrainer.of("tuned", chosen.real("slope"), 0.01)))
            .tuning(TuningConfig.of(QuantMlSettings.defaults()).withTrials(3))
            .build();
    TrainingReport report = MLTrainingPipeline.of(config).train("tuned", DATA, false);
    assertThat(trained(report, "tuned").tuned()).containsOnlyKeys("tuned");
    assertThat(trained(report, "tuned").absent()).isEmpty();
  }

  @Test
  void one_broken_model_leaves_the_others_alone() {
    ScaledTrainer broken =
        ScaledTrainer.of("broken", 0, 0.01)
            .before(
                () -> {
                  throw new IllegalStateException("planted");
                });
    TrainingReport report =
        MLTrainingPipeline.of(twoMembers().member(broken).build()).trainAllModels(DATA);
    assertThat(report.isComplete()).isFalse();
    assertThat(report.outcome("broken"))
        .hasValueSatisfying(
            o ->
                assertThat(((ModelOutcome.Failed) o).reason())
                    .contains("no member could be trained", "planted"));
    assertThat(trained(report, "good").version().version()).isEqualTo(1);
    assertThat(trained(report, "ensemble").absent()).containsKey("broken");
  }

  @Test
  void models_that_the_data_are_not_for_are_left_out() {
    ModelTrainer silent =
        ModelTrainer.of(
            "silent",
            399,
            data ->
                bars -> {
                  throw new IllegalStateException("never asked");
                });
    MLTrainingPipeline pipeline =
        MLTrainingPipeline.of(
            twoMembers()
                .member(ScaledTrainer.of("news", 0, 0.01).needing(ContextItem.NEWS))
                .member(silent)
                .build());
    TrainingReport report = pipeline.trainAllModels(DATA);
    assertThat(report.isComplete()).isTrue();
    assertThat(report.outcome("news"))
        .contains(new ModelOutcome.LeftOut("news", "TEST: needs news, which the data do not have"));
    assertThat(report.outcome("silent"))
        .contains(
            new ModelOutcome.LeftOut("silent", "TEST: needs 420 bars to train, there are 400"));
    assertThat(trained(report, "ensemble").absent()).containsKeys("news", "silent");
    assertThat(report.toString()).contains("left out: TEST: needs news");
    assertThat(pipeline.train("news", DATA, false).outcome("news"))
        .contains(new ModelOutcome.Failed("news", "TEST: needs news, which the data do not have"));
  }

  @Test
  void a_model_without_any_view_says_so() {
    ModelTrainer mute =
        ModelTrainer.of(
            "mute",
            150,
            data ->
                bars -> {
                  throw new IllegalStateException("planted");
                });
    assertThat(
            MLTrainingPipeline.of(config().member(mute).build())
                .trainAllModels(DATA)
                .outcome("mute"))
        .contains(
            new ModelOutcome.LeftOut(
                "mute",
                "TEST: had no view on any bar out of sample, so there is nothing to judge it by"));
  }

  @Test
  void a_stopped_training_goes_on_and_comes_to_the_same_bytes() throws IOException {
    PipelineConfig whole =
        twoMembers()
            .registry(LocalModelRegistry.in(home.resolve("other")))
            .work(home.resolve("otherwork"))
            .build();
    MLTrainingPipeline.of(whole).train("ensemble", DATA, false);
    AtomicInteger calls = new AtomicInteger();
    Runnable stop =
        () -> {
          if (calls.incrementAndGet() == 5) {
            throw new CancellationException("stopped by the test");
          }
        };
    PipelineConfig config =
        config()
            .member(ScaledTrainer.of("good", 0.4, 0.01).before(stop))
            .member(ScaledTrainer.of("poor", 0, 0.03))
            .build();
    MLTrainingPipeline pipeline = MLTrainingPipeline.of(config);
    assertThatThrownBy(() -> pipeline.train("ensemble", DATA, false))
        .isInstanceOf(CancellationException.class);
    assertThat(config.registry().names()).isEmpty();
    int before = calls.get();
    assertThat(trained(pipeline.train("ensemble", DATA, false), "ensemble").version().version())
        .isEqualTo(1);
    assertThat(bytes(config, "models:/TEST-1d-ensemble/1"))
        .isEqualTo(bytes(whole, "models:/TEST-1d-ensemble/1"));
    assertThat(calls.get() - before).isPositive();
    try (Stream<Path> left = Files.walk(home.resolve("work"))) {
      assertThat(left.filter(Files::isRegularFile).map(p -> p.getFileName().toString()))
          .containsOnly("lock");
    }
    RunInfo first = LocalTracker.in(home.resolve("runs")).runs("TEST-1d").get(0);
    assertThat(first.status()).isNotEqualTo(RunStatus.RUNNING);
  }

  @Test
  void a_recipe_is_tuned_on_the_first_bars_alone_and_its_trials_deflate_the_sharpe_ratio() {
    SearchSpace space =
        SearchSpace.builder().real("slope", -1, 1).real("scale", 0.002, 0.1).log().build();
    PipelineConfig config =
        config()
            .member(
                MemberRecipe.of(
                    "searched",
                    space,
                    chosen ->
                        ScaledTrainer.of("searched", chosen.real("slope"), chosen.real("scale"))))
            .tuning(
                TuningConfig.of(QuantMlSettings.defaults())
                    .withTrials(25)
                    .withShare(0.5)
                    .withTimeout(Duration.ofMinutes(5)))
            .build();
    ModelOutcome.Trained done =
        trained(MLTrainingPipeline.of(config).train("searched", DATA, false), "searched");
    assertThat(Double.parseDouble(done.tuned().get("searched").get("slope"))).isBetween(0.1, 0.7);
    assertThat(Double.parseDouble(done.tuned().get("searched").get("scale")))
        .isBetween(0.006, 0.02);
    assertThat(done.evaluation().trials()).isEqualTo(25);
    double deflated = done.evaluation().deflatedSharpe().orElseThrow();
    assertThat(deflated).isBetween(0.0, 1.0);
    MultiModelEnsemble ensemble =
        MultiModelEnsemble.of(
            config.registry().resolve(ModelUri.parse("models:/TEST-1d-searched/1")),
            QuantMlSettings.defaults());
    assertThat(ensemble.evaluation().forecasts().get(0).time()).isEqualTo(BARS.time(199));
    assertThat(ensemble.provenance().settings()).containsKey("tuned.searched.slope");
  }

  @Test
  void a_worse_challenger_does_not_take_over() {
    MLTrainingPipeline.of(config().member(ScaledTrainer.of("m", 0.4, 0.01)).build())
        .train("m", DATA, false);
    PipelineConfig worse = config().member(ScaledTrainer.of("m", -2, 0.01)).build();
    ModelOutcome.Trained done = trained(MLTrainingPipeline.of(worse).train("m", DATA, false), "m");
    assertThat(done.promotion().promoted()).isFalse();
    assertThat(done.promotion().pWorse().orElseThrow()).isLessThan(0.05);
    assertThat(done.promotion().reason()).contains("worse at the level 0.05");
    assertThat(worse.registry().version(ModelUri.parse("models:/TEST-1d-m@champion")).version())
        .isEqualTo(1);
    assertThat(worse.registry().version(ModelUri.parse("models:/TEST-1d-m/latest")).version())
        .isEqualTo(2);
  }

  @Test
  void a_champion_is_asked_anew_on_bars_that_closed_since() {
    MLTrainingPipeline.of(config().member(ScaledTrainer.of("m", 0.4, 0.01)).build())
        .train("m", TrainingData.of(BARS.window(0, 300)), false);
    PipelineConfig later = config().member(ScaledTrainer.of("m", 0.39, 0.0101)).build();
    ModelOutcome.Trained done = trained(MLTrainingPipeline.of(later).train("m", DATA, false), "m");
    assertThat(done.promotion().forecasts()).isGreaterThan(290);
  }

  @Test
  void the_same_training_does_not_run_twice_at_a_time() {
    MLTrainingPipeline[] same = new MLTrainingPipeline[1];
    List<String> refused = new ArrayList<>();
    Runnable again =
        () -> {
          try {
            same[0].train("good", DATA, false);
          } catch (QuantMlException e) {
            refused.add(String.valueOf(e.getMessage()));
          }
        };
    PipelineConfig config =
        config().member(ScaledTrainer.of("good", 0.4, 0.01).before(again)).build();
    same[0] = MLTrainingPipeline.of(config);
    assertThat(same[0].train("good", DATA, false).isComplete()).isTrue();
    assertThat(refused).isNotEmpty().allMatch(m -> m.contains("is running already"));
    assertThat(config.registry().list("TEST-1d-good")).hasSize(1);
  }

  @Test
  void another_model_that_ends_well_does_not_end_one_that_was_stopped() {
    AtomicInteger calls = new AtomicInteger();
    Runnable stop =
        () -> {
          if (calls.incrementAndGet() == 5) {
            throw new CancellationException("stopped by the test");
          }
        };
    MLTrainingPipeline pipeline =
        MLTrainingPipeline.of(
            config()
                .member(ScaledTrainer.of("good", 0.4, 0.01).before(stop))
                .member(ScaledTrainer.of("poor", 0, 0.03))
                .build());
    assertThatThrownBy(() -> pipeline.train("good", DATA, false))
        .isInstanceOf(CancellationException.class);
    trained(pipeline.train("poor", DATA, false), "poor");
    int before = calls.get();
    trained(pipeline.train("good", DATA, false), "good");
    int rest = calls.get() - before;
    trained(pipeline.train("good", DATA, true), "good");
    assertThat(rest).isPositive().isLessThan(calls.get() - before - rest);
  }

  @Test
  void what_was_abandoned_long_ago_is_swept() throws IOException {
    Path abandoned = Files.createDirectories(home.resolve("work/abandoned/models"));
    Files.createFile(abandoned.resolve("x.quantml"));
    Path lock = Files.createFile(home.resolve("work/abandoned/lock"));
    Files.setLastModifiedTime(lock, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    Path recent = Files.createDirectories(home.resolve("work/recent"));
    Files.createFile(recent.resolve("lock"));
    MLTrainingPipeline.of(twoMembers().build()).train("good", DATA, false);
    assertThat(home.resolve("work/abandoned")).isDirectoryNotContaining("glob:**models");
    assertThat(recent).exists();
  }

  @Test
  void a_champion_that_cannot_be_loaded_is_left_in_place() {
    PipelineConfig config = twoMembers().build();
    config.registry().register("TEST-1d-good", ModelBundle.builder("foreign", 1).build());
    config.registry().alias("TEST-1d-good", "champion", 1);
    ModelOutcome.Trained done =
        trained(MLTrainingPipeline.of(config).train("good", DATA, false), "good");
    assertThat(done.version().version()).isEqualTo(2);
    assertThat(done.promotion().promoted()).isFalse();
    assertThat(done.promotion().reason()).contains("the champion cannot be loaded");
  }

  @Test
  void mistakes_are_named() {
    MLTrainingPipeline pipeline = MLTrainingPipeline.of(twoMembers().build());
    assertThatThrownBy(() -> pipeline.train("lstm", DATA, false))
        .hasMessage("model: there is no 'lstm'; there are [good, poor, ensemble]");
    assertThatThrownBy(() -> PipelineConfig.builder("a/b")).hasMessageContaining("got 'a/b'");
    assertThatThrownBy(
            () ->
                MLTrainingPipeline.of(
                        twoMembers().member(ScaledTrainer.of("good", 0, 0.01)).build())
                    .models())
        .hasMessage("members: two are named 'good'");
    TrainingReport report = pipeline.train("good", DATA.withHorizon(Horizon.ofBars(300)), false);
    assertThat(report.outcome("good"))
        .hasValueSatisfying(
            o -> assertThat(((ModelOutcome.Failed) o).reason()).contains("bars to train"));
  }
}
