// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.BackendUnavailableException;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.Setting;
import org.junit.jupiter.api.Test;

class ComputeBackendsTest {
  @Test
  void plain_java_is_the_default() {
    assertThat(ComputeBackends.of(QuantMlSettings.defaults()))
        .isInstanceOf(JavaComputeBackend.class);
  }

  @Test
  void a_backend_that_is_not_there_is_named_with_what_to_add_and_what_there_is() {
    QuantMlSettings nd4j = QuantMlSettings.defaults().with(Setting.ML_COMPUTE_BACKEND, "nd4j");
    assertThatThrownBy(() -> ComputeBackends.of(nd4j))
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessageContaining("compute backend 'nd4j'")
        .hasMessageContaining("io.github.quantml:quant-ml-nd4j")
        .hasMessageEndingWith("there are [java]");
  }
}
