// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

import static io.github.quantml.math.Precision.assertRelative;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.quantml.math.NumAcc;
import io.github.quantml.math.random.CounterRandom;
import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

/** Inputs on which well-known libraries have returned wrong moments, by their issue numbers. */
class RollingTortureTest {
  private static final MathContext DIGITS = new MathContext(60);

  /** The variance of the doubles given, to 60 digits. */
  static double exactVariance(double[] x, int from, int to, int ddof) {
    BigDecimal n = BigDecimal.valueOf(to - from);
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = from; i < to; i++) {
      sum = sum.add(new BigDecimal(x[i]));
    }
    BigDecimal mean = sum.divide(n, DIGITS);
    BigDecimal squares = BigDecimal.ZERO;
    for (int i = from; i < to; i++) {
      BigDecimal d = new BigDecimal(x[i]).subtract(mean);
      squares = squares.add(d.multiply(d));
    }
    return squares.divide(n.subtract(BigDecimal.valueOf(ddof)), DIGITS).doubleValue();
  }

  @Test
  void pandas_28244_a_huge_value_leaves_no_trace() {
    double[] x = {9.54e8, .6225, Double.NaN, 0, 1.14, 0};
    double[] std = Rolling.of(5).withMinObservations(3).apply(WindowStatistic.STD, x);
    assertRelative("std", std[5], 0.5509097589442393, 1e-15);
  }

  @Test
  void pandas_42064_zero_once_the_spike_has_left() {
    double[] x = new double[1000];
    x[0] = 1000;
    double[] std = Rolling.of(10).std(x);
    assertThat(std[9]).isPositive();
    for (int t = 10; t < 1000; t++) {
      assertThat(std[t]).isZero();
    }
  }

  @Test
  void pandas_52407_tiny_values_beside_tinier_ones() {
    double[] x = {
      0, 0, 3.16188252e-18, 2.95781651e-16, 2.23153542e-51, 0, 0, 5.39943432e-48, 1.38206260e-73, 0
    };
    double[] expected = {
      3.332500356760517e-36,
      2.885385191244082e-32,
      2.885385191244082e-32,
      2.91622616894286e-32,
      1.6599167769048584e-102,
      9.717963658664619e-96,
      9.717963658664619e-96,
      9.717963658664619e-96
    };
    // The issue centres the windows; ours end at their last value, so two bars later.
    double[] variance = Rolling.of(3).variance(x);
    for (int i = 0; i < expected.length; i++) {
      assertRelative("window " + i, variance[i + 2], expected[i], 1e-14);
    }
  }

  @Test
  void talib_243_small_deviations_do_not_snap_to_zero() {
    int[] steps = {0, 1, 3, 4, 4};
    Rolling rolling = Rolling.of(5).withDdof(0);
    for (int digits = 2; digits <= 12; digits++) {
      double tick = Double.parseDouble("1e-" + digits);
      double[] scaled = new double[5];
      double[] level = new double[5];
      for (int i = 0; i < 5; i++) {
        scaled[i] = (197 + steps[i]) * tick;
        level[i] = 1.97 + steps[i] * tick;
      }
      assertRelative("scaled", rolling.std(scaled)[4], 1.62480768092719 * tick, 2e-14);
      // At a fixed level the ticks themselves are rounded to multiples of 2⁻⁵²; σ is right for
      // those.
      double exact = Math.sqrt(exactVariance(level, 0, 5, 0));
      assertRelative("level 1.97", rolling.std(level)[4], exact, 4e-16);
      assertRelative("level 1.97", exact, 1.62480768092719 * tick, 3e-16 / tick);
    }
  }

  @Test
  void nist_numacc_at_every_level() {
    for (double base : NumAcc.bases()) {
      double[] x = NumAcc.series(base);
      double[] std = Rolling.of(1001).std(x);
      double[] mean = Rolling.of(1001).mean(x);
      assertRelative("mean", mean[1000], base, 2.3e-16);
      assertRelative("std", std[1000], Math.sqrt(exactVariance(x, 0, 1001, 1)), 1e-15);
      assertRelative("certified", std[1000], 0.1, 1e-15 + 5 * Math.ulp(base));
    }
  }

  @Test
  void variance_has_full_relative_precision_beside_spikes_and_levels() {
    CounterRandom random = CounterRandom.of(9);
    double[] x = new double[3000];
    for (int t = 0; t < x.length; t++) {
      double level = t < 1500 ? 1e9 : 1;
      x[t] = level + random.nextGaussian() * 1e-3 + (t % 97 == 0 ? 1e7 : 0);
    }
    for (int window : new int[] {2, 3, 7, 20, 63, 64, 200}) {
      double[] variance = Rolling.of(window).variance(x);
      for (int t = window - 1; t < x.length; t += 13) {
        assertRelative(
            "window " + window + " at " + t,
            variance[t],
            exactVariance(x, t - window + 1, t + 1, 1),
            3e-15);
      }
    }
  }
}
