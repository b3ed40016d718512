// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.ModelUri;
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
import java.time.Duration;
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
