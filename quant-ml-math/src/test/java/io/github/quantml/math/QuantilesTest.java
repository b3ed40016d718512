// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class QuantilesTest {
  private final Fixture reference = Fixture.of("stats.properties");

  @Test
  void type_seven_agrees_with_numpy() {
    double[] x = reference.array("quantile.x");
    double[] p = reference.array("quantile.p");
    Precision.assertRelative(Quantiles.quantiles(x, p), reference.array("quantile.y"), 1e-15);
    assertThat(Quantiles.median(new double[] {3, 1, 2, 10})).isEqualTo(2.5);
  }

  @Test
  void nan_and_equal_values() {
    assertThat(Quantiles.quantile(new double[] {1, Double.NaN, 2}, 0)).isNaN();
    double[] infinite = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 1};
    assertThat(Quantiles.quantile(infinite, 0.7)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Quantiles.quantile(new double[] {1}, Double.NaN))
        .withMessage("p must be in [0, 1]: NaN");
  }

  @Test
  void weighted_quantile_repeats_values_by_weight() {
    double[] x = {3, 1, 2};
    double[] weights = {1, 2, 1}; // 1 1 2 3
    assertThat(Quantiles.weighted(x, weights, 0)).isEqualTo(1);
    assertThat(Quantiles.weighted(x, weights, 0.5)).isEqualTo(1);
    assertThat(Quantiles.weighted(x, weights, 0.51)).isEqualTo(2);
    assertThat(Quantiles.weighted(x, weights, 1)).isEqualTo(3);
    assertThat(Quantiles.weighted(x, new double[] {0, 1, 0}, 1)).isEqualTo(1);
  }

  @Test
  void ranks_share_ties() {
    assertThat(Ranks.averageRanks(new double[] {5, 1, 5, 3, 5})).containsExactly(4, 1, 4, 2, 4);
    assertThat(Ranks.order(new double[] {2, Double.NaN, 1, 2})).containsExactly(2, 0, 3, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ranks.averageRanks(new double[] {1, Double.NaN}))
        .withMessage("x[1] must not be NaN");
  }
}
