// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DecayingVarianceTest {
  /** One return after the other, straight from the definition. */
  @Property(tries = 100)
  void it_is_the_sum_over_the_coming_returns(
      @ForAll @DoubleRange(min = 0.5, max = 0.99) double decay,
      @ForAll @IntRange(min = 1, max = 60) int ahead,
      @ForAll @DoubleRange(min = 0.1, max = 4) double size) {
    double[] returns = {size, -size / 2, 0, size / 3};
    double now = 1;
    for (double r : returns) {
      now = decay * now + (1 - decay) * r * r;
    }
    double expected = 0;
    for (int k = 0; k < ahead; k++) {
      expected += 1 + (now - 1) * Math.pow(decay, k);
    }
    assertThat(DecayingVariance.ofSum(returns, 1, decay, ahead))
        .isCloseTo(expected, within(1e-10 * ahead));
  }

  @Test
  void a_market_that_stood_still_keeps_a_little_variance() {
    assertThat(DecayingVariance.ofSum(new double[5_000], 2, 0.9, 1)).isCloseTo(2e-4, within(1e-15));
  }
}
