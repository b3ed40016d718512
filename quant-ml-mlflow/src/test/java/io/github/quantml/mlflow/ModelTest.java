// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.BackendUnavailableException;
import io.github.quantml.api.LoadLimits;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.ModelUri;
import io.github.quantml.mlflow.pack.ModelFiles;
import io.github.quantml.mlflow.pack.OnnxFacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of models, and what a registry does with hostile ones. */
class ModelTest {
  @TempDir Path work;
  private FakeMlflow server;
  private MLFlowRegistry registry;

  @BeforeEach
  void start() throws IOException {
    server = new FakeMlflow();
    registry =
        MLFlowTracker.of(
                MLFlowConfig.of(server.uri(), work).withRetries(2, Duration.ZERO, Duration.ZERO))
            .registry();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void the_facts_of_a_graph_leave_out_its_constants() {
    OnnxFacts facts = OnnxFacts.of(TinyOnnx.weightedMean(3, 1, 2));
    assertThat(facts.inputs())
        .containsExactly(new OnnxFacts.Tensor("x", "float32", List.of(-1L, 3L, 2L)));
    assertThat(facts.outputs())
        .containsExactly(new OnnxFacts.Tensor("y", "float32", List.of(-1L, 2L)));
  }

  @Test
  void damaged_graphs_are_refused_or_read_never_worse() {
    byte[] graph = TinyOnnx.weightedMean(3, 1, 2);
    for (int length = 0; length < graph.length; length++) {
      read(Arrays.copyOf(graph, length));
    }
    for (int bit = 0; bit < 8 * graph.length; bit++) {
      byte[] flipped = graph.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      read(flipped);
    }
    assertThatThrownBy(() -> OnnxFacts.of(new byte[0])).isInstanceOf(ModelFormatException.class);
  }

  private static void read(byte[] graph) {
    try {
      assertThat(OnnxFacts.of(graph).inputs()).isNotEmpty();
    } catch (ModelFormatException e) {
      assertThat(e).hasMessageStartingWith("ONNX graph: ");
    }
  }

  @Test
  void a_plain_model_has_no_python_flavor() {
    Map<String, byte[]> files =
        ModelFiles.of(
            ModelBundle.builder("it's plain", 1).text("a", "b").build(),
            Optional.empty(),
            Instant.EPOCH);
    assertThat(files).containsOnlyKeys("MLmodel", "model.quantml");
    assertThat(new String(files.get("MLmodel"), StandardCharsets.UTF_8))
        .contains("kind: 'it''s plain'", "utc_time_created: '1970-01-01 00:00:00.000000'")
        .doesNotContain("python_function");
  }

  @Test
  void a_file_changed_on_the_server_is_refused() {
    registry.register("tiny", Tiny.bundle());
    ModelUri uri = ModelUri.parse("models:/tiny/1");
    assertThat(registry.resolve(uri).toBytes()).isEqualTo(Tiny.bundle().toBytes());
    String file =
        server.artifacts.keySet().stream()
            .filter(k -> k.endsWith("model.quantml"))
            .findFirst()
            .orElseThrow();
    server.artifacts.put(
        file, ModelBundle.builder("tiny", 1).text("other", "model").build().toBytes());
    assertThatThrownBy(() -> registry.resolve(uri))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("models:/tiny/1")
        .hasMessageContaining("SHA-256 differs");
  }

  @Test
  void a_file_over_the_limit_is_refused() {
    registry.register("tiny", Tiny.bundle());
    assertThatThrownBy(
            () ->
                registry.resolve(
                    ModelUri.parse("models:/tiny/1"), LoadLimits.defaults().withMaxBytes(100)))
        .hasMessageContaining("limit of 100 bytes");
  }

  @Test
  void a_version_that_points_elsewhere_is_refused() {
    server.models.put(
        "evil",
        List.of(
            new FakeMlflow.Version(1, "file:///etc", "", Map.of()),
            new FakeMlflow.Version(2, "mlflow-artifacts:/1/../../etc", "", Map.of()),
            new FakeMlflow.Version(3, "mlflow-artifacts://other:80/1", "", Map.of()),
            new FakeMlflow.Version(4, "mlflow-artifacts:/1/%2e%2e/x", "", Map.of())));
    assertThatThrownBy(() -> registry.resolve(ModelUri.parse("models:/evil/1")))
        .hasMessageContaining("file:///etc");
    assertThatThrownBy(() -> registry.resolve(ModelUri.parse("models:/evil/2")))
        .hasMessageContaining("artifact path");
    assertThatThrownBy(() -> registry.resolve(ModelUri.parse("models:/evil/3")))
        .hasMessageContaining("another server");
    assertThatThrownBy(() -> registry.resolve(ModelUri.parse("models:/evil/4")))
        .hasMessageContaining("artifact path");
    assertThat(server.calls).noneMatch(c -> c.contains("etc"));
  }

  @Test
  void a_version_that_quant_ml_did_not_make_is_said_to_be_so() {
    server.models.put(
        "python", List.of(new FakeMlflow.Version(1, "mlflow-artifacts:/1/r/m", "", Map.of())));
    assertThatThrownBy(() -> registry.resolve(ModelUri.parse("models:/python/1")))
        .hasMessageContaining("not registered by quant-ml");
    server.artifacts.put("1/r/m/model.onnx", TinyOnnx.weightedMean(3, 1));
    assertThat(registry.onnx(ModelUri.parse("models:/python/1"), LoadLimits.defaults()))
        .isEqualTo(TinyOnnx.weightedMean(3, 1));
  }

  @Test
  void a_kind_that_nobody_reads_names_the_kinds_that_are_read() {
    assertThatThrownBy(() -> MLflowModels.model(Tiny.bundle()))
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessageContaining("kind 'tiny'")
        .hasMessageContaining("echo");
    ModelBundle echo = ModelBundle.builder("echo", 1).text("a", "b").build();
    registry.register("echo", echo);
    assertThat(
            MLflowModels.load(ModelUri.parse("models:/echo/latest"), registry).toBundle().toBytes())
        .isEqualTo(echo.toBytes());
  }
}
