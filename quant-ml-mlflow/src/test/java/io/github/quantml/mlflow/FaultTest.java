// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.ModelBundle;
import io.github.quantml.mlflow.FakeMlflow.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the tracker makes of a server that fails in every way. */
class FaultTest {
  private static final int POINTS = 2_500;

  @TempDir Path work;
  private FakeMlflow server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeMlflow();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private MLFlowConfig config() {
    return MLFlowConfig.of(server.uri(), work.resolve("journal"))
        .withTimeouts(
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5))
        .withRetries(20, Duration.ofMillis(1), Duration.ofMillis(5));
  }

  private static ModelBundle bundle() {
    return ModelBundle.builder("tiny", 1)
        .bytes(ModelBundle.ONNX, TinyOnnx.weightedMean(3, 1, 2))
        .build();
  }

  private void train(MLFlowTracker tracker) throws IOException {
    Path report = Files.writeString(work.resolve("report.html"), "<p>fine</p>");
    try (MLFlowRun run = tracker.startRun("faults", "train")) {
      run.param("epochs", 20);
      run.dataset(TestBars.rising("AAPL", 10), "training");
      for (int i = 0; i < POINTS; i++) {
        run.metric("loss", i == 7 ? Double.NaN : 1.0 / (i + 1), i);
      }
      run.tag("note", "kept");
      run.artifact("report.html", report);
      try (MLFlowRun child = run.child("trial")) {
        child.metric("score", 1, 0);
      }
      run.registerModel("tiny", bundle(), Optional.empty(), "champion");
    }
  }

  /** The server has what an undisturbed run would have left, each thing once. */
  private void requireWhole() {
    assertThat(server.runs).hasSize(2);
    FakeMlflow.Run run = server.runs.get("r1");
    FakeMlflow.Run child = server.runs.get("r2");
    assertThat(run.status).isEqualTo("FINISHED");
    assertThat(run.params).containsEntry("epochs", "20");
    assertThat(run.tags).containsEntry("note", "kept");
    assertThat(run.datasets).containsExactly("AAPL");
    assertThat(run.points).hasSize(POINTS);
    assertThat(new HashSet<>(run.points)).hasSize(POINTS);
    assertThat(run.points.get(7).value()).isEqualTo("NaN");
    assertThat(child.points).hasSize(1);
    assertThat(child.status).isEqualTo("FINISHED");
    assertThat(child.tags).containsEntry("mlflow.parentRunId", "r1");
    assertThat(server.artifacts.get("1/r1/artifacts/report.html")).hasSize(11);
    assertThat(server.models.get("tiny")).hasSize(1);
    String source = server.models.get("tiny").get(0).source();
    assertThat(server.artifacts)
        .containsKeys(
            source.substring("mlflow-artifacts:/".length()) + "/MLmodel",
            source.substring("mlflow-artifacts:/".length()) + "/model.onnx");
    assertThat(server.aliases.get("tiny")).containsEntry("champion", 1);
  }

  @Test
  void without_a_fault_everything_is_there_and_the_journal_is_gone() throws Exception {
    MLFlowTracker tracker = MLFlowTracker.of(config());
    train(tracker);
    requireWhole();
    assertThat(tracker.journalled()).isEmpty();
    assertThat(server.calls.stream().filter(c -> c.endsWith("log-batch")).count())
        .as("points go in batches")
        .isLessThan(20);
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "BUSY",
        "ERROR_BEFORE",
        "ERROR_AFTER",
        "GARBAGE_AFTER",
        "HALF_BODY_AFTER",
        "CLOSE_AFTER"
      })
  void every_second_call_fails_and_nothing_is_lost_or_doubled(Fault fault) throws Exception {
    server.script = (method, path, number) -> number % 2 == 0 ? fault : Fault.NONE;
    MLFlowTracker tracker = MLFlowTracker.of(config());
    train(tracker);
    server.script = (method, path, number) -> Fault.NONE;
    tracker.replay();
    requireWhole();
    assertThat(tracker.journalled()).isEmpty();
  }

  @Test
  void a_server_that_hangs_holds_nobody_up_and_gets_everything_later() throws Exception {
    AtomicBoolean hangs = new AtomicBoolean(true);
    server.script = (method, path, number) -> hangs.get() ? Fault.HANG : Fault.NONE;
    MLFlowConfig patient =
        config()
            .withTimeouts(
                Duration.ofSeconds(2),
                Duration.ofMinutes(5),
                Duration.ofMinutes(5),
                Duration.ofMillis(50));
    MLFlowTracker tracker = MLFlowTracker.of(patient);
    train(tracker);
    assertThat(server.answered()).as("no answer came while the run was told things").isZero();
    assertThat(tracker.journalled()).hasSize(2);
    hangs.set(false);
    assertThat(tracker.replay())
        .extracting(ReplayResult::state)
        .containsExactly(ReplayResult.State.DELIVERED);
    requireWhole();
  }

  @Test
  void a_server_that_is_not_there_is_replaced_by_the_journal() throws Exception {
    String address = server.uri();
    server.close();
    MLFlowTracker tracker = MLFlowTracker.of(config());
    train(tracker);
    assertThat(tracker.replay())
        .singleElement()
        .satisfies(r -> assertThat(r.error()).contains(address, "is it running?"));
    List<JournalledRun> kept = tracker.journalled();
    assertThat(kept).hasSize(2);
    assertThat(kept.get(0).metrics().get("loss")).hasSize(POINTS);
    assertThat(kept.get(0).params()).containsEntry("epochs", "20");
    assertThat(kept.get(0).artifacts().get("report.html")).hasContent("<p>fine</p>");
    assertThat(kept.get(1).parentId()).isEqualTo(kept.get(0).id());
    server = new FakeMlflow();
    MLFlowTracker later = MLFlowTracker.of(config());
    assertThat(later.replay())
        .extracting(ReplayResult::state)
        .containsExactly(ReplayResult.State.DELIVERED);
    requireWhole();
  }

  @Test
  void without_a_server_the_journal_serves() {
    MLFlowTracker tracker = MLFlowTracker.of(MLFlowConfig.journalOnly(work));
    try (MLFlowRun run = tracker.startRun("mine", "alone")) {
      run.param("a", 1);
      run.metric("loss", Double.NEGATIVE_INFINITY, 3);
      assertThat(tracker.journalled()).singleElement().matches(r -> r.status().equals("RUNNING"));
    }
    assertThat(tracker.journalled())
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.status()).isEqualTo("FINISHED");
              assertThat(r.experiment()).isEqualTo("mine");
              assertThat(r.metrics().get("loss").get(0).value())
                  .isEqualTo(Double.NEGATIVE_INFINITY);
            });
    assertThatThrownBy(tracker::replay).hasMessageContaining("ML_MLFLOW_TRACKING_URI");
  }

  @Test
  void refusals_come_with_their_remedy() {
    MLFlowTracker tracker = MLFlowTracker.of(config().withRetries(1, Duration.ZERO, Duration.ZERO));
    server.script = (method, path, number) -> Fault.UNAUTHORIZED;
    assertThatThrownBy(() -> tracker.run("x"))
        .hasMessageContaining("401")
        .hasMessageContaining("MLFLOW_TRACKING_TOKEN");
    assertThatThrownBy(
            () -> MLFlowTracker.of(config().withBasicAuth("ann", "secret-word")).run("x"))
        .hasMessageContaining("not accepted")
        .hasMessageNotContaining("secret-word");
    assertThat(server.lastAuthorization).isEqualTo("Basic YW5uOnNlY3JldC13b3Jk");
    server.script = (method, path, number) -> Fault.FORBIDDEN;
    assertThatThrownBy(() -> MLFlowTracker.of(config().withToken("t0ken")).run("x"))
        .hasMessageContaining("permission");
    assertThat(server.lastAuthorization).isEqualTo("Bearer t0ken");
    server.script = (method, path, number) -> Fault.WRONG_HOST;
    assertThatThrownBy(() -> tracker.run("x")).hasMessageContaining("--allowed-hosts");
    assertThat(config().withToken("t0ken").toString()).doesNotContain("t0ken");
  }

  @Test
  void answers_without_end_are_cut_off() {
    server.script = (method, path, number) -> Fault.ENDLESS;
    MLFlowTracker tracker =
        MLFlowTracker.of(
            config()
                .withRetries(1, Duration.ZERO, Duration.ZERO)
                .withTimeouts(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(1)));
    assertThatThrownBy(() -> tracker.run("x")).hasMessageContaining("limit of 67108864 bytes");
  }

  @Test
  void credentials_that_are_refused_leave_everything_in_the_journal() throws Exception {
    server.script = (method, path, number) -> Fault.UNAUTHORIZED;
    MLFlowTracker tracker = MLFlowTracker.of(config());
    train(tracker);
    assertThat(tracker.replay().get(0).error()).contains("MLFLOW_TRACKING_TOKEN");
    server.script = (method, path, number) -> Fault.NONE;
    tracker.replay();
    requireWhole();
  }

  @Test
  void one_value_that_the_server_refuses_costs_only_itself() {
    server.poison = "poison";
    MLFlowTracker tracker = MLFlowTracker.of(config());
    try (MLFlowRun run = tracker.startRun("faults", "poisoned")) {
      for (int i = 0; i < 50; i++) {
        run.metric("good", i, i);
        if (i == 20) {
          run.metric("poison", 1, 0);
        }
      }
    }
    FakeMlflow.Run run = server.onlyRun();
    assertThat(new HashSet<>(run.points)).hasSize(50);
    assertThat(run.points).hasSize(50);
    assertThat(run.status).isEqualTo("FINISHED");
    assertThat(tracker.journalled()).as("kept because something was refused").hasSize(1);
    assertThat(tracker.replay())
        .singleElement()
        .satisfies(
            r ->
                assertThat(r.refused())
                    .singleElement()
                    .asString()
                    .contains("metric 'poison' = 1.0 at step 0", "Invalid metric name"));
  }

  @Test
  void a_run_deleted_on_the_server_waits_for_its_restoration() {
    MLFlowTracker tracker = MLFlowTracker.of(config());
    try (MLFlowRun run = tracker.startRun("faults", "deleted")) {
      assertThat(run.serverRunId()).contains("r1");
      server.onlyRun().deleted = true;
      run.metric("loss", 1, 1);
    }
    assertThat(tracker.replay().get(0).error()).contains("mlflow runs restore --run-id r1");
    server.onlyRun().deleted = false;
    assertThat(tracker.replay().get(0).state()).isEqualTo(ReplayResult.State.DELIVERED);
    assertThat(server.onlyRun().points).hasSize(1);
  }

  @Test
  void an_adopted_run_that_is_not_there_is_said_to_be_so() {
    server.experiments.put("mine", "1");
    MLFlowTracker tracker = MLFlowTracker.of(config().withAdopted("gone", ""));
    try (MLFlowRun run = tracker.startRun("", "train")) {
      assertThat(run.serverRunId()).isEmpty();
      assertThat(run.lastError()).contains("MLFLOW_RUN_ID 'gone'", "[mine]");
    }
    assertThat(server.runs).isEmpty();
  }

  @Test
  void parameters_of_an_adopted_run_are_not_written_again() {
    MLFlowTracker maker = MLFlowTracker.of(config());
    try (MLFlowRun run = maker.startRun("faults", "made elsewhere")) {
      run.param("epochs", "20");
      run.param("data_path", "''");
      run.param("title", "'it'\"'\"'s here'");
      run.param("model", "lstm");
    }
    server.onlyRun().status = "RUNNING";
    MLFlowTracker tracker = MLFlowTracker.of(config().withAdopted("r1", ""));
    try (MLFlowRun run = tracker.startRun("", "train")) {
      run.param("epochs", 20.0);
      run.param("data_path", "");
      run.param("title", "it's here");
      run.param("seed", 42);
    }
    assertThat(tracker.journalled()).as("nothing was refused").isEmpty();
    assertThat(server.onlyRun().params).containsEntry("seed", "42").hasSize(5);
    assertThat(server.onlyRun().status).as("its maker ends it").isEqualTo("RUNNING");
    MLFlowTracker other = MLFlowTracker.of(config().withAdopted("r1", ""));
    try (MLFlowRun run = other.startRun("", "train")) {
      run.param("model", "transformer");
    }
    assertThat(other.replay().get(0).refused())
        .containsExactly(
            "parameter 'model': the run that was adopted has it as 'lstm' already, 'transformer' is"
                + " left out");
  }

  @Test
  void files_kept_outside_the_server_stay_in_the_journal() {
    server.artifactRoot = "s3://bucket/";
    MLFlowTracker tracker = MLFlowTracker.of(config());
    try (MLFlowRun run = tracker.startRun("faults", "s3")) {
      run.artifact("a.txt", "content");
      run.metric("loss", 1, 1);
    }
    assertThat(server.onlyRun().points).hasSize(1);
    assertThat(tracker.replay().get(0).refused())
        .singleElement()
        .asString()
        .contains("artifact 'a.txt'", "s3://bucket/", "--serve-artifacts");
    assertThat(tracker.journalled().get(0).artifacts().get("a.txt")).hasContent("content");
  }

  @Test
  void a_registration_that_fails_midway_leaves_no_version() {
    MLFlowRegistry registry =
        MLFlowTracker.of(config().withRetries(2, Duration.ZERO, Duration.ZERO)).registry();
    server.script =
        (method, path, number) -> path.endsWith("model.quantml") ? Fault.ERROR_BEFORE : Fault.NONE;
    assertThatThrownBy(() -> registry.register("tiny", bundle()))
        .hasMessageContaining("model.quantml");
    assertThat(server.models).isEmpty();
    assertThat(server.onlyRun().status).isEqualTo("FAILED");
    server.script = (method, path, number) -> Fault.NONE;
    assertThat(registry.register("tiny", bundle()).version()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"ERROR_AFTER", "GARBAGE_AFTER", "HALF_BODY_AFTER", "CLOSE_AFTER"})
  void a_registration_without_a_clear_answer_makes_one_version(Fault fault) {
    MLFlowRegistry registry = MLFlowTracker.of(config()).registry();
    AtomicBoolean first = new AtomicBoolean(true);
    server.script =
        (method, path, number) ->
            (path.endsWith("model-versions/create") || path.endsWith("runs/create"))
                    && first.getAndSet(path.endsWith("runs/create"))
                ? fault
                : Fault.NONE;
    assertThat(registry.register("tiny", bundle()).version()).isEqualTo(1);
    assertThat(server.models.get("tiny")).hasSize(1);
  }

  @Test
  void a_thread_works_only_while_a_run_is_open() {
    MLFlowTracker tracker = MLFlowTracker.of(config());
    MLFlowRun run = tracker.startRun("faults", "threads");
    String journal = run.id().substring(0, run.id().indexOf(':'));
    assertThat(workers(journal)).hasSize(1).allMatch(Thread::isDaemon);
    run.close();
    run.close();
    assertThat(workers(journal)).isEmpty();
    assertThatThrownBy(() -> run.metric("loss", 1, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  private static List<Thread> workers(String journal) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().equals("quant-ml-mlflow " + journal) && t.isAlive())
        .toList();
  }

  @Test
  void a_journal_that_is_being_written_is_left_alone() {
    MLFlowTracker tracker = MLFlowTracker.of(MLFlowConfig.journalOnly(work.resolve("journal")));
    try (MLFlowRun run = tracker.startRun("faults", "open")) {
      run.metric("loss", 1, 1);
      assertThat(MLFlowTracker.of(config()).replay())
          .extracting(ReplayResult::state)
          .containsExactly(ReplayResult.State.IN_USE);
    }
    assertThat(server.runs).isEmpty();
  }
}
