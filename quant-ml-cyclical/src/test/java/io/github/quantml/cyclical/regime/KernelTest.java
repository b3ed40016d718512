// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.quantml.math.random.CounterRandom;
import org.junit.jupiter.api.Test;

/** The arithmetic under the hidden Markov models. */
class KernelTest {
  @Test
  void the_exponential_is_within_an_ulp_of_the_exact_one() {
    CounterRandom random = CounterRandom.of(1);
    for (int i = 0; i < 200_000; i++) {
      double x = -700 * Math.pow(random.nextDouble(), 3);
      // StrictMath is itself within one.
      assertThat(Math.abs(Exponential.of(x) - StrictMath.exp(x)))
          .as("e^%s", x)
          .isLessThanOrEqualTo(2 * Math.ulp(StrictMath.exp(x)));
    }
  }

  @Test
  void the_exponential_keeps_its_ends() {
    assertThat(Exponential.of(0)).isEqualTo(1);
    assertThat(Exponential.of(-0.0)).isEqualTo(1);
    assertThat(Exponential.of(-746)).isZero();
    assertThat(Exponential.of(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(Exponential.of(Double.NaN)).isNaN();
    assertThat(Exponential.of(-740)).isBetween(StrictMath.exp(-740.1), StrictMath.exp(-739.9));
  }

  @Test
  void four_states_give_the_bits_of_five_of_which_one_is_never_entered() {
    double[] x = new double[300];
    CounterRandom.of(2).fillGaussian(x);
    double[][] four = {
      {0.7, 0.1, 0.1, 0.1}, {0.2, 0.5, 0.2, 0.1}, {0.05, 0.15, 0.6, 0.2}, {0.1, 0.1, 0.3, 0.5}
    };
    double[][] five = new double[5][];
    for (int i = 0; i < 4; i++) {
      five[i] = new double[] {four[i][0], four[i][1], four[i][2], four[i][3], 0};
    }
    five[4] = new double[] {0.2, 0.2, 0.2, 0.2, 0.2};
    HiddenMarkovModel small =
        HiddenMarkovModel.of(
            new double[] {0.4, 0.3, 0.2, 0.1},
            four,
            DiagonalGaussianEmissions.of(
                new double[] {-1, 0, 0.5, 2}, new double[] {1, 0.5, 2, 1}));
    HiddenMarkovModel large =
        HiddenMarkovModel.of(
            new double[] {0.4, 0.3, 0.2, 0.1, 0},
            five,
            DiagonalGaussianEmissions.of(
                new double[] {-1, 0, 0.5, 2, 50}, new double[] {1, 0.5, 2, 1, 1}));
    Observations data = Observations.of(x);
    assertThat(small.logLikelihood(data)).isEqualTo(large.logLikelihood(data));
    assertThat(small.filter(data).values())
        .containsExactly(withoutLast(large.filter(data).values()));
    assertThat(small.smooth(data).values())
        .containsExactly(withoutLast(large.smooth(data).values()));
  }

  private static double[] withoutLast(double[] rowsOfFive) {
    double[] out = new double[rowsOfFive.length / 5 * 4];
    for (int i = 0; i < out.length; i++) {
      out[i] = rowsOfFive[i / 4 * 5 + i % 4];
    }
    return out;
  }
}
