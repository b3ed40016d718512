// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelUri;
import io.github.quantml.api.Outcome;
import io.github.quantml.api.Progress;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.Setting;
import io.github.quantml.api.TrainingData;
import io.github.quantml.ensemble.MultiModelEnsemble;
import io.github.quantml.pipeline.monitor.Action;
import io.github.quantml.pipeline.monitor.MonitoringReport;
import io.github.quantml.pipeline.monitor.MonitoringState;
import io.github.quantml.pipeline.store.LocalModelRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InferencePipelineTest {
  private static final BarSeries BARS = Markets.daily("TEST", 400, 0.4, 1);
  private static final MarketContext NOTHING = MarketContext.empty();
  private static final ModelUri CHAMPION = ModelUri.parse("models:/m@champion");

  @TempDir private Path home;
  private LocalModelRegistry registry;

  private static MultiModelEnsemble ensemble(double slope) {
    return MultiModelEnsemble.trainer()
        .threads(1)
        .member(ScaledTrainer.of("a", slope, 0.01))
        .member(ScaledTrainer.of("b", 0, 0.02))
        .train(TrainingData.of(BARS));
  }

  @BeforeEach
  void two_versions() {
    registry = LocalModelRegistry.in(home);
    registry.register("m", ensemble(0.4).toBundle());
    registry.register("m", ensemble(0.1).toBundle());
    registry.alias("m", "champion", 1);
  }

  private InferencePipeline pipeline() {
    return InferencePipeline.of(registry, CHAMPION)
        .withSettings(QuantMlSettings.defaults().with(Setting.ML_MEMBER_DEADLINE_MS, "0"));
  }

  @Test
  void it_serves_what_the_registered_model_says() {
    Served served = pipeline().predict(BARS, NOTHING);
    assertThat(served.version().version()).isEqualTo(1);
    assertThat(served.prediction().expectedReturn())
        .isEqualTo(ensemble(0.4).predict(BARS, NOTHING).expectedReturn());
  }

  @Test
  void one_bad_row_of_a_batch_fails_alone() {
    List<Outcome<Served>> answers =
        pipeline()
            .predictAll(
                List.of(BARS, BARS.window(0, 1), BARS.window(0, 300)),
                bars -> NOTHING,
                Progress.NONE);
    assertThat(answers).hasSize(3);
    assertThat(answers.get(0).isSuccess()).isTrue();
    assertThat(answers.get(1).isSuccess()).isFalse();
    assertThat(answers.get(2).isSuccess()).isTrue();
  }

  @Test
  void bar_by_bar_equals_the_whole_series() {
    InferencePipeline pipeline = pipeline();
    LivePrediction live = pipeline.stream(BARS.window(0, 390));
    for (int i = 390; i < BARS.size(); i++) {
      Served streamed =
          live.onBar(
              BARS.time(i),
              BARS.open(i),
              BARS.high(i),
              BARS.low(i),
              BARS.close(i),
              BARS.volume(i),
              NOTHING);
      assertThat(streamed.prediction())
          .isEqualTo(pipeline.predict(BARS.window(0, i + 1), NOTHING).prediction());
    }
  }

  @Test
  void a_bad_bar_leaves_the_stream_as_it_was() {
    LivePrediction live = pipeline().stream(BARS);
    assertThatThrownBy(
            () ->
                live.onBar(
                    BARS.time(BARS.size() - 1).plusSeconds(86_400), 1, 0.5, 2, 1, 1, NOTHING))
        .isInstanceOf(InvalidDataException.class);
    assertThat(live.bars()).isEqualTo(BARS);
  }

  @Test
  void models_are_swapped_and_rolled_back_without_a_dropped_call() throws InterruptedException {
    InferencePipeline pipeline = pipeline();
    pipeline.warmUp("TEST");
    ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<Throwable> dropped = new ConcurrentLinkedQueue<>();
    AtomicBoolean stop = new AtomicBoolean();
    CountDownLatch warm = new CountDownLatch(2);
    List<Thread> callers = new ArrayList<>();
    for (int t = 0; t < 2; t++) {
      Thread caller =
          new Thread(
              () -> {
                for (int i = 0; !stop.get(); i++) {
                  try {
                    Served s = pipeline.predict(BARS.window(0, 200 + i % 200), NOTHING);
                    seen.add(String.valueOf(s.version().version()));
                  } catch (RuntimeException e) {
                    dropped.add(e);
                  }
                  warm.countDown();
                }
              });
      caller.start();
      callers.add(caller);
    }
    warm.await();
    for (int round = 0; round < 20; round++) {
      registry.alias("m", "champion", 2);
      assertThat(pipeline.refresh())
          .singleElement()
          .satisfies(
              swap -> {
                assertThat(swap.done()).isTrue();
                assertThat(swap.from()).isEqualTo(1);
                assertThat(swap.to()).isEqualTo(2);
              });
      assertThat(pipeline.rollBack("TEST").version()).isEqualTo(1);
      assertThat(pipeline.serving()).containsKey("models:/m@champion");
    }
    stop.set(true);
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(dropped).isEmpty();
    assertThat(seen).contains("1");
    assertThat(pipeline.predict(BARS, NOTHING).version().version()).isEqualTo(1);
  }

  @Test
  void a_version_that_cannot_serve_does_not_take_over() {
    InferencePipeline pipeline = pipeline();
    pipeline.predict(BARS, NOTHING);
    int broken = registry.register("m", ModelBundle.builder("other", 1).build()).version();
    registry.alias("m", "champion", broken);
    assertThat(pipeline.refresh())
        .singleElement()
        .satisfies(swap -> assertThat(swap.error()).contains("expected kind 'ensemble'"));
    assertThat(pipeline.predict(BARS, NOTHING).version().version()).isEqualTo(1);
  }

  @Test
  void members_are_trusted_less_until_another_version_comes() {
    InferencePipeline pipeline = pipeline();
    double before = pipeline.ensemble("TEST").weights().get("a");
    pipeline.trust("TEST", Map.of("a", 0.1));
    assertThat(pipeline.ensemble("TEST").weights().get("a")).isLessThan(before);
    pipeline.trust("TEST", Map.of("a", 0.5));
    double half = pipeline.ensemble("TEST").weights().get("a");
    pipeline.trust("TEST", Map.of());
    assertThat(pipeline.ensemble("TEST").weights().get("a")).isEqualTo(before).isGreaterThan(half);
    pipeline.trust("TEST", Map.of("a", 0.5));
    registry.alias("m", "champion", 2);
    pipeline.refresh();
    assertThat(pipeline.ensemble("TEST").weights()).isEqualTo(ensemble(0.1).weights());
  }

  private static MonitoringReport report(
      int version, Map<String, Double> weights, Action... asked) {
    return new MonitoringReport(
        "m",
        version,
        List.of(),
        List.of(asked),
        weights,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        MonitoringState.initial());
  }

  @Test
  void remedies_shrink_retrain_and_roll_back() {
    InferencePipeline pipeline = pipeline();
    AtomicInteger trainings = new AtomicInteger();
    Remedies remedies = Remedies.of(pipeline, trainings::incrementAndGet);
    Action retrain = new Action(Action.Kind.RETRAIN, "m", 1, "coverage");
    Action back = new Action(Action.Kind.ROLL_BACK, "m", 1, "worse");
    Action warn = new Action(Action.Kind.WARN, "m", 1, "data drift");
    double before = pipeline.ensemble("TEST").weights().get("a");
    assertThat(remedies.apply(CHAMPION, report(1, Map.of("a", 0.5, "gone", 0.5), warn)))
        .containsExactly(
            "warning: data drift", "models:/m@champion: weights of members times {a=0.5}");
    assertThat(pipeline.ensemble("TEST").weights().get("a")).isLessThan(before);
    assertThat(remedies.apply(CHAMPION, report(1, Map.of("a", 0.5)))).isEmpty();
    remedies.apply(CHAMPION, report(1, Map.of()));
    assertThat(pipeline.ensemble("TEST").weights().get("a")).isEqualTo(before);
    assertThat(remedies.apply(CHAMPION, report(1, Map.of(), back, retrain)))
        .element(0)
        .asString()
        .contains("could not be rolled back");
    assertThat(trainings).hasValue(1);
    registry.alias("m", "champion", 2);
    pipeline.refresh();
    assertThat(remedies.apply(CHAMPION, report(1, Map.of(), retrain)))
        .singleElement()
        .asString()
        .contains("does not serve any more");
    assertThat(remedies.apply(CHAMPION, report(2, Map.of("a", 0.5), back, retrain)))
        .containsExactly("models:/m@champion: version 1 serves again");
    assertThat(trainings).hasValue(1);
    assertThat(pipeline.predict(BARS, NOTHING).version().version()).isEqualTo(1);
  }

  @Test
  void what_the_listener_throws_does_not_reach_the_caller() {
    List<Served> told = new ArrayList<>();
    InferencePipeline pipeline =
        pipeline()
            .withListener(
                served -> {
                  told.add(served);
                  throw new IllegalStateException("planted");
                });
    assertThat(pipeline.predict(BARS, NOTHING)).isEqualTo(told.get(0));
  }

  @Test
  void a_symbol_without_a_model_is_named() {
    InferencePipeline pipeline =
        InferencePipeline.of(registry, symbol -> ModelUri.parse("models:/" + symbol + "@champion"));
    assertThatThrownBy(() -> pipeline.predict(BARS, NOTHING))
        .hasMessageContaining("models:/TEST@champion");
  }
}
