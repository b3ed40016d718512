// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.math.random.CounterRandom;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AggregationTest {
  private static final List<IntFunction<ExpertAggregation>> ALL =
      List.of(
          k -> ExponentialWeights.of(k, 0.5, 0.01),
          BernsteinAggregation::of,
          PolynomialPotential::of);

  static Stream<IntFunction<ExpertAggregation>> all() {
    return ALL.stream();
  }

  /** Two experts, squared error, rate 0.5: weights from the definition, by hand in Python. */
  @Test
  void exponential_weights_follow_the_definition() {
    ExponentialWeights w = ExponentialWeights.of(2, 0.5, 0);
    double[][] experts = {{1, 3}, {2, 2.5}, {4, 3}};
    double[] outcomes = {2, 2, 3};
    double[][] expected = {{0.5, 0.5}, {0.53120937, 0.46879063}, {0.4073334, 0.5926666}};
    for (int t = 0; t < 3; t++) {
      double[] losses = new double[2];
      for (int k = 0; k < 2; k++) {
        losses[k] = Math.pow(experts[t][k] - outcomes[t], 2);
      }
      w.learn(losses);
      assertThat(w.weights()).containsExactly(expected[t], within(1e-7));
    }
  }

  @Test
  void a_sleeping_expert_keeps_its_weight_but_for_the_share() {
    ExponentialWeights w = ExponentialWeights.of(3, 1, 0);
    w.learn(new double[] {0, 1, Double.NaN});
    assertThat(w.weights()[2]).isEqualTo(1.0 / 3);
    // e⁰ : e⁻¹ on the remaining two thirds
    assertThat(w.weights()[0]).isCloseTo(2.0 / 3 / (1 + Math.exp(-1)), within(1e-15));
  }

  @Property
  void weights_are_a_distribution_whatever_the_losses(
      @ForAll long seed, @ForAll @Scale(10) @DoubleRange(min = 1e-9, max = 1e9) double unit) {
    for (IntFunction<ExpertAggregation> maker : ALL) {
      CounterRandom random = CounterRandom.of(seed);
      ExpertAggregation w = maker.apply(4);
      for (int i = 0; i < 100; i++) {
        double[] losses = new double[4];
        for (int m = 0; m < 4; m++) {
          losses[m] = random.nextInt(5) == 0 ? Double.NaN : unit * random.nextGaussian();
        }
        w.learn(losses);
      }
      double total = 0;
      for (double x : w.weights()) {
        assertThat(x).isBetween(0.0, 1 + 1e-9);
        total += x;
      }
      assertThat(total).isCloseTo(1, within(1e-9));
    }
  }

  /** A property the self-tuning ones claim and exponential weights do not have. */
  @Property(tries = 50)
  void self_tuning_weights_do_not_depend_on_the_unit_of_loss(@ForAll long seed) {
    for (IntFunction<ExpertAggregation> maker : ALL.subList(1, 3)) {
      ExpertAggregation one = maker.apply(3);
      ExpertAggregation scaled = maker.apply(3);
      CounterRandom random = CounterRandom.of(seed);
      for (int i = 0; i < 60; i++) {
        double[] losses = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
        one.learn(losses);
        // a power of two, so that the rounding is the same as well
        scaled.learn(new double[] {1024 * losses[0], 1024 * losses[1], 1024 * losses[2]});
      }
      assertThat(scaled.weights()).containsExactly(one.weights(), within(1e-12));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void the_mixture_loses_little_to_the_best_expert(IntFunction<ExpertAggregation> maker) {
    CounterRandom random = CounterRandom.of(4);
    ExpertAggregation w = maker.apply(5);
    int n = 4_000;
    double[] total = new double[5];
    double mixture = 0;
    for (int t = 0; t < n; t++) {
      double[] losses = new double[5];
      double[] weights = w.weights();
      for (int k = 0; k < 5; k++) {
        losses[k] = random.nextDouble() + 0.05 * k;
        total[k] += losses[k];
        mixture += weights[k] * losses[k];
      }
      w.learn(losses);
    }
    // √(T ln K / 2) is the classical bound for losses in [0, 1]; these reach 1.2.
    assertThat(mixture - total[0]).isLessThan(1.2 * 2 * Math.sqrt(n * Math.log(5) / 2));
    assertThat(w.weights()[0]).isGreaterThan(0.5);
  }

  @ParameterizedTest
  @MethodSource("all")
  void losses_that_are_not_finite_are_refused(IntFunction<ExpertAggregation> maker) {
    ExpertAggregation w = maker.apply(2);
    assertThatThrownBy(() -> w.learn(new double[] {1, Double.POSITIVE_INFINITY}))
        .hasMessage("losses: must be finite or NaN, got Infinity");
    assertThatThrownBy(() -> w.learn(new double[] {1}))
        .hasMessage("losses: must have one per expert, 2, got 1");
    assertThat(w.weights()).containsExactly(0.5, 0.5);
  }

  /** The linear pool of two normal densities, one of them right: all weight must go there. */
  @Test
  void convex_stacking_finds_the_mixing_weights() {
    CounterRandom random = CounterRandom.of(8);
    int n = 20_000;
    double[][] logDensities = new double[n][];
    for (int t = 0; t < n; t++) {
      double y = random.nextDouble() < 0.3 ? 3 * random.nextGaussian() : random.nextGaussian();
      logDensities[t] =
          new double[] {-0.5 * y * y, -Math.log(3) - y * y / 18, t % 2 == 0 ? -9 : Double.NaN};
    }
    double[] w = Stacking.convex(logDensities, 0);
    assertThat(w[0]).isCloseTo(0.7, within(0.02));
    assertThat(w[1]).isCloseTo(0.3, within(0.02));
    assertThat(Stacking.convex(logDensities, 1e12))
        .containsExactly(new double[] {1d / 3, 1d / 3, 1d / 3}, within(1e-6));
  }

  /** The minimiser has a closed form for two experts: a quadratic in one weight. */
  @Test
  void ridge_stacking_is_the_constrained_minimum() {
    CounterRandom random = CounterRandom.of(9);
    int n = 400;
    double[][] x = new double[n][];
    double[] y = new double[n];
    double square = 0;
    for (int t = 0; t < n; t++) {
      x[t] = new double[] {random.nextGaussian(), random.nextGaussian()};
      y[t] = 0.7 * x[t][0] + 0.3 * x[t][1] + 0.1 * random.nextGaussian();
      square += y[t] * y[t] / n;
    }
    double lambda = 25;
    double numerator = lambda;
    double denominator = 2 * lambda;
    for (int t = 0; t < n; t++) {
      double gap = x[t][0] - x[t][1];
      numerator += gap * (y[t] - x[t][1]) / square;
      denominator += gap * gap / square;
    }
    double[] w = Stacking.ridge(x, y, lambda);
    assertThat(w[0]).isCloseTo(numerator / denominator, within(1e-8));
    assertThat(w[0] + w[1]).isCloseTo(1, within(1e-12));
    assertThat(Stacking.ridge(x, y)[0]).isCloseTo(0.7, within(0.03));
  }

  @Test
  void projection_onto_the_simplex_is_the_nearest_point() {
    assertThat(Stacking.ontoSimplex(new double[] {0.5, 0.5, -1}))
        .containsExactly(new double[] {0.5, 0.5, 0}, within(1e-15));
    assertThat(Stacking.ontoSimplex(new double[] {2, 0}))
        .containsExactly(new double[] {1, 0}, within(1e-15));
    assertThat(Stacking.ontoSimplex(new double[] {0.2, 0.2}))
        .containsExactly(new double[] {0.5, 0.5}, within(1e-15));
  }
}
