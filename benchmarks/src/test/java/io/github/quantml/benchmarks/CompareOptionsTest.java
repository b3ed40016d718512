// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompareOptionsTest {
  private static CompareOptions parse(String... args) {
    return CompareOptions.parse(args);
  }

  @Test
  void without_arguments_all_workloads_are_compared_in_three_rounds() {
    assertThat(parse().workloads()).isEqualTo(Workloads.names());
    assertThat(parse().rounds()).isEqualTo(3);
    assertThat(parse().json()).isNull();
  }

  @Test
  void named_workloads_are_compared_in_the_order_of_their_names() {
    CompareOptions options = parse("ols", "rolling", "--json", "rows.json", "--rounds", "5");
    assertThat(options.workloads()).containsExactly("ols", "rolling");
    assertThat(options.json()).isEqualTo(Path.of("rows.json"));
    assertThat(options.rounds()).isEqualTo(5);
  }

  @Test
  void quick_means_one_round() {
    assertThat(parse("--rounds", "4", "--quick").rounds()).isEqualTo(1);
  }

  @Test
  void each_workload_has_an_interpreter_or_a_reason() {
    CompareOptions options =
        parse("--python", "ols=/opt/a=b/python", "--without-python", "gemm=no wheel of x");
    assertThat(options.pythons()).containsExactly(Map.entry("ols", Path.of("/opt/a=b/python")));
    assertThat(options.withoutPython()).containsExactly(Map.entry("gemm", "no wheel of x"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("--python", "/opt/python"))
        .withMessage("--python must be WORKLOAD=VALUE, got /opt/python");
  }

  @Test
  void an_unknown_workload_lists_the_known_ones() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("sorting"))
        .withMessage("unknown workload sorting; known: " + String.join(", ", Workloads.names()));
    assertThat(Workloads.names()).contains("gemm", "ols", "rolling", "stats");
  }

  @Test
  void a_bad_option_is_named() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("--fast"))
        .withMessage("unknown option --fast");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("--rounds", "0"))
        .withMessage("--rounds must be in [1, 999]: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("--json"))
        .withMessage("--json needs a value");
  }
}
