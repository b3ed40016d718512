// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble.conformal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.math.random.CounterRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConformalTest {
  /** k = ⌈(n + 1)(1 − α)⌉ in exact arithmetic. */
  @ParameterizedTest
  @CsvSource({
    "9, 0.1, 9",
    "19, 0.1, 18",
    "99, 0.1, 90",
    "100, 0.1, 91",
    "1000, 0.1, 901",
    "500, 0.05, 476",
    "8, 0.1, 9"
  })
  void the_rank_is_exact(int n, double alpha, int k) {
    assertThat(SplitConformal.rank(n, alpha)).isEqualTo(k);
  }

  /** E(coverage) is k/(n + 1) = 0.90099 and its deviation 0.0294 at n = 100 (Beta(91, 10)). */
  @Test
  void coverage_of_split_conformal_is_beta_distributed() {
    CounterRandom random = CounterRandom.of(1);
    int repeats = 4_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < repeats; i++) {
      double[] scores = new double[100];
      for (int j = 0; j < scores.length; j++) {
        scores[j] = random.nextDouble(); // so the threshold is its own coverage
      }
      double coverage = SplitConformal.threshold(scores, 0.1);
      sum += coverage;
      squares += coverage * coverage;
    }
    double mean = sum / repeats;
    assertThat(mean).isCloseTo(0.90099, within(4 * 0.0294 / Math.sqrt(repeats)));
    assertThat(Math.sqrt(squares / repeats - mean * mean)).isCloseTo(0.0294, within(0.002));
  }

  @Test
  void too_few_scores_for_the_level_name_needed_and_got() {
    assertThatThrownBy(() -> SplitConformal.threshold(new double[8], 0.1))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessageContaining("needs at least 9, got 8");
    assertThatThrownBy(() -> SplitConformal.rank(10, 1)).hasMessageContaining("alpha");
  }

  @Test
  void quantile_scores_are_negative_inside() {
    assertThat(SplitConformal.quantileScore(-1, 2, 0)).isEqualTo(-1);
    assertThat(SplitConformal.quantileScore(-1, 2, 2.5)).isEqualTo(0.5);
    assertThat(SplitConformal.quantileScore(-1, 2, -3)).isEqualTo(2);
  }

  private static double coverage(OnlineConformal conformal, double[] scores) {
    int covered = 0;
    for (double score : scores) {
      covered += score <= conformal.threshold() ? 1 : 0;
      conformal.learn(score);
    }
    return (double) covered / scores.length;
  }

  private static double[] halfNormal(int n, double scale, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    double[] scores = new double[n];
    for (int i = 0; i < n; i++) {
      scores[i] = Math.abs(scale * random.nextGaussian());
    }
    return scores;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1, 3})
  void the_level_is_reached_even_when_the_prior_is_wrong_by_a_factor(double scale) {
    double[] scores = halfNormal(5_000, scale, 11);
    AdaptiveConformal single = AdaptiveConformal.of(0.9, 0.02, 250, 0.5, 1, 2);
    assertThat(coverage(single, scores)).isBetween(0.89, 0.91);
    // 90 % of |z| lies below 1.645
    assertThat(single.threshold()).isCloseTo(1.645 * scale, within(0.35 * scale));
    OnlineConformal several =
        AggregatedConformal.of(0.9, new double[] {0, 0.01, 0.02, 0.05}, 250, 0.5, 1, 2);
    assertThat(coverage(several, scores)).isBetween(0.885, 0.915);
  }

  /** Scores that grow without end: a rolling quantile is always late, the adaptive one is not. */
  @Test
  void adaptation_keeps_the_coverage_that_a_rolling_quantile_loses() {
    double[] scores = halfNormal(5_000, 1, 3);
    for (int i = 0; i < scores.length; i++) {
      scores[i] *= Math.exp(i / 400.0);
    }
    double rolling = coverage(AdaptiveConformal.of(0.9, 0, 250, 1), scores);
    double adaptive = coverage(AdaptiveConformal.of(0.9, 0.02, 250, 1), scores);
    assertThat(rolling).isLessThan(0.87);
    assertThat(adaptive).isCloseTo(0.9, within(0.01));
  }

  /** Proposition 4.1 of Gibbs and Candès, as long as the miss rate keeps off its limits. */
  @Property(tries = 100)
  void the_share_of_misses_is_bounded_whatever_the_scores(
      @ForAll long seed, @ForAll @Scale(10) @DoubleRange(min = 0.005, max = 0.05) double step) {
    CounterRandom random = CounterRandom.of(seed);
    int n = 2_000;
    double[] scores = new double[n];
    double scale = 1;
    for (int i = 0; i < n; i++) {
      scale *= Math.exp(0.05 * random.nextGaussian());
      scores[i] = scale * random.nextExponential();
    }
    double missed = 1 - coverage(AdaptiveConformal.of(0.7, step, 100, 1), scores);
    assertThat(Math.abs(missed - 0.3)).isLessThan((0.7 + step) / (step * n) + 0.01);
  }

  @Test
  void categories_get_their_own_coverage() {
    MondrianConformal conformal =
        MondrianConformal.of(() -> AdaptiveConformal.of(0.9, 0.01, 250, 1, 2), 10);
    double common = 0;
    int[] covered = new int[2];
    CounterRandom random = CounterRandom.of(6);
    int n = 6_000;
    for (int i = 0; i < n; i++) {
      int category = i / 100 % 2;
      double score = Math.abs((1 + 3 * category) * random.nextGaussian());
      covered[category] += score <= conformal.threshold(category) ? 1 : 0;
      common += category == 0 && score <= conformal.commonThreshold() ? 1 : 0;
      conformal.learn(category, score);
    }
    assertThat(covered[0] / (n / 2.0)).isCloseTo(0.9, within(0.015));
    assertThat(covered[1] / (n / 2.0)).isCloseTo(0.9, within(0.015));
    assertThat(common / (n / 2.0)).isGreaterThan(0.93); // calm times pay for wild ones
    assertThat(conformal.threshold(7)).isEqualTo(conformal.commonThreshold());
    assertThat(conformal.thresholds()).containsOnlyKeys(0, 1);
  }

  @Test
  void bad_configurations_are_named() {
    assertThatThrownBy(() -> AdaptiveConformal.of(1, 0.1, 10, 1)).hasMessageContaining("level");
    assertThatThrownBy(() -> AdaptiveConformal.of(0.9, 1, 10, 1)).hasMessageContaining("step");
    assertThatThrownBy(() -> AdaptiveConformal.of(0.9, 0, 0, 1)).hasMessageContaining("window");
    assertThatThrownBy(() -> AdaptiveConformal.of(0.9, 0, 9)).hasMessageContaining("prior");
    assertThatThrownBy(() -> AdaptiveConformal.of(0.9, 0, 9, Double.NaN))
        .hasMessageContaining("score");
    assertThatThrownBy(() -> AggregatedConformal.of(0.9, new double[0], 9, 1))
        .hasMessageContaining("steps");
    assertThatThrownBy(() -> MondrianConformal.of(() -> AdaptiveConformal.of(0.9, 0, 9, 1), 0))
        .hasMessageContaining("shrinkage");
  }
}
