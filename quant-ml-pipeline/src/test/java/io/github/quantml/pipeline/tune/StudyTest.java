// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.Cancellation;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.Setting;
import io.github.quantml.backtest.significance.TrackRecord;
import io.github.quantml.backtest.significance.Trials;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A study")
class StudyTest {
  private static final SearchSpace SPACE = TestFunctions.cube(2, 0, 1);

  static List<Sampler> samplers() {
    return SamplerTest.all();
  }

  /** Prunes, fails and completes; slow in a pattern unrelated to the number of the trial. */
  private static double eventful(Trial trial) {
    double x = Math.log10(trial.real("rate")) + 3;
    if (trial.integer("layers") == 4 && trial.text("cell").equals("cnn")) {
      throw new IllegalStateException("out of memory in layer 4");
    }
    for (int step = 1; step <= 4; step++) {
      trial.report(step, x * x + 1.0 / step);
      if (trial.shouldPrune()) {
        throw trial.pruned();
      }
      for (int spin = 0; spin < 10_000 * ((trial.number() * 7919) % 13); spin++) {
        Thread.onSpinWait();
      }
    }
    trial.metric("layers", trial.integer("layers"));
    return x * x + 1e-12 * (trial.seed() >>> 40);
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void is_the_same_at_any_number_of_threads(Sampler sampler) {
    List<String> texts = new ArrayList<>();
    for (int threads : new int[] {1, 2, 4}) {
      Study study =
          Tuner.minimise(SearchSpaceTest.MIXED)
              .sampler(sampler)
              .pruner(Pruner.median().warmUpTrials(4))
              .trials(80)
              .seed(11)
              .width(4)
              .threads(threads)
              .tune(StudyTest::eventful);
      texts.add(study.trials().toString());
    }
    assertThat(texts.get(1)).isEqualTo(texts.get(0));
    assertThat(texts.get(2)).isEqualTo(texts.get(0));
    assertThat(texts.get(0)).contains("COMPLETE");
    // The first combinations of a grid have one rate, and so nothing to prune.
    assertThat(texts.get(0).contains("PRUNED")).isEqualTo(!sampler.describe().startsWith("grid"));
  }

  @Test
  void runs_as_many_trials_at_once_as_its_threads_and_width_allow() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    java.util.concurrent.CyclicBarrier together = new java.util.concurrent.CyclicBarrier(3);
    Tuner.minimise(SPACE)
        .trials(30)
        .width(3)
        .threads(8)
        .tune(
            t -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              // Passes only if three trials are under way at once.
              together.await();
              now.decrementAndGet();
              return 0;
            });
    assertThat(most.get()).isEqualTo(3);
  }

  @Test
  void a_failing_trial_fails_alone_with_its_reason() {
    Study study =
        Tuner.maximise(SPACE)
            .trials(30)
            .tune(
                t ->
                    switch (t.number() % 3) {
                      case 0 -> throw new java.io.IOException("disk on fire");
                      case 1 -> Double.NaN;
                      default -> t.real("x0");
                    });
    assertThat(study.count(TrialState.FAILED)).isEqualTo(20);
    assertThat(study.trials().get(0).why()).isEqualTo("java.io.IOException: disk on fire");
    assertThat(study.trials().get(1).why()).isEqualTo("the value is not finite: NaN");
    assertThat(study.best().number() % 3).isEqualTo(2);
    assertThat(study.best().value())
        .isEqualTo(
            study.trials().stream()
                .mapToDouble(TrialResult::value)
                .filter(Double::isFinite)
                .max()
                .orElseThrow());
  }

  @Test
  void says_why_there_is_no_best_trial() {
    Study study =
        Tuner.minimise(SPACE)
            .trials(3)
            .tune(
                t -> {
                  throw new IllegalStateException("no data for AAPL");
                });
    assertThatThrownBy(study::best)
        .isInstanceOf(InsufficientDataException.class)
        .hasMessageContaining("no data for AAPL");
  }

  @Test
  void an_error_ends_the_study() {
    assertThatThrownBy(
            () ->
                Tuner.minimise(SPACE)
                    .threads(2)
                    .tune(
                        t -> {
                          throw new NoClassDefFoundError("native library");
                        }))
        .hasMessageContaining("native library");
  }

  @Test
  void counts_everything_tried_in_the_deflated_sharpe_ratio() {
    Study study =
        Tuner.maximise(SPACE)
            .trials(40)
            .tune(
                t -> {
                  if (t.number() % 4 == 0) {
                    throw new IllegalStateException("failed");
                  }
                  t.report(1, 0);
                  if (t.number() % 4 == 1) {
                    throw t.pruned();
                  }
                  double sharpe = 0.1 * (t.number() % 4 - 2);
                  t.metric("sharpe", sharpe);
                  return sharpe;
                });
    Trials search = study.search();
    // 40 tried; 20 complete ones at 0 and 0.1, ten each: variance 0.05²·20/19.
    assertThat(search.count()).isEqualTo(40);
    assertThat(search.variance()).isCloseTo(0.0025 * 20 / 19, within(1e-15));
    assertThat(study.search("sharpe")).isEqualTo(search);
    TrackRecord record = TrackRecord.normal(250, 0.1);
    assertThat(record.deflated(search))
        .isCloseTo(record.deflated(new Trials(40, 0.0025 * 20 / 19)), within(1e-12))
        .isLessThan(record.deflated(new Trials(20, 0.0025 * 20 / 19)));
    assertThatThrownBy(() -> study.search("sortino")).isInstanceOf(InsufficientDataException.class);
  }

  @Test
  void begins_no_trial_after_its_timeout() {
    AtomicInteger seconds = new AtomicInteger();
    Clock clock =
        new Clock() {
          @Override
          public Instant instant() {
            return Instant.ofEpochSecond(seconds.get());
          }

          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }
        };
    Study study =
        Tuner.minimise(SPACE)
            .clock(clock)
            .timeout(Duration.ofSeconds(25))
            .tune(
                t -> {
                  seconds.addAndGet(10);
                  return t.real("x0");
                });
    assertThat(study.trials()).hasSize(3);
    assertThat(study.ending()).isEqualTo(Study.Ending.TIMEOUT);
  }

  @Test
  void a_cancelled_study_keeps_what_was_done() {
    Cancellation cancellation = new Cancellation();
    List<String> heard = new ArrayList<>();
    Study study =
        Tuner.minimise(SPACE)
            .cancellation(cancellation)
            .progress((stage, done, total) -> heard.add(stage + " " + done + "/" + total))
            .trials(10)
            .tune(
                t -> {
                  if (t.number() == 3) {
                    cancellation.cancel();
                    cancellation.check();
                  }
                  return t.real("x0");
                });
    assertThat(study.ending()).isEqualTo(Study.Ending.CANCELLED);
    assertThat(study.trials()).hasSize(3);
    assertThat(study.tried()).isEqualTo(4);
    assertThat(heard).containsExactly("tuning 1/10", "tuning 2/10", "tuning 3/10");
    assertThat(study.toString()).contains("4 trials, 3 complete").contains("x0 = ");
  }

  @Test
  void takes_its_limits_from_the_settings() {
    QuantMlSettings settings = QuantMlSettings.defaults().with(Setting.ML_OPTUNA_N_TRIALS, "7");
    assertThat(Tuner.minimise(SPACE).settings(settings).tune(t -> 1.0).trials()).hasSize(7);
  }

  @Test
  void refuses_reports_that_are_no_numbers_or_go_back() {
    Study study =
        Tuner.minimise(SPACE)
            .trials(2)
            .tune(
                t -> {
                  t.report(2, t.number() == 0 ? Double.NaN : 1);
                  t.report(2, 1);
                  return 1;
                });
    assertThat(study.trials().get(0).why()).contains("value at step 2: must be finite, got NaN");
    assertThat(study.trials().get(1).why()).contains("step: must grow from 2, got 2");
  }

  @Test
  void tells_a_tracked_run_about_trials_in_order_and_the_best() {
    NotedRun run = new NotedRun();
    Study study =
        Tuner.minimise(SPACE)
            .run(run)
            .trials(12)
            .threads(3)
            .tune(
                t -> {
                  if (t.number() == 5) {
                    throw new IllegalStateException("no");
                  }
                  return t.real("x0");
                });
    List<String> expected = new ArrayList<>();
    for (TrialResult r : study.trials()) {
      if (r.state() == TrialState.COMPLETE) {
        expected.add("value " + r.value() + " at " + r.number());
      }
    }
    assertThat(run.notes.stream().filter(n -> n.startsWith("value ")).toList()).isEqualTo(expected);
    assertThat(run.notes)
        .contains("trials_failed 1.0 at 0", "tuning_ended_by=TRIALS")
        .contains("best.x0=" + study.best().value(), "best_trial=" + study.best().number());
  }

  @Test
  void keeps_a_reason_short_and_writable() {
    Study study =
        Tuner.minimise(SPACE)
            .trials(1)
            .tune(
                t -> {
                  throw new IllegalStateException("\ud800" + "x".repeat(5000));
                });
    assertThat(study.trials().get(0).why()).hasSize(1001).contains("?xxx").endsWith("…");
  }
}
