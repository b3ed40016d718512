// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.backtest.metrics.Performance;
import io.github.quantml.math.random.CounterRandom;
import org.junit.jupiter.api.Test;

/**
 * Expected probabilities: an independent computation in Python of the definition of Bailey et al.
 * (2017) on the generator below (x ← 1664525·x + 1013904223 mod 2³², z = Σ of 12 uniforms − 6).
 */
class CscvTest {
  private static final int PERIODS = 160;
  private static final int STRATEGIES = 10;

  private static double[][] noise() {
    double[][] out = new double[STRATEGIES][PERIODS];
    long x = 42;
    for (int t = 0; t < PERIODS; t++) {
      for (int j = 0; j < STRATEGIES; j++) {
        double z = -6;
        for (int k = 0; k < 12; k++) {
          x = (1664525L * x + 1013904223L) & 0xFFFFFFFFL;
          z += x / 4294967296.0;
        }
        out[j][t] = .01 * z;
      }
    }
    return out;
  }

  private static double pbo(double[][] returns, int blocks) {
    return Cscv.of(blocks).estimate(returns).probability();
  }

  @Test
  void pure_noise_has_the_reference_probabilities() {
    double[][] noise = noise();
    assertThat(noise[0][0]).isCloseTo(-.0067130149, within(1e-10));
    assertThat(noise[1][0]).isCloseTo(.0063507674, within(1e-10));
    assertThat(noise[2][0]).isCloseTo(.0057365097, within(1e-10));
    assertThat(pbo(noise, 4)).isCloseTo(.3333333333, within(1e-10));
    assertThat(pbo(noise, 8)).isCloseTo(.5428571429, within(1e-10));
    assertThat(pbo(noise, 10)).isCloseTo(.5555555556, within(1e-10));
    assertThat(pbo(noise, 16)).isCloseTo(.6236985237, within(1e-10));
  }

  @Test
  void what_must_reverse_is_always_overfit() {
    double[][] demeaned = noise();
    for (double[] row : demeaned) {
      double mean = Performance.mean(row);
      for (int t = 0; t < row.length; t++) {
        row[t] -= mean;
      }
    }
    for (int blocks : new int[] {4, 8, 10, 16}) {
      assertThat(pbo(demeaned, blocks)).isEqualTo(1);
    }
    Overfitting o = Cscv.of(8).estimate(demeaned);
    assertThat(o.probabilityOfLoss()).isEqualTo(1);
    assertThat(o.degradation().slope()).isNegative();
  }

  @Test
  void a_strategy_that_is_really_better_is_never_overfit() {
    double[][] returns = noise();
    double sd = Performance.stdDev(returns[3]);
    for (int t = 0; t < PERIODS; t++) {
      returns[3][t] += sd;
    }
    for (int blocks : new int[] {4, 8, 10, 16}) {
      Overfitting o = Cscv.of(blocks).estimate(returns);
      assertThat(o.probability()).isZero();
      assertThat(o.best()).containsOnly(3);
      assertThat(o.probabilityOfLoss()).isZero();
    }
  }

  @Test
  void combinations_are_counted() {
    assertThat(Cscv.of(4).estimate(noise()).combinations()).isEqualTo(6);
    assertThat(Cscv.of(8).estimate(noise()).combinations()).isEqualTo(70);
    assertThat(Cscv.of(10).estimate(noise()).combinations()).isEqualTo(252);
    assertThat(Cscv.of(16).estimate(noise()).combinations()).isEqualTo(12_870);
  }

  @Test
  void threads_change_no_bit_and_a_statistic_given_as_function_gives_the_same() {
    double[][] noise = noise();
    Overfitting one = Cscv.of(10).estimate(noise);
    Overfitting four = Cscv.of(10).withThreads(4).estimate(noise);
    assertThat(four.logits()).isEqualTo(one.logits());
    assertThat(four.inside()).isEqualTo(one.inside());
    assertThat(four.outside()).isEqualTo(one.outside());
    Overfitting slow = Cscv.of(10).withStatistic(r -> Performance.sharpe(r, 0, 1)).estimate(noise);
    assertThat(slow.best()).isEqualTo(one.best());
    assertThat(slow.logits()).isEqualTo(one.logits());
    assertThat(slow.inside()).containsExactly(one.inside(), within(1e-12));
    assertThat(slow.outside()).containsExactly(one.outside(), within(1e-12));
  }

  @Test
  void noise_is_overfit_every_other_time_on_average() {
    // 200 draws of N = 100, T = 1000, S = 8 gave .4995 with a standard deviation of .157; 40
    // draws of N = 20 have a standard error of about .025.
    double sum = 0;
    int draws = 40;
    for (int d = 0; d < draws; d++) {
      CounterRandom random = CounterRandom.of(7).split(d);
      double[][] returns = new double[20][200];
      for (double[] row : returns) {
        random.fillGaussian(row);
      }
      sum += pbo(returns, 8);
    }
    assertThat(sum / draws).isCloseTo(.5, within(.1));
  }

  @Test
  void input_that_cannot_be_judged_is_refused() {
    assertThatThrownBy(() -> Cscv.of(5))
        .hasMessage("blocks: must be even and lie in [2, 22], got 5");
    assertThatThrownBy(() -> Cscv.of(16).estimate(new double[3][31]))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessageContaining("returns for 16 blocks: needs at least 32, got 31");
    assertThatThrownBy(() -> Cscv.of(2).estimate(new double[1][31]))
        .hasMessageContaining("strategies to compare");
    double[][] bad = noise();
    bad[4][7] = Double.NaN;
    assertThatThrownBy(() -> Cscv.of(4).estimate(bad))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("strategy 4, row 7: value NaN");
    double[][] ragged = noise();
    ragged[2] = new double[5];
    assertThatThrownBy(() -> Cscv.of(4).estimate(ragged)).hasMessageContaining("strategy 2 has 5");
  }
}
