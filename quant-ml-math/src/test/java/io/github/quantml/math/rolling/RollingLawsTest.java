// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.quantml.math.random.CounterRandom;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds for every statistic, every window and every series. */
class RollingLawsTest {
  /** A walk with ties, repeats, jumps of twelve orders of magnitude and now and then a NaN. */
  static double[] series(long seed, int n, boolean withGaps) {
    CounterRandom random = CounterRandom.of(seed);
    double[] x = new double[n];
    double level = 100;
    for (int t = 0; t < n; t++) {
      double u = random.nextDouble();
      level = u < 0.3 ? level : level + random.nextGaussian();
      x[t] = u < 0.6 ? level : Math.rint(level * 10) / 10;
      if (u > 0.985) {
        x[t] *= 1e12;
      } else if (u > 0.97) {
        x[t] = 0;
      } else if (withGaps && u > 0.95) {
        x[t] = Double.NaN;
      }
    }
    return x;
  }

  private static void assertSameBits(String what, double actual, double expected) {
    assertThat(Double.doubleToLongBits(actual))
        .as("%s: %s and %s", what, actual, expected)
        .isEqualTo(Double.doubleToLongBits(expected));
  }

  private static boolean fits(Rolling rolling, WindowStatistic statistic) {
    return rolling.window() >= statistic.minimum(1);
  }

  @Property(tries = 60)
  void stream_equals_batch_bit_for_bit(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 70) int window,
      @ForAll @IntRange(min = 0, max = 400) int n) {
    double[] x = series(seed, n, true);
    Rolling rolling = Rolling.of(window);
    for (WindowStatistic statistic : WindowStatistic.values()) {
      if (fits(rolling, statistic)) {
        assertStreamEqualsBatch(statistic, rolling, x);
      }
    }
    double[] quantiles = rolling.quantile(x, 0.3);
    WindowStream stream = rolling.quantileStream(0.3);
    for (int t = 0; t < n; t++) {
      assertSameBits("quantile", stream.update(x[t]), quantiles[t]);
    }
  }

  private static void assertStreamEqualsBatch(
      WindowStatistic statistic, Rolling rolling, double[] x) {
    double[] batch = rolling.apply(statistic, x);
    WindowStream stream = rolling.stream(statistic);
    for (int t = 0; t < x.length; t++) {
      assertSameBits(statistic + " at " + t, stream.update(x[t]), batch[t]);
    }
  }

  @Property(tries = 60)
  void pair_stream_equals_batch_bit_for_bit(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 70) int window) {
    double[] x = series(seed, 300, true);
    double[] y = series(seed + 1, 300, true);
    Rolling rolling = Rolling.of(window);
    for (PairStatistic statistic : PairStatistic.values()) {
      double[] batch = rolling.apply(statistic, x, y);
      PairStream stream = rolling.stream(statistic);
      for (int t = 0; t < x.length; t++) {
        assertSameBits(statistic + " at " + t, stream.update(x[t], y[t]), batch[t]);
      }
    }
  }

  @Property(tries = 40)
  void expanding_and_skipping_streams_equal_batch_bit_for_bit(
      @ForAll long seed, @ForAll @IntRange(min = 4, max = 30) int window) {
    double[] x = series(seed, 120, true);
    Rolling skipping = Rolling.of(window).withMinObservations(2);
    Expanding expanding = Expanding.of(3);
    for (WindowStatistic statistic : WindowStatistic.values()) {
      if (!statistic.isTrend()) {
        assertStreamEqualsBatch(statistic, skipping, x);
      }
      double[] batch = expanding.apply(statistic, x);
      WindowStream stream = expanding.stream(statistic);
      for (int t = 0; t < x.length; t++) {
        assertSameBits(statistic + " at " + t, stream.update(x[t]), batch[t]);
      }
    }
  }

  @Property(tries = 60)
  void value_depends_on_its_window_only(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 70) int window,
      @ForAll @IntRange(min = 0, max = 299) int cut) {
    double[] x = series(seed, 700, true);
    double[] tail = Arrays.copyOfRange(x, cut, x.length);
    Rolling rolling = Rolling.of(window);
    for (WindowStatistic statistic : WindowStatistic.values()) {
      if (!fits(rolling, statistic)) {
        continue;
      }
      double[] whole = rolling.apply(statistic, x);
      double[] short1 = rolling.apply(statistic, tail);
      for (int t = cut + window - 1; t < x.length; t++) {
        if (statistic == WindowStatistic.SLOPE) {
          assertWithinUlps(x, t, window, short1[t - cut], whole[t]);
        } else {
          assertSameBits(statistic + " at " + t, short1[t - cut], whole[t]);
        }
      }
    }
  }

  /** At most 8 units in the last place of the largest value of the window. */
  private static void assertWithinUlps(
      double[] x, int t, int window, double actual, double expected) {
    if (Double.isNaN(expected)) {
      assertThat(actual).isNaN();
      return;
    }
    double scale = 0;
    for (int i = t - window + 1; i <= t; i++) {
      scale = Math.max(scale, Math.abs(x[i]));
    }
    assertThat(Math.abs(actual - expected)).isLessThanOrEqualTo(8 * Math.ulp(scale));
  }

  @Property(tries = 60)
  void the_future_changes_nothing(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 70) int window,
      @ForAll @IntRange(min = 0, max = 599) int now) {
    double[] x = series(seed, 600, true);
    double[] other = x.clone();
    double[] future = {Double.NaN, 1e300, 0, -5};
    for (int t = now + 1; t < 600; t++) {
      other[t] = future[t % 4];
    }
    Rolling rolling = Rolling.of(window);
    for (WindowStatistic statistic : WindowStatistic.values()) {
      if (fits(rolling, statistic)) {
        double[] before = rolling.apply(statistic, x);
        double[] after = rolling.apply(statistic, other);
        for (int t = 0; t <= now; t++) {
          assertSameBits(statistic + " at " + t, after[t], before[t]);
        }
      }
    }
  }

  @Property(tries = 60)
  void a_nan_matters_to_the_windows_that_hold_it_only(
      @ForAll long seed,
      @ForAll @IntRange(min = 5, max = 70) int window,
      @ForAll @IntRange(min = 0, max = 399) int hole) {
    double[] x = series(seed, 400, false);
    double[] broken = x.clone();
    broken[hole] = Double.NaN;
    Rolling rolling = Rolling.of(window);
    for (WindowStatistic statistic : WindowStatistic.values()) {
      double[] whole = rolling.apply(statistic, x);
      double[] holed = rolling.apply(statistic, broken);
      for (int t = window - 1; t < 400; t++) {
        if (t >= hole && t < hole + window) {
          assertThat(holed[t]).as("%s at %d", statistic, t).isNaN();
        } else {
          assertSameBits(statistic + " at " + t, holed[t], whole[t]);
        }
      }
    }
  }

  @Property(tries = 60)
  void spread_is_zero_only_if_all_values_are_equal(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 70) int window) {
    double[] x = series(seed, 400, false);
    double[] std = Rolling.of(window).std(x);
    for (int t = window - 1; t < 400; t++) {
      boolean equal = true;
      for (int i = t - window + 1; i < t; i++) {
        equal &= x[i] == x[t];
      }
      assertThat(std[t] == 0).isEqualTo(equal);
      assertThat(std[t]).isNotNegative();
    }
  }
}
