// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {
  static final SearchSpace MIXED =
      SearchSpace.builder()
          .real("rate", 1e-5, 1e-1)
          .log()
          .real("dropout", 0, 0.5)
          .step(0.05)
          .integer("layers", 1, 4)
          .integer("even", 2, 20)
          .step(2)
          .integer("hidden", 8, 512)
          .log()
          .categorical("cell", "lstm", "gru", "cnn")
          .build();

  @Property(tries = 500)
  void maps_every_point_to_a_value_and_the_value_to_a_point_of_the_same_value(
      @ForAll @DoubleRange(min = 0, max = 1) double u) {
    for (Parameter parameter : MIXED.parameters()) {
      double value = parameter.value(u);
      assertThat(parameter.contains(value)).as("%s at %s", parameter, value).isTrue();
      double again = parameter.value(parameter.unit(value));
      assertThat(again).as(parameter.name()).isCloseTo(value, within(1e-12 * Math.abs(value)));
    }
  }

  @Property(tries = 200)
  void gives_each_cell_the_points_between_its_edges(
      @ForAll @DoubleRange(min = 0, max = 1) double u) {
    for (Parameter parameter : MIXED.parameters()) {
      if (parameter.cells() > 0) {
        long cell = parameter.cell(parameter.value(u));
        assertThat(u)
            .as(parameter.name())
            .isBetween(parameter.edge(cell) - 1e-12, parameter.edge(cell + 1) + 1e-12);
      }
    }
  }

  @Test
  void spreads_a_logarithmic_parameter_over_its_decades() {
    assertThat(MIXED.get(0).value(0.5)).isCloseTo(1e-3, within(1e-15));
    assertThat(MIXED.get(0).value(0.25)).isCloseTo(1e-4, within(1e-16));
    assertThat(MIXED.get(4).value(0.5)).isEqualTo(Math.rint(Math.sqrt(7.5 * 512.5)));
  }

  @Test
  void says_which_rule_a_parameter_breaks() {
    refuses(() -> SearchSpace.builder().real("x", 1, 1), "x: low must be below high");
    refuses(() -> SearchSpace.builder().real("x", 0, Double.NaN), "x: low must be below high");
    refuses(() -> SearchSpace.builder().real("x", 0, 1).log(), "x: log: low must be positive");
    refuses(() -> SearchSpace.builder().real("x", 0, 1).step(0.3), "x: step: high must be low");
    refuses(() -> SearchSpace.builder().integer("n", 0, 9).step(1.5), "n: step: must fit");
    refuses(() -> SearchSpace.builder().categorical("c", "a", "a"), "c: choices must be");
    refuses(() -> SearchSpace.builder().categorical("c", "a").log(), "c: log: only for numbers");
    refuses(() -> SearchSpace.builder().log(), "space: must have a parameter first");
    refuses(() -> SearchSpace.builder().build(), "space: must have a parameter first");
    refuses(() -> SearchSpace.builder().real("x", 0, 1).real("x", 0, 2), "x: must be named once");
  }

  @Test
  void hands_a_trial_its_values_by_type_and_refuses_others() {
    double[] values = {1e-3, 0.25, 2, 4, 64, 1};
    Trial trial = new Trial(MIXED, 0, 0, values, Verdict.KEEP);
    assertThat(trial.real("rate")).isEqualTo(1e-3);
    assertThat(trial.integer("hidden")).isEqualTo(64);
    assertThat(trial.text("cell")).isEqualTo("gru");
    refuses(() -> trial.real("layers"), "layers: is INTEGER and was asked for as REAL");
    refuses(() -> trial.text("colour"), "colour: must be a parameter of the space");
  }

  private static void refuses(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String why) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(why);
  }
}
