// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.math.random.CounterRandom;
import org.junit.jupiter.api.Test;

class LogarithmTest {
  /** StrictMath is within one unit in the last place of the exact value. */
  @Test
  void it_is_within_two_units_in_the_last_place_of_strict_math() {
    CounterRandom random = CounterRandom.of(3);
    for (int i = 0; i < 400_000; i++) {
      double x =
          i % 2 == 0
              ? Math.pow(2, 2000 * random.nextDouble() - 1000)
              : Math.exp(0.4 * (random.nextDouble() - 0.5));
      double want = StrictMath.log(x);
      assertThat(Logarithm.log(x)).as("%s", x).isCloseTo(want, within(2 * Math.ulp(want)));
      double y = i % 2 == 0 ? x : Math.pow(10, -17 * random.nextDouble()) * (i % 4 == 1 ? -1 : 1);
      if (y > -1) {
        double p = StrictMath.log1p(y);
        assertThat(Logarithm.log1p(y)).as("%s", y).isCloseTo(p, within(3 * Math.ulp(p)));
      }
    }
  }

  @Test
  void edges_are_those_of_the_logarithm() {
    assertThat(Logarithm.log(1)).isZero();
    assertThat(Logarithm.log1p(0)).isZero();
    assertThat(Logarithm.log(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Logarithm.log1p(-1)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Logarithm.log(-1)).isNaN();
    assertThat(Logarithm.log1p(-2)).isNaN();
    assertThat(Logarithm.log(Double.NaN)).isNaN();
    assertThat(Logarithm.log(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Logarithm.log(Double.MIN_VALUE))
        .isCloseTo(StrictMath.log(Double.MIN_VALUE), within(3e-13));
    assertThat(Logarithm.log(Double.MAX_VALUE)).isEqualTo(StrictMath.log(Double.MAX_VALUE));
  }
}
