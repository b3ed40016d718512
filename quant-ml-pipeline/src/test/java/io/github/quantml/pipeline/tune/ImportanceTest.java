// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InsufficientDataException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Parameter importance")
class ImportanceTest {
  private static Study study(SearchSpace space, int trials, Objective objective) {
    return Tuner.minimise(space).sampler(Sampler.sobol()).trials(trials).tune(objective);
  }

  @Test
  void finds_the_variance_shares_of_a_linear_function() {
    // Uniform on the cube, the variances of 4a, 2b and c are 16, 4 and 1 twelfths.
    SearchSpace space =
        SearchSpace.builder()
            .real("c", 0, 1)
            .real("a", 0, 1)
            .real("b", 0, 1)
            .real("idle", 0, 1)
            .build();
    Importance found =
        study(space, 512, t -> 4 * t.real("a") + 2 * t.real("b") + t.real("c")).importance();
    assertThat(List.copyOf(found.shares().keySet())).containsExactly("a", "b", "c", "idle");
    assertThat(found.shares().get("a")).isCloseTo(16 / 21.0, within(0.03));
    assertThat(found.shares().get("b")).isCloseTo(4 / 21.0, within(0.03));
    assertThat(found.shares().get("c")).isCloseTo(1 / 21.0, within(0.03));
    assertThat(found.shares().get("idle")).isLessThan(0.01);
    assertThat(found.interactions()).isLessThan(0.05);
  }

  @Test
  void finds_interactions_and_sees_on_the_scale_of_the_search() {
    // sign(a − ½)·sign(b − ½): no parameter explains anything alone.
    SearchSpace square = SearchSpace.builder().real("a", 0, 1).real("b", 0, 1).build();
    Importance cross =
        study(square, 512, t -> (t.real("a") < 0.5) == (t.real("b") < 0.5) ? 1.0 : -1.0)
            .importance();
    assertThat(cross.interactions()).isGreaterThan(0.8);
    // log10 of a parameter over four decades has variance 16/12, the choice (0 or 1) has 1/4.
    SearchSpace space =
        SearchSpace.builder().real("rate", 1e-4, 1).log().categorical("cell", "x", "y").build();
    Importance mixed =
        study(space, 512, t -> Math.log10(t.real("rate")) + (t.text("cell").equals("x") ? 1 : 0))
            .importance();
    assertThat(mixed.shares().get("rate")).isCloseTo(16 / 19.0, within(0.03));
    assertThat(mixed.shares().get("cell")).isCloseTo(3 / 19.0, within(0.03));
    assertThat(mixed.toString()).contains("rate").contains("(interactions)");
  }

  @Test
  void is_zero_for_a_constant_and_needs_trials() {
    SearchSpace space = SearchSpace.builder().real("a", 0, 1).build();
    assertThat(study(space, 32, t -> 7.0).importance().shares().get("a")).isZero();
    assertThatThrownBy(() -> study(space, 5, t -> 7.0).importance())
        .isInstanceOf(InsufficientDataException.class);
  }
}
