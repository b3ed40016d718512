// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.ConvergenceException;
import org.junit.jupiter.api.Test;

class NelderMeadTest {
  /** Rosenbrock (1960): the minimum 0 lies at (1, 1) in a curved valley. */
  private static double rosenbrock(double[] p) {
    double a = 1 - p[0];
    double b = p[1] - p[0] * p[0];
    return a * a + 100 * b * b;
  }

  @Test
  void finds_the_minimum_of_a_curved_valley() {
    NelderMead.Minimum minimum =
        NelderMead.defaults().minimise(NelderMeadTest::rosenbrock, new double[] {-1.2, 1}, 0.5);
    assertThat(minimum.point()[0]).isCloseTo(1, within(1e-6));
    assertThat(minimum.point()[1]).isCloseTo(1, within(1e-6));
    assertThat(minimum.evaluations()).isLessThan(2000);
  }

  @Test
  void works_in_one_dimension_and_around_forbidden_points() {
    NelderMead.Minimum minimum =
        NelderMead.defaults()
            .minimise(p -> p[0] < 2 ? Double.NaN : (p[0] - 1) * (p[0] - 1), new double[] {7}, 1);
    assertThat(minimum.point()[0]).isCloseTo(2, within(1e-5));
  }

  @Test
  void running_out_of_evaluations_is_an_error() {
    assertThatThrownBy(
            () ->
                new NelderMead(1e-12, 30)
                    .minimise(NelderMeadTest::rosenbrock, new double[] {-1.2, 1}, 0.5))
        .isInstanceOf(ConvergenceException.class)
        .hasMessageStartingWith("Nelder-Mead: no convergence after 3");
  }
}
