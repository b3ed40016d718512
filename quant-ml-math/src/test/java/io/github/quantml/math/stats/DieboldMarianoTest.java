// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.random.CounterRandom;
import org.junit.jupiter.api.Test;

class DieboldMarianoTest {
  /** Expected values: the worked example of the Python package dieboldmariano; p by mpmath. */
  @Test
  void agrees_with_the_published_example() {
    double[] target = {10, 20, 30, 40, 50};
    double[] first = {11, 21, 29, 42, 53};
    double[] second = {13, 26, 24, 40, 59};
    double[] lossA = new double[5];
    double[] lossB = new double[5];
    for (int t = 0; t < 5; t++) {
      lossA[t] = (target[t] - first[t]) * (target[t] - first[t]);
      lossB[t] = (target[t] - second[t]) * (target[t] - second[t]);
    }
    DieboldMariano test = DieboldMariano.of(lossA, lossB, 1);
    assertThat(test.statistic()).isCloseTo(-2.4853809264, within(1e-10));
    assertThat(test.correctedStatistic()).isCloseTo(-2.2229922805746782, within(1e-14));
    assertThat(test.pValueABetter()).isCloseTo(0.04515565862143521, within(1e-15));
    assertThat(test.pValue()).isCloseTo(0.0903113172, within(1e-10));
    assertThat(test.pValueBBetter()).isCloseTo(1 - test.pValueABetter(), within(1e-15));
  }

  @Test
  void negative_rectangular_variance_falls_back_to_bartlett() {
    double[] lossA = {1, 0, 1, 0, 1, 0, 1, 0, 1, 0.1};
    double[] lossB = new double[10];
    DieboldMariano test = DieboldMariano.of(lossA, lossB, 2);
    assertThat(test.kernel()).isEqualTo(DieboldMariano.Kernel.BARTLETT);
    assertThat(test.statistic())
        .isEqualTo(DieboldMariano.withBartlett(lossA, lossB, 2, 1).statistic());
  }

  @Test
  void rejects_at_its_nominal_rate_for_overlapping_horizons() {
    int horizon = 4;
    int runs = 2000;
    int rejections = 0;
    for (int run = 0; run < runs; run++) {
      CounterRandom random = CounterRandom.of(5).split(run);
      double[] noise = new double[103];
      random.fillGaussian(noise);
      double[] lossA = new double[100];
      for (int t = 0; t < 100; t++) {
        for (int i = 0; i < horizon; i++) {
          lossA[t] += noise[t + i];
        }
      }
      rejections += DieboldMariano.of(lossA, new double[100], horizon).pValue() < 0.05 ? 1 : 0;
    }
    assertThat(rejections / (double) runs).isBetween(0.03, 0.10);
  }

  @Test
  void identical_losses_leave_nothing_to_test() {
    double[] loss = {1, 2, 3, 4};
    assertThatThrownBy(() -> DieboldMariano.of(loss, loss, 1))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("does not vary");
  }
}
