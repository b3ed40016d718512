// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.math.random.CounterRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LbfgsTest {
  private static final Lbfgs TIGHT = new Lbfgs(10, 1e-14, 2_000);

  /** The extended Rosenbrock function: its minimum, 0, lies where every variable is 1. */
  private static double rosenbrock(double[] x, double[] gradient) {
    double sum = 0;
    for (int i = 0; i < x.length; i += 2) {
      double a = x[i + 1] - x[i] * x[i];
      double b = 1 - x[i];
      sum += 100 * a * a + b * b;
      gradient[i] = -400 * a * x[i] - 2 * b;
      gradient[i + 1] = 200 * a;
    }
    return sum;
  }

  @Test
  void rosenbrock_in_a_thousand_dimensions() {
    double[] start = new double[1_000];
    for (int i = 0; i < start.length; i++) {
      start[i] = i % 2 == 0 ? -1.2 : 1;
    }
    Lbfgs.Minimum minimum = TIGHT.minimise(LbfgsTest::rosenbrock, start);
    assertThat(minimum.converged()).isTrue();
    assertThat(minimum.value()).isLessThan(1e-20);
    assertThat(minimum.iterations()).isLessThan(100);
    for (double x : minimum.point()) {
      assertThat(x).isCloseTo(1, within(1e-9));
    }
    assertThat(start[0]).isEqualTo(-1.2);
  }

  /** A convex quadratic Σ dᵢ(xᵢ − cᵢ)², its condition number up to 10⁴. */
  @Property(tries = 50)
  void quadratics_are_solved(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int n) {
    CounterRandom random = CounterRandom.of(seed);
    double[] scales = new double[n];
    double[] centres = new double[n];
    for (int i = 0; i < n; i++) {
      scales[i] = Math.pow(10, 4 * random.nextDouble());
      centres[i] = random.nextGaussian();
    }
    Lbfgs.Minimum minimum =
        TIGHT.minimise(
            (x, gradient) -> {
              double sum = 0;
              for (int i = 0; i < n; i++) {
                double off = x[i] - centres[i];
                sum += scales[i] * off * off;
                gradient[i] = 2 * scales[i] * off;
              }
              return sum;
            },
            new double[n]);
    for (int i = 0; i < n; i++) {
      assertThat(minimum.point()[i]).isCloseTo(centres[i], within(1e-5));
    }
  }

  /** −ln x + x has its minimum at 1 and is not a number below 0, where a long first step lands. */
  @Test
  void steps_out_of_the_domain_are_shortened() {
    Lbfgs.Minimum minimum =
        TIGHT.minimise(
            (x, gradient) -> {
              gradient[0] = 1 - 1 / x[0];
              return x[0] - Math.log(x[0]);
            },
            new double[] {0.01});
    assertThat(minimum.point()[0]).isCloseTo(1, within(1e-7));
  }

  @Test
  void bad_arguments_are_named() {
    assertThatThrownBy(() -> new Lbfgs(0, 1e-6, 10)).hasMessageContaining("memory");
    assertThatThrownBy(() -> new Lbfgs(5, 0, 10)).hasMessageContaining("tolerance");
    assertThatThrownBy(() -> new Lbfgs(5, 1e-6, 0)).hasMessageContaining("maxIterations");
    assertThatThrownBy(
            () -> Lbfgs.defaults().minimise((x, gradient) -> Double.NaN, new double[] {1}))
        .hasMessageContaining("the objective is NaN");
  }
}
