// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

import static io.github.quantml.math.Precision.assertRelative;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.math.Fixture;
import io.github.quantml.math.random.CounterRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RollingReferenceTest {
  private final Fixture reference = Fixture.of("rolling.properties");
  private final double[] x = reference.array("x");
  private final double[] y = reference.array("y");

  private static void assertSeries(double[] actual, double[] expected, double bound) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int t = 0; t < expected.length; t++) {
      if (Double.isNaN(expected[t])) {
        assertThat(actual[t]).as("at %d", t).isNaN();
      } else {
        assertThat(actual[t])
            .as("at %d", t)
            .isCloseTo(expected[t], within(bound * Math.max(1, Math.abs(expected[t]))));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(value = WindowStatistic.class, mode = EnumSource.Mode.EXCLUDE, names = "Z_SCORE")
  void rolling_agrees_with_pandas_and_numpy(WindowStatistic statistic) {
    assertSeries(
        Rolling.of(11).apply(statistic, x), reference.array("rolling." + statistic), 1e-11);
  }

  @ParameterizedTest
  @EnumSource(
      value = WindowStatistic.class,
      names = {
        "SUM",
        "MEAN",
        "VARIANCE",
        "STD",
        "SKEWNESS",
        "KURTOSIS",
        "MIN",
        "MAX",
        "MEDIAN",
        "RANK"
      })
  void expanding_agrees_with_pandas(WindowStatistic statistic) {
    assertSeries(
        Expanding.of(5).apply(statistic, x), reference.array("expanding." + statistic), 1e-11);
  }

  @Test
  void quantiles_and_pairs_agree_with_pandas() {
    assertSeries(Rolling.of(11).quantile(x, 0.3), reference.array("rolling.QUANTILE"), 1e-14);
    assertSeries(Expanding.of(5).quantile(x, 0.3), reference.array("expanding.QUANTILE"), 1e-14);
    assertSeries(Rolling.of(11).covariance(x, y), reference.array("rolling.COVARIANCE"), 1e-11);
    assertSeries(Rolling.of(11).correlation(x, y), reference.array("rolling.CORRELATION"), 1e-11);
    assertSeries(
        Expanding.of(5).apply(PairStatistic.CORRELATION, x, y),
        reference.array("expanding.CORRELATION"),
        1e-11);
    assertSeries(
        Expanding.of(5).apply(PairStatistic.COVARIANCE, x, y),
        reference.array("expanding.COVARIANCE"),
        1e-11);
  }

  @Test
  void min_observations_follow_pandas() {
    double[] holed = reference.array("xm");
    Rolling rolling = Rolling.of(7).withMinObservations(3);
    assertSeries(rolling.std(holed), reference.array("min3.STD"), 1e-13);
    assertSeries(rolling.median(holed), reference.array("min3.MEDIAN"), 1e-13);
  }

  @Test
  void exponential_averages_agree_with_pandas() {
    assertSeries(Ewma.ofSpan(9).apply(x), reference.array("ewm.recursive"), 1e-14);
    assertSeries(
        Ewma.ofSpan(9).withAdjusted(true).apply(x), reference.array("ewm.adjusted"), 1e-14);
    assertSeries(Ewma.ofHalfLife(4).apply(x), reference.array("ewm.halflife"), 1e-14);
  }

  @Test
  void beta_and_z_score_follow_from_the_moments() {
    double[] beta = Rolling.of(11).apply(PairStatistic.BETA, x, y);
    double[] covariance = Rolling.of(11).covariance(x, y);
    double[] variance = Rolling.of(11).variance(x);
    double[] z = Rolling.of(11).zScore(x);
    double[] mean = Rolling.of(11).mean(x);
    for (int t = 10; t < x.length; t++) {
      assertRelative("beta", beta[t], covariance[t] / variance[t], 1e-13);
      assertRelative("z", z[t], (x[t] - mean[t]) / Math.sqrt(variance[t]), 1e-12);
    }
  }

  @Test
  void slope_of_long_windows_agrees_with_the_summary() {
    CounterRandom random = CounterRandom.of(4);
    double[] walk = new double[5000];
    for (int t = 1; t < walk.length; t++) {
      walk[t] = walk[t - 1] + random.nextGaussian();
    }
    for (int window : new int[] {2, 3, 14, 16, 17, 50, 200, 1000}) {
      double[] slope = Rolling.of(window).slope(walk);
      double[] end = Rolling.of(window).apply(WindowStatistic.TREND_END, walk);
      double[] start = Rolling.of(window).apply(WindowStatistic.INTERCEPT, walk);
      for (int t = window - 1; t < walk.length; t++) {
        assertThat(slope[t]).isCloseTo((end[t] - start[t]) / (window - 1), within(1e-12));
      }
    }
  }

  /** Wilder's smoothing by hand: (1 + 2 + 3)/3 = 2, then 2·2/3 + 6/3 = 10/3, then 20/9 + 1/3. */
  @Test
  void wilder_smoothing_is_seeded_by_the_mean() {
    double[] in = {Double.NaN, 1, 2, 3, 6, Double.NaN, 1};
    double[] out = WilderSmoothing.of(3).apply(in);
    assertThat(Arrays.copyOf(out, 3)).containsOnly(Double.NaN);
    assertThat(out[3]).isEqualTo(2);
    assertRelative("next", out[4], 10 / 3.0, 1e-15);
    assertThat(out[5]).isNaN();
    assertRelative("after the gap", out[6], 20 / 9.0 + 1 / 3.0, 1e-15);
    WindowStream stream = WilderSmoothing.of(3).stream();
    for (int t = 0; t < in.length; t++) {
      assertThat(stream.update(in[t])).isEqualTo((Double) out[t]);
    }
    assertThat(WilderSmoothing.of(9).apply(in)).containsOnly(Double.NaN);
  }

  @Test
  void short_series_and_degenerate_windows() {
    assertThat(Rolling.of(5).mean(new double[3])).containsOnly(Double.NaN).hasSize(3);
    assertThat(Rolling.of(5).slope(new double[0])).isEmpty();
    assertThat(Rolling.of(1).mean(new double[] {3, 4})).containsExactly(3, 4);
    assertThat(Rolling.of(3).zScore(new double[] {1, 1, 1})[2]).isNaN();
    assertThat(Rolling.of(2).max(new double[] {Double.POSITIVE_INFINITY, 1, 2}))
        .containsExactly(Double.NaN, Double.POSITIVE_INFINITY, 2);
    double[] infinite = Rolling.of(2).std(new double[] {Double.POSITIVE_INFINITY, 1, 2});
    assertThat(Double.isFinite(infinite[1])).isFalse();
    assertRelative("after", infinite[2], Math.sqrt(0.5), 1e-15);
  }

  @Test
  void impossible_requests_are_named() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rolling.of(0))
        .withMessage("window must be >= 1: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rolling.of(3).apply(WindowStatistic.KURTOSIS, x))
        .withMessage("window must be >= 4 for KURTOSIS: 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rolling.of(9).withMinObservations(3).slope(x))
        .withMessage("SLOPE needs every bar of the window: minObservations must be 9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rolling.of(9).applyInto(WindowStatistic.SUM, x, x));
    assertThatIllegalArgumentException().isThrownBy(() -> Ewma.of(Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rolling.of(9).quantile(x, 1.5))
        .withMessage("p must be in [0, 1]: 1.5");
  }
}
