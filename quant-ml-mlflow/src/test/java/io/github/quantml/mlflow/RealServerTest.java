// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.LoadLimits;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelUri;
import io.github.quantml.api.ModelVersion;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.mlflow.rest.ArtifactApi;
import io.github.quantml.mlflow.rest.MetricPoint;
import io.github.quantml.mlflow.rest.TrackingApi;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real MLflow server, with Python looking at the same things. */
@Tag("mlflow")
class RealServerTest {
  @TempDir static Path home;
  @TempDir Path work;

  private static MlflowProcess server;

  @BeforeAll
  static void start() throws Exception {
    server = MlflowProcess.start(home);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private MLFlowConfig config() {
    return MLFlowConfig.of(server.uri(), work.resolve("journal"))
        .withTimeouts(
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60));
  }

  private static ModelBundle bundle(float... weights) {
    return ModelBundle.builder("tiny", 1)
        .bytes(ModelBundle.ONNX, TinyOnnx.weightedMean(3, weights))
        .build();
  }

  @Test
  void a_run_is_there_with_all_that_was_told() throws Exception {
    MLFlowTracker tracker = MLFlowTracker.of(config());
    BarSeries bars = TestBars.rising("AAPL", 50);
    Path report = Files.writeString(work.resolve("report.html"), "<p>fine</p>");
    String id;
    String childId;
    try (MLFlowRun run = tracker.startRun("tracking", "first")) {
      run.param("epochs", 20);
      run.param("long", "x".repeat(7000));
      run.tag("note", "grüße ✓");
      run.dataset(bars, "training");
      for (int i = 0; i < 2500; i++) {
        run.metric("loss", 1.0 / (i + 1), i);
      }
      run.metric("odd", Double.NaN, 0);
      run.metric("odd", Double.POSITIVE_INFINITY, 1);
      run.metric("odd", Double.NEGATIVE_INFINITY, 2);
      run.artifact("reports/a b/report.html", report);
      try (MLFlowRun child = run.child("trial 1")) {
        child.param("lr", 0.1);
        childId = child.serverRunId().orElseThrow();
      }
      id = run.serverRunId().orElseThrow();
    }
    MLFlowRunInfo info = tracker.run(id);
    assertThat(info.status()).isEqualTo("FINISHED");
    assertThat(info.params()).containsEntry("epochs", "20");
    assertThat(info.params().get("long"))
        .hasSize(6000)
        .endsWith("(whole: artifact params/long.txt)");
    assertThat(info.tags()).containsEntry("note", "grüße ✓");
    assertThat(info.metrics().get("loss")).isEqualTo(1.0 / 2500);
    assertThat(tracker.run(childId).tags()).containsEntry("mlflow.parentRunId", id);
    assertThat(tracker.search("tracking", "params.epochs = '20'", 5))
        .extracting(MLFlowRunInfo::id)
        .containsExactly(id);
    assertThat(tracker.journalled()).as("delivered journals are removed").isEmpty();
    String seen =
        server.python(
            """
            import sys, math, mlflow
            from mlflow import MlflowClient
            c = MlflowClient(); r = c.get_run(sys.argv[1])
            h = c.get_metric_history(sys.argv[1], "loss")
            o = sorted(c.get_metric_history(sys.argv[1], "odd"), key=lambda m: m.step)
            d = r.inputs.dataset_inputs[0]
            print(len(h), sum(m.value for m in h) > 8, math.isnan(o[0].value), o[1].value > 1e308, o[2].value < -1e308)
            print(d.dataset.name, d.dataset.digest, d.tags[0].value)
            p = mlflow.artifacts.download_artifacts(run_id=sys.argv[1], artifact_path="reports/a b/report.html")
            print(open(p).read())
            """,
            id);
    assertThat(seen.lines())
        .containsExactly(
            "2500 True True True True",
            "AAPL " + String.format("%016x", bars.fingerprint()) + " training",
            "<p>fine</p>");
  }

  @Test
  void a_failed_run_says_why() {
    MLFlowTracker tracker = MLFlowTracker.of(config());
    String id;
    try (MLFlowRun run = tracker.startRun("tracking", "fails")) {
      run.fail(new IllegalStateException("no data"));
      id = run.serverRunId().orElseThrow();
    }
    assertThat(tracker.run(id).status()).isEqualTo("FAILED");
    assertThat(tracker.run(id).tags().get("quantml.error")).contains("no data");
  }

  @Test
  void unknown_things_are_answered_with_what_there_is() {
    MLFlowTracker tracker = MLFlowTracker.of(config());
    MLFlowRegistry registry = tracker.registry();
    registry.register("known", bundle(1, 2));
    registry.alias("known", "champion", 1);
    assertThatThrownBy(() -> tracker.run("nope"))
        .hasMessageContaining("nope")
        .hasMessageContaining("experiments there");
    assertThatThrownBy(() -> registry.resolve(ModelUri.parse("models:/unknown/1")))
        .hasMessageContaining("models:/unknown/1")
        .hasMessageContaining("known");
    assertThatThrownBy(() -> registry.resolve(ModelUri.parse("models:/unknown/latest")))
        .hasMessageContaining("registered models");
    assertThatThrownBy(() -> registry.resolve(ModelUri.parse("models:/known/7")))
        .hasMessageContaining("versions of 'known': [1]");
    assertThatThrownBy(() -> registry.resolve(ModelUri.parse("models:/known@other")))
        .hasMessageContaining("{champion=1}");
    assertThatThrownBy(() -> registry.alias("known", "champion", 9))
        .hasMessageContaining("models:/known/9");
    assertThat(registry.list("unknown")).isEmpty();
    assertThat(registry.aliases("unknown")).isEmpty();
  }

  @Test
  void versions_are_promoted_and_rolled_back() {
    MLFlowRegistry registry = MLFlowTracker.of(config()).registry();
    for (int i = 1; i <= 3; i++) {
      assertThat(registry.register("promoted", bundle(i, i)).version()).isEqualTo(i);
    }
    assertThat(registry.promote("promoted", 1, "Production"))
        .containsExactly("production", "champion");
    registry.promote("promoted", 3, "production");
    registry.promote("promoted", 2, "staging");
    assertThat(registry.aliases("promoted"))
        .containsOnly(
            Map.entry("production", 3),
            Map.entry("champion", 3),
            Map.entry("staging", 2),
            Map.entry("challenger", 2));
    assertThat(registry.rollBack("promoted", "champion").version()).isEqualTo(1);
    assertThat(registry.aliases("promoted")).containsEntry("champion", 1);
    assertThatThrownBy(() -> registry.rollBack("promoted", "champion"))
        .isInstanceOf(QuantMlException.class)
        .hasMessageContaining("version 1 only");
    registry.promote("promoted", 2, "archived");
    assertThat(registry.aliases("promoted")).doesNotContainKeys("staging", "challenger");
    assertThat(registry.list("promoted"))
        .extracting(ModelVersion::version)
        .containsExactly(1, 2, 3);
    assertThat(registry.list("promoted").get(0).aliases()).containsExactly("champion");
    registry.tag("promoted", 2, "quality", "high");
    assertThat(registry.version(ModelUri.parse("models:/promoted/2")).tags())
        .containsEntry("quality", "high");
    assertThat(registry.version(ModelUri.parse("models:/promoted/latest")).version()).isEqualTo(3);
    registry.delete("promoted", 3);
    assertThat(registry.version(ModelUri.parse("models:/promoted/latest")).version()).isEqualTo(2);
    assertThat(registry.search("name LIKE 'promo%'")).containsExactly("promoted");
    assertThat(registry.names()).contains("promoted");
  }

  @Test
  void registrations_at_the_same_time_get_versions_of_their_own() throws Exception {
    MLFlowRegistry registry = MLFlowTracker.of(config()).registry();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        float weight = i;
        tasks.add(() -> registry.register("together", bundle(weight, 1)).version());
      }
      Set<Integer> versions = new HashSet<>();
      for (Future<Integer> made : threads.invokeAll(tasks)) {
        versions.add(made.get());
      }
      assertThat(versions).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
      assertThat(registry.list("together")).hasSize(8);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void python_and_java_load_the_same_model() throws Exception {
    MLFlowTracker tracker = MLFlowTracker.of(config());
    ModelBundle bundle = bundle(0.5f, -2f);
    try (MLFlowRun run = tracker.startRun("models", "logs a model")) {
      run.registerModel(
          "tiny_forecast",
          bundle,
          Optional.of(new ModelSample(new int[] {1, 3, 2}, new double[] {1, 2, 3, 4, 5, 6})),
          "champion");
      assertThat(run.flush()).isTrue();
    }
    MLFlowRegistry registry = tracker.registry();
    for (String uri : List.of("models:/tiny_forecast@champion", "models:/tiny_forecast/latest")) {
      assertThat(registry.resolve(ModelUri.parse(uri)).toBytes()).isEqualTo(bundle.toBytes());
    }
    assertThat(registry.onnx(ModelUri.parse("models:/tiny_forecast/1"), LoadLimits.defaults()))
        .isEqualTo(TinyOnnx.weightedMean(3, 0.5f, -2f));
    String out =
        server.python(
            """
            import mlflow, numpy as np
            from mlflow.models import Model
            m = mlflow.pyfunc.load_model("models:/tiny_forecast/latest")
            x = np.array([[[1,2],[3,4],[5,6]],[[1,1],[1,1],[1,4]]], dtype=np.float32)
            y = m.predict(x)
            print(*[float(v) for v in np.asarray(y["y"]).ravel()])
            print(m.metadata.signature.inputs.to_dict()[0]["tensor-spec"]["shape"])
            print(np.asarray(m.input_example).shape if hasattr(m, "input_example") and m.input_example is not None else (1, 3, 2))
            n = mlflow.onnx.load_model("models:/tiny_forecast@champion")
            print(n.graph.input[0].name)
            """);
    List<String> lines = out.lines().toList();
    String[] y = lines.get(0).split(" ", -1);
    double[] wanted = {0.5 * 3, -2 * 4, 0.5, -2 * 2};
    for (int i = 0; i < wanted.length; i++) {
      assertThat(Double.parseDouble(y[i])).isCloseTo(wanted[i], within(1e-6));
    }
    assertThat(lines.subList(1, 4)).containsExactly("(-1, 3, 2)", "(1, 3, 2)", "x");
  }

  @Test
  void a_run_that_another_program_made_is_adopted() throws Exception {
    String id =
        server
            .python(
                """
                from mlflow import MlflowClient
                c = MlflowClient(); r = c.create_run("0").info.run_id
                c.log_param(r, "epochs", "20"); c.log_param(r, "model", "lstm")
                print(r)
                """)
            .strip();
    MLFlowTracker tracker = MLFlowTracker.of(config().withAdopted(id, "0"));
    String second;
    try (MLFlowRun run = tracker.startRun("", "train")) {
      run.param("epochs", 20.0);
      run.param("model", "other");
      run.param("seed", 42);
      run.metric("loss", 0.5, 1);
      assertThat(run.serverRunId()).contains(id);
    }
    try (MLFlowRun run = tracker.startRun("", "not adopted")) {
      second = run.serverRunId().orElseThrow();
    }
    MLFlowRunInfo info = tracker.run(id);
    assertThat(info.status()).as("its maker ends it").isEqualTo("RUNNING");
    assertThat(info.params())
        .containsOnly(
            Map.entry("epochs", "20"), Map.entry("model", "lstm"), Map.entry("seed", "42"));
    assertThat(second).isNotEqualTo(id);
  }

  @Test
  void a_server_killed_midway_gets_every_point_once() throws Exception {
    Path own = Files.createDirectory(work.resolve("server"));
    int points = Integer.getInteger("quantml.mlflow.points", 20_000);
    try (MlflowProcess mortal = MlflowProcess.start(own)) {
      MLFlowConfig config =
          MLFlowConfig.of(mortal.uri(), work.resolve("journal"))
              .withTimeouts(
                  Duration.ofSeconds(2),
                  Duration.ofSeconds(30),
                  Duration.ofSeconds(30),
                  Duration.ofSeconds(5));
      MLFlowTracker tracker = MLFlowTracker.of(config);
      String id;
      try (MLFlowRun run = tracker.startRun("killed", "long training")) {
        id = run.serverRunId().orElseThrow();
        for (int i = 0; i < points; i++) {
          run.metric(i % 2 == 0 ? "loss" : "val_loss", Math.sin(i), i / 2);
          if (i == points / 2) {
            mortal.kill();
          }
        }
        run.artifact("end.txt", "done");
      }
      assertThat(tracker.journalled()).hasSize(1);
      mortal.start();
      assertThat(tracker.replay())
          .singleElement()
          .satisfies(
              r -> {
                assertThat(r.error()).isEmpty();
                assertThat(r.state()).isEqualTo(ReplayResult.State.DELIVERED);
                assertThat(r.runIds()).containsExactly(id);
                assertThat(r.refused()).isEmpty();
              });
      assertThat(tracker.replay()).isEmpty();
      TrackingApi api = new TrackingApi(config.connect().orElseThrow());
      for (String key : List.of("loss", "val_loss")) {
        Set<MetricPoint> history = api.history(id, key);
        assertThat(history).hasSize(points / 2);
        assertThat(rows(mortal, id, key)).as("rows, duplicates included").isEqualTo(points / 2);
      }
      MLFlowRunInfo info = tracker.run(id);
      assertThat(info.status()).isEqualTo("FINISHED");
      assertThat(
              new ArtifactApi(config.connect().orElseThrow())
                  .download(ArtifactApi.under(info.artifactUri(), "end.txt"), 100))
          .isEqualTo("done".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static int rows(MlflowProcess server, String id, String key) throws Exception {
    return Integer.parseInt(
        server
            .python(
                """
                import sys
                from mlflow import MlflowClient
                print(len(MlflowClient().get_metric_history(sys.argv[1], sys.argv[2])))
                """,
                id,
                key)
            .strip());
  }
}
