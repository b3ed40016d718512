// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.ReturnDistribution;
import io.github.quantml.math.distribution.NormalReturns;
import io.github.quantml.math.distribution.StudentTReturns;
import org.junit.jupiter.api.Test;

class LogarithmicPoolTest {
  /** The pool of normals is normal: precisions add up with the weights (Genest and Zidek 1986). */
  @Test
  void normals_pool_to_a_normal() {
    double a = 0.3 / (0.01 * 0.01);
    double b = 0.7 / (0.03 * 0.03);
    NormalReturns exact = NormalReturns.of((a * 0.002 - b * 0.01) / (a + b), 1 / Math.sqrt(a + b));
    ReturnDistribution pool =
        LogarithmicPool.of(
            new double[] {0.3, 0.7}, NormalReturns.of(0.002, 0.01), NormalReturns.of(-0.01, 0.03));
    assertThat(pool.mean()).isCloseTo(exact.mean(), within(1e-11));
    assertThat(pool.stdDev()).isCloseTo(exact.stdDev(), within(1e-11));
    for (double r = -0.08; r < 0.08; r += 0.003) {
      assertThat(pool.cdf(r)).isCloseTo(exact.cdf(r), within(1e-9));
      assertThat(pool.logDensity(r)).isCloseTo(exact.logDensity(r), within(1e-9));
    }
    for (double p : new double[] {1e-6, 0.05, 0.5, 0.9, 1 - 1e-6}) {
      assertThat(exact.cdf(pool.quantile(p))).isCloseTo(p, within(1e-9));
    }
  }

  @Test
  void heavy_tails_are_integrated_to_the_end() {
    ReturnDistribution wide = StudentTReturns.of(0, 0.02, 4.5);
    ReturnDistribution narrow = StudentTReturns.of(0.001, 0.005, 4.5);
    ReturnDistribution pool = LogarithmicPool.of(new double[] {0.5, 0.5}, wide, narrow);
    assertThat(pool.cdf(-5)).isLessThan(1e-8);
    assertThat(pool.cdf(5)).isCloseTo(1, within(1e-8));
    for (double p : new double[] {0.001, 0.3, 0.999}) {
      assertThat(pool.cdf(pool.quantile(p))).isCloseTo(p, within(1e-9));
    }
    assertThat(pool.stdDev()).isBetween(narrow.stdDev(), wide.stdDev());
  }

  @Test
  void one_part_is_itself() {
    ReturnDistribution part = NormalReturns.of(0, 0.01);
    assertThat(LogarithmicPool.of(new double[] {0, 1}, NormalReturns.of(1, 1), part))
        .isSameAs(part);
  }

  /** Weights .5 .3 .2 on three classes: recomputed in Python. */
  @Test
  void probabilities_pool_to_the_normalised_geometric_mean() {
    double[] pooled =
        LogarithmicPool.ofProbabilities(
            new double[] {0.5, 0.3, 0.2},
            new double[] {0.6, 0.3, 0.1},
            new double[] {0.4, 0.4, 0.2},
            new double[] {0.7, 0.1, 0.2});
    assertThat(pooled)
        .containsExactly(new double[] {0.57562191, 0.27580537, 0.14857272}, within(1e-8));
  }

  @Test
  void weights_that_are_none_are_refused() {
    ReturnDistribution part = NormalReturns.of(0, 0.01);
    assertThatThrownBy(() -> LogarithmicPool.of(new double[] {0.5, 0.6}, part, part))
        .hasMessageContaining("weights: must sum to 1");
    assertThatThrownBy(() -> LogarithmicPool.of(new double[] {1}, part, part))
        .hasMessageContaining("weights: must be as many as parts");
  }
}
