// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.Setting;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {
  @TempDir Path work;

  @Test
  void the_own_setting_wins_over_the_standard_variable() {
    Map<String, String> environment =
        Map.of("MLFLOW_TRACKING_URI", "https://standard.example/mlflow/", "MLFLOW_RUN_ID", "abc");
    QuantMlSettings settings = QuantMlSettings.defaults();
    assertThat(MLFlowConfig.from(settings, environment).server())
        .contains(URI.create("https://standard.example/mlflow"));
    assertThat(MLFlowConfig.from(settings, environment).adoptedRun()).isEqualTo("abc");
    assertThat(
            MLFlowConfig.from(
                    settings.with(Setting.ML_MLFLOW_TRACKING_URI, "http://127.0.0.1:5000"),
                    environment)
                .server())
        .contains(URI.create("http://127.0.0.1:5000"));
    assertThat(MLFlowConfig.from(settings, Map.of()).server()).isEmpty();
    assertThat(
            MLFlowConfig.from(
                    settings.with(Setting.ML_MLFLOW_JOURNAL_DIR, work.toString()), Map.of())
                .journalDirectory())
        .isEqualTo(work);
  }

  @Test
  void credentials_come_from_the_standard_variables_and_are_never_shown() {
    MLFlowConfig basic =
        MLFlowConfig.from(
            QuantMlSettings.defaults(),
            Map.of(
                "MLFLOW_TRACKING_URI",
                "https://s.example",
                "MLFLOW_TRACKING_USERNAME",
                "ann",
                "MLFLOW_TRACKING_PASSWORD",
                "hidden-word",
                "MLFLOW_TRACKING_TOKEN",
                "unused"));
    assertThat(basic.toString()).contains("credentials basic").doesNotContain("hidden-word");
    MLFlowConfig bearer =
        MLFlowConfig.from(
            QuantMlSettings.defaults(),
            Map.of("MLFLOW_TRACKING_URI", "https://s.example", "MLFLOW_TRACKING_TOKEN", "t0k"));
    assertThat(bearer.toString()).contains("credentials bearer").doesNotContain("t0k");
    assertThatThrownBy(() -> bearer.withToken("with space"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("with space");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sqlite:///mlflow.db",
        "file:///tmp/mlruns",
        "./mlruns",
        "databricks",
        "postgresql://db/mlflow"
      })
  void an_address_that_is_no_server_says_how_to_start_one(String uri) {
    assertThatThrownBy(
            () -> MLFlowConfig.from(QuantMlSettings.defaults(), Map.of("MLFLOW_TRACKING_URI", uri)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("MLFLOW_TRACKING_URI")
        .hasMessageContaining("mlflow server --backend-store-uri " + uri);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://", "http://host?x=1", "http://host#x", "ht tp://x"})
  void an_address_that_is_wrong_is_refused(String uri) {
    assertThatThrownBy(() -> MLFlowConfig.of(uri, work)).isInstanceOf(InvalidDataException.class);
  }

  @Test
  void a_password_in_the_address_is_refused_without_showing_it() {
    assertThatThrownBy(() -> MLFlowConfig.of("https://ann:hidden@host", work))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("MLFLOW_TRACKING_PASSWORD")
        .hasMessageNotContaining("hidden");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a\\b", "../a", "a/../b", "/a", "a//b", "./a", "a\n", "naïve?", "x:y"})
  void keys_that_no_server_takes_are_refused(String key) {
    MLFlowTracker tracker = MLFlowTracker.of(MLFlowConfig.journalOnly(work));
    try (MLFlowRun run = tracker.startRun("names", "run")) {
      for (Runnable call :
          List.<Runnable>of(
              () -> run.param(key, 1), () -> run.metric(key, 1, 1), () -> run.tag(key, "x"))) {
        assertThatThrownBy(call::run)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("key: must have");
      }
      run.metric("fine/key-1 .x", 1, 1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "../x", "a/../../x", "/etc/x", "a//b", ".", "a/.", "c:x", "a\\b", "a\u0000"})
  void artifact_paths_that_leave_the_run_are_refused(String path) {
    MLFlowTracker tracker = MLFlowTracker.of(MLFlowConfig.journalOnly(work));
    try (MLFlowRun run = tracker.startRun("names", "run")) {
      assertThatThrownBy(() -> run.artifact(path, "text"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("artifact path");
    }
  }

  @Test
  void bad_calls_name_what_is_wrong() {
    MLFlowTracker tracker = MLFlowTracker.of(MLFlowConfig.journalOnly(work));
    assertThatThrownBy(() -> tracker.startRun("x".repeat(501), "run"))
        .hasMessageContaining("experiment: must have");
    assertThatThrownBy(() -> tracker.startRun("x", " ")).hasMessageContaining("run name");
    try (MLFlowRun run = tracker.startRun("names", "run")) {
      run.param("epochs", 20);
      run.param("epochs", 20);
      assertThatThrownBy(() -> run.param("epochs", 21))
          .hasMessage("parameter 'epochs': is '20' already, cannot become '21'");
      assertThatThrownBy(() -> run.artifact("a.txt", work.resolve("absent")))
          .hasMessageContaining("no readable file");
      assertThatThrownBy(() -> run.child("")).hasMessageContaining("run name");
      assertThatThrownBy(
              () -> run.model("m", Tiny.bundle(), java.util.Optional.of(Tiny.sample(1, 4, 2))))
          .hasMessageContaining("input 'x' has shape [-1, 3, 2], got [1, 4, 2]");
    }
    MLFlowRegistry registry =
        MLFlowTracker.of(MLFlowConfig.of("http://127.0.0.1:1", work)).registry();
    for (String alias : List.of("", "latest", "Latest", "v3", "a b", "a/b")) {
      assertThatThrownBy(() -> registry.alias("m", alias, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("alias");
    }
    for (String name : List.of("", " ", "a/b", "a:b", "a'b", "x".repeat(251))) {
      assertThatThrownBy(() -> registry.list(name))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("model name");
    }
  }
}
