// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantMlSettingsTest {
  @TempDir Path directory;

  private QuantMlSettings load(String dotEnv, Map<String, String> env, Map<String, String> system)
      throws IOException {
    Path file = Files.writeString(directory.resolve(".env"), dotEnv);
    Properties properties = new Properties();
    properties.putAll(system);
    return QuantMlSettings.load(file, env, properties);
  }

  @Test
  void the_defaults_are_the_documented_ones() {
    QuantMlSettings s = QuantMlSettings.defaults();
    assertThat(s.mlflowTrackingUri()).isEmpty();
    assertThat(s.modelCacheDir()).isEqualTo(Path.of("./models"));
    assertThat(s.randomSeed()).isEqualTo(42);
    assertThat(s.useGpu()).isFalse();
    assertThat(s.computeBackend()).isEqualTo("java");
    assertThat(s.lstmHiddenDim()).isEqualTo(128);
    assertThat(s.lstmBatchSize()).isEqualTo(32);
    assertThat(s.lstmEpochs()).isEqualTo(100);
    assertThat(s.nFeatures()).isEqualTo(200);
    assertThat(s.nJobs()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(s.featureCacheTtl()).isEqualTo(Duration.ofHours(1));
    assertThat(s.predictionCacheTtl()).isEqualTo(Duration.ofMinutes(5));
    assertThat(s.optunaTrials()).isEqualTo(100);
    assertThat(s.optunaTimeout()).isEqualTo(Duration.ofHours(1));
    assertThat(s.ensembleModels()).isEmpty();
  }

  @Test
  void code_wins_over_system_properties_over_environment_over_file() throws IOException {
    String file =
        """
        # comment

        ML_RANDOM_SEED=1
        ML_LSTM_EPOCHS = 1
        export ML_N_FEATURES='1'
        ML_LSTM_BATCH_SIZE="1"
        OTHER_APP=x
        """;
    QuantMlSettings s =
        load(
                file,
                Map.of("ML_RANDOM_SEED", "2", "ML_LSTM_EPOCHS", "2", "ML_N_FEATURES", "2"),
                Map.of("ML_RANDOM_SEED", "3", "ML_LSTM_EPOCHS", "3"))
            .with(Setting.ML_RANDOM_SEED, "4");
    assertThat(s.randomSeed()).isEqualTo(4);
    assertThat(s.lstmEpochs()).isEqualTo(3);
    assertThat(s.nFeatures()).isEqualTo(2);
    assertThat(s.lstmBatchSize()).isEqualTo(1);
  }

  @Test
  void members_are_read_as_names() throws IOException {
    assertThat(
            load("ML_ENSEMBLE_MODELS= Cyclical, regime ,\n", Map.of(), Map.of()).ensembleModels())
        .containsExactly("cyclical", "regime");
  }

  @Test
  void an_unknown_name_is_refused_with_its_place_and_the_nearest_name() {
    assertThatThrownBy(() -> load("", Map.of("ML_RANDOM_SED", "1"), Map.of()))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "environment variable ML_RANDOM_SED: there is no such setting; did you mean"
                + " ML_RANDOM_SEED?");
  }

  @ParameterizedTest
  @CsvSource({
    "ML_RANDOM_SEED, abc, must be a whole number",
    "ML_LSTM_EPOCHS, 0, 'must lie in [1, 1000000]'",
    "ML_USE_GPU, yes, must be true or false",
    "ML_N_JOBS, 0, 'must be -1 or in [1, 4096]'",
    "ML_ENSEMBLE_MODELS, 'a,b c', 'must be lower-case names separated by commas, ''b c'' is none'",
  })
  void a_bad_value_is_refused_with_its_place_name_and_rule(String name, String value, String rule) {
    assertThatThrownBy(() -> load("", Map.of(), Map.of(name, value)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("system property " + name + ", value '" + value + "': " + rule);
  }

  @Test
  void a_line_that_is_no_setting_is_refused_by_number() {
    assertThatThrownBy(() -> load("ML_USE_GPU=true\nnonsense\n", Map.of(), Map.of()))
        .hasMessageContaining(".env, line 2, value 'nonsense': must be NAME=VALUE");
  }

  @Test
  void without_a_file_nothing_is_missed() {
    QuantMlSettings s = QuantMlSettings.load(directory.resolve("none"), Map.of(), new Properties());
    assertThat(s).hasToString(QuantMlSettings.defaults().toString());
  }
}
