// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.math.random.CounterRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class DistributionDistanceTest {
  private static final double[] EXPECTED = {.1, .2, .3, .25, .15};
  private static final double[] ACTUAL = {.12, .18, .25, .3, .15};
  private static final double[] X = {.1, .4, .5, .9, 1.3, 1.7, 2.2};
  private static final double[] Y = {.3, .8, 1.1, 1.9, 2.5, 3};

  /** numpy by the definitions; the distance is scipy.spatial.distance.jensenshannon. */
  @Test
  void distances_of_shares() {
    assertThat(DistributionDistance.populationStability(EXPECTED, ACTUAL))
        .isCloseTo(.0239857971, within(1e-10));
    assertThat(DistributionDistance.kullbackLeibler(ACTUAL, EXPECTED))
        .isCloseTo(.0120297718, within(1e-10));
    assertThat(DistributionDistance.jensenShannon(EXPECTED, ACTUAL))
        .isCloseTo(.0547203920, within(1e-10));
  }

  /** scipy.stats.ks_2samp (exact) and wasserstein_distance. */
  @Test
  void distances_of_samples() {
    DistributionDistance.KolmogorovSmirnov test = DistributionDistance.kolmogorovSmirnov(X, Y);
    assertThat(test.statistic()).isCloseTo(.357142857142857, within(1e-12));
    assertThat(test.pValue()).isCloseTo(.711538461538462, within(1e-12));
    assertThat(DistributionDistance.wasserstein(X, Y)).isCloseTo(.590476190476190, within(1e-12));
  }

  @Property(tries = 50)
  void a_shift_moves_the_wasserstein_distance_by_itself(
      @ForAll @DoubleRange(min = -5, max = 5) double shift) {
    double[] moved = X.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += shift;
    }
    assertThat(DistributionDistance.wasserstein(X, moved))
        .isCloseTo(Math.abs(shift), within(1e-12));
    assertThat(DistributionDistance.wasserstein(X, Y))
        .isEqualTo(DistributionDistance.wasserstein(Y, X));
  }

  /** Under the null p-values are uniform: 5 % lie below 0.05. */
  @Test
  void the_test_keeps_its_level() {
    int rejected = 0;
    CounterRandom random = CounterRandom.of(5);
    for (int repeat = 0; repeat < 1_000; repeat++) {
      double[] x = new double[120];
      double[] y = new double[150];
      random.fillGaussian(x);
      random.fillGaussian(y);
      rejected += DistributionDistance.kolmogorovSmirnov(x, y).pValue() < 0.05 ? 1 : 0;
    }
    assertThat(rejected).isBetween(25, 65);
  }

  @Test
  void nonsense_is_refused() {
    assertThatThrownBy(
            () -> DistributionDistance.kullbackLeibler(new double[] {1, 0}, new double[] {.5, .5}))
        .hasMessage("p must be > 0 in every class: 0.0");
    assertThatThrownBy(
            () -> DistributionDistance.jensenShannon(new double[] {.5, .6}, new double[] {.5, .5}))
        .hasMessageContaining("p must sum to 1");
    assertThatThrownBy(() -> DistributionDistance.wasserstein(new double[0], X))
        .hasMessage("x must have at least one value");
    assertThatThrownBy(() -> DistributionDistance.kolmogorovSmirnov(X, new double[] {Double.NaN}))
        .hasMessage("y must be finite");
  }
}
