// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.random.CounterRandom;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignalTest {
  private static List<LocalDate> days(int n) {
    return IntStream.range(0, n).mapToObj(t -> LocalDate.of(2020, 1, 1).plusDays(t)).toList();
  }

  private static List<String> names(int n) {
    return IntStream.range(0, n).mapToObj(i -> "A" + i).toList();
  }

  /** A signal that is the next return itself: every coefficient is 1. */
  @Test
  void perfect_foresight_has_coefficient_one_and_buckets_that_rise() {
    CounterRandom random = CounterRandom.of(3);
    double[][] price = new double[20][60];
    double[][] signal = new double[20][60];
    for (int i = 0; i < 20; i++) {
      price[i][0] = 100;
      for (int t = 1; t < 60; t++) {
        double r = 0.02 * random.nextGaussian();
        price[i][t] = price[i][t - 1] * (1 + r);
        signal[i][t - 1] = price[i][t] / price[i][t - 1] - 1;
      }
      signal[i][59] = Double.NaN;
    }
    SignalStudy study = SignalStudy.of(names(20), days(60), signal, price);
    assertThat(study.rankIc(1).values()).hasSize(59).containsOnly(1.0);
    QuantileReturns q = study.quantiles(5, 1);
    assertThat(q.monotonicity(200, 1).pValue()).isEqualTo(1.0 / 201);
    assertThat(q.spread().tIid()).isGreaterThan(10);
  }

  /** From the equation in NumPy 2.4.6. */
  @Test
  void the_cosine_statistic_of_ten_values() {
    double[] x = {0.3, -0.1, 0.4, 0.2, -0.3, 0.5, 0.1, 0.0, 0.6, -0.2};
    MeanTest test = MeanTest.of(x, 0);
    assertThat(test.cosines()).isEqualTo(1);
    assertThat(test.tCosine()).isCloseTo(14.483206686460969, within(1e-9));
  }

  /** Means of 5-day sums of independent days, 400 draws: 5 % is the share that should reject. */
  @Test
  void overlap_fools_the_naive_statistic_and_not_the_cosine_one() {
    int naive = 0;
    int cosine = 0;
    for (int d = 0; d < 400; d++) {
      double[] days = new double[305];
      CounterRandom.of(d).fillGaussian(days);
      double[] x = new double[300];
      for (int t = 0; t < 300; t++) {
        for (int j = 0; j < 5; j++) {
          x[t] += days[t + j];
        }
      }
      MeanTest test = MeanTest.of(x, 4);
      naive += Math.abs(test.tIid()) > 1.96 ? 1 : 0;
      cosine += test.pCosine() < 0.05 ? 1 : 0;
    }
    assertThat(naive).isGreaterThan(120);
    assertThat(cosine).isBetween(8, 34);
  }

  /** p = 0.01 twice and 0.5: Bonferroni 0.03, 0.03, 1; by hand. */
  @Test
  void haircuts_follow_from_adjusted_p_values() {
    double two = 2.5758293035489004;
    Haircut b = Haircut.of(new double[] {two, -two, 0.674489750196082}, Haircut.Method.BONFERRONI);
    assertThat(b.adjustedP()[0]).isCloseTo(0.03, within(1e-12));
    assertThat(b.adjustedP()[2]).isEqualTo(1);
    // Normal quantile at 0.985, from SciPy 1.17.1.
    assertThat(b.adjustedT()[1]).isCloseTo(2.1700903775845606, within(1e-10));
    assertThat(b.haircuts()[0]).isCloseTo(1 - 2.1700903775845606 / two, within(1e-10));
    assertThat(b.haircuts()[2]).isEqualTo(1);
    Haircut bhy = Haircut.of(new double[] {two, -two, 0.674489750196082}, Haircut.Method.BHY);
    // 0.01 · 3/2 · (1 + 1/2 + 1/3).
    assertThat(bhy.adjustedP()[0]).isCloseTo(0.0275, within(1e-12));
    assertThat(Haircut.of(new double[] {two, -two, 0}, Haircut.Method.HOLM).adjustedP()[0])
        .isCloseTo(0.03, within(1e-12));
  }

  @Test
  void bad_input_is_named() {
    double[][] ok = new double[3][4];
    double[][] price = {{1, 1, 1, 1}, {1, 1, -1, 1}, {1, 1, 1, 1}};
    assertThatThrownBy(() -> SignalStudy.of(names(3), days(4), ok, price))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("A1, 2020-01-03: price out of range: -1.0");
    price[1][2] = 1;
    SignalStudy study = SignalStudy.of(names(3), days(4), ok, price);
    assertThatThrownBy(() -> study.ic(1))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessageContaining("dates with 10 assets");
    assertThatThrownBy(() -> study.ic(4))
        .hasMessageContaining("horizon: must be in [1, dates = 4)");
    assertThatThrownBy(() -> study.quantiles(11, 1)).hasMessageContaining("buckets:");
    assertThatThrownBy(() -> study.sectorNeutral(List.of("x"))).hasMessageContaining("sectors:");
    assertThatThrownBy(() -> MeanTest.of(new double[3], 2))
        .isInstanceOf(InsufficientDataException.class);
  }
}
