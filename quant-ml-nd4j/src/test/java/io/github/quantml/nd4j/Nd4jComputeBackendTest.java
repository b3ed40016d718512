// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.Setting;
import io.github.quantml.api.contract.ComputeBackendContract;
import io.github.quantml.api.spi.ComputeBackend;
import io.github.quantml.math.backend.ComputeBackends;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class Nd4jComputeBackendTest {
  @Test
  void it_keeps_the_contract_of_a_compute_backend() {
    ComputeBackendContract.check(new Nd4jComputeBackend());
  }

  @Test
  void it_is_found_by_name_and_available_where_its_native_library_is() {
    assertThat(ServiceLoader.load(ComputeBackend.class))
        .anySatisfy(
            b -> {
              assertThat(b.name()).isEqualTo("nd4j");
              assertThat(b.isAvailable()).isTrue();
            });
  }

  @Test
  void a_setting_chooses_it() {
    QuantMlSettings settings = QuantMlSettings.defaults().with(Setting.ML_COMPUTE_BACKEND, "nd4j");
    assertThat(ComputeBackends.of(settings)).isInstanceOf(Nd4jComputeBackend.class);
    assertThat(ComputeBackends.of(QuantMlSettings.defaults()).name()).isEqualTo("java");
  }

  @Test
  void matrices_that_do_not_fit_are_refused_by_name() {
    assertThatThrownBy(
            () ->
                new Nd4jComputeBackend().gemm(2, 2, 2, new double[4], new double[3], new double[4]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("b: 2x2 does not fit into 3 numbers");
  }
}
