// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.ReturnDistribution;
import io.github.quantml.math.random.CounterRandom;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Fits on simulated data, failures, forecasts, diagnostics and walk-forward use. */
class HmmEstimatorTest {
  /** Volatilities .007 and .02, A = [.98 .02; .05 .95]. */
  static double[] daily(int n, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    double[] x = new double[n];
    boolean wild = false;
    for (int t = 0; t < n; t++) {
      wild ^= random.nextDouble() < (wild ? .05 : .02);
      x[t] = (wild ? -.001 : .0006) + (wild ? .02 : .007) * random.nextGaussian();
    }
    return x;
  }

  @Test
  void defaults_recover_two_regimes_of_daily_returns() {
    HmmFit fit = HmmEstimator.of(HmmConfig.defaults()).fit(Observations.of(daily(5000, 1)));
    Emissions e = fit.model().emissions();
    assertThat(Math.sqrt(e.variance(0, 0))).isCloseTo(.007, within(.0004));
    assertThat(Math.sqrt(e.variance(1, 0))).isCloseTo(.02, within(.001));
    assertThat(fit.model().transition(0, 0)).isCloseTo(.98, within(.01));
    assertThat(fit.model().transition(1, 1)).isCloseTo(.95, within(.02));
    assertThat(fit.model().expectedDuration(0)).isCloseTo(50, within(20.0));
    assertThat(fit.converged()).isTrue();
    assertThat(fit.repairs()).isEmpty();
    assertThat(fit.startsWithin(.1)).isGreaterThanOrEqualTo(1);
  }

  @Test
  void the_fit_has_the_same_bits_on_any_executor() {
    Observations data = Observations.of(daily(800, 2));
    HmmConfig config = HmmConfig.defaults().withStates(3);
    HmmFit alone = HmmEstimator.of(config).fit(data);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      HmmFit many = HmmEstimator.of(config).fit(data, pool);
      assertThat(many.logLikelihood()).isEqualTo(alone.logLikelihood());
      assertThat(many.startLogLikelihoods()).isEqualTo(alone.startLogLikelihoods());
      assertThat(many.model().flatTransition()).isEqualTo(alone.model().flatTransition());
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void no_transition_is_learned_across_the_boundary_of_sequences() {
    double[] a = new double[60];
    double[] b = new double[60];
    CounterRandom random = CounterRandom.of(3);
    for (int t = 0; t < 60; t++) {
      a[t] = random.nextGaussian();
      b[t] = 100 + random.nextGaussian();
    }
    HmmFit apart = HmmEstimator.of(HmmConfig.defaults()).fit(Observations.ofSequences(a, b));
    assertThat(apart.model().transition(0, 1)).isLessThan(1e-12);
    assertThat(apart.model().start(0)).isCloseTo(.5, within(1e-9));
  }

  @Test
  void student_t_emissions_find_their_tails() {
    CounterRandom random = CounterRandom.of(4);
    double[] x = new double[4000];
    for (int t = 0; t < x.length; t++) {
      x[t] = random.nextStudentT(5);
    }
    HmmFit fit =
        HmmEstimator.of(HmmConfig.defaults().withFamily(EmissionFamily.STUDENT_T).withStates(1))
            .fit(Observations.of(x));
    StudentTEmissions e = (StudentTEmissions) fit.model().emissions();
    assertThat(e.nu(0)).isCloseTo(5, within(1.0));
    assertThat(e.squaredScale(0, 0)).isCloseTo(1, within(.1));
    HmmFit normal = HmmEstimator.of(HmmConfig.defaults().withStates(1)).fit(Observations.of(x));
    assertThat(fit.logLikelihood()).isGreaterThan(normal.logLikelihood() + 50);
  }

  @Test
  void a_variance_that_would_vanish_is_held_at_its_floor_and_reported() {
    double[] x = new double[200];
    CounterRandom random = CounterRandom.of(5);
    for (int t = 0; t < x.length; t++) {
      x[t] = t >= 80 && t < 120 ? 3 : random.nextGaussian();
    }
    HmmFit fit = HmmEstimator.of(HmmConfig.defaults()).fit(Observations.of(x));
    assertThat(fit.repairs()).anySatisfy(r -> assertThat(r).contains("floor"));
    assertThat(fit.model().emissions().variance(0, 0)).isPositive();
  }

  @Test
  void bad_input_is_refused_with_needed_and_got() {
    HmmEstimator three = HmmEstimator.of(HmmConfig.defaults().withStates(3));
    assertThatThrownBy(() -> three.fit(Observations.of(new double[29])))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessageContaining("3 states")
        .hasMessageContaining("needs at least 30, got 29");
    assertThatThrownBy(() -> three.fit(Observations.of(new double[100])))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("constant 0.0");
    double[] holes = daily(100, 6);
    Arrays.fill(holes, 0, 60, Double.NaN);
    assertThatThrownBy(() -> three.fit(Observations.of(holes)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("needed at least 50 present of 100, got 40");
    double[] nothing = new double[50];
    Arrays.fill(nothing, Double.NaN);
    assertThatThrownBy(() -> three.fit(Observations.of(nothing)))
        .isInstanceOf(InvalidDataException.class);
    assertThatThrownBy(() -> Observations.of(new double[] {1, Double.POSITIVE_INFINITY}))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("row 1");
    assertThatThrownBy(
            () ->
                HmmEstimator.of(HmmConfig.defaults().withFamily(EmissionFamily.POISSON))
                    .fit(Observations.of(daily(100, 6))))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("whole numbers");
  }

  @Test
  void the_forecast_of_a_sum_has_the_moments_of_simulated_sums() {
    HiddenMarkovModel model =
        HiddenMarkovModel.of(
            new double[] {1, 0},
            new double[][] {{.9, .1}, {.3, .7}},
            DiagonalGaussianEmissions.of(new double[] {.002, -.004}, new double[] {1e-4, 9e-4}));
    double[] now = {.2, .8};
    ReturnDistribution ahead = model.horizonSum(10).sum(now);
    CounterRandom random = CounterRandom.of(7);
    int n = 40_000;
    double mean = 0;
    double square = 0;
    int below = 0;
    for (int i = 0; i < n; i++) {
      int state = random.nextDouble() < .2 ? 0 : 1;
      double sum = 0;
      for (int h = 0; h < 10; h++) {
        state = random.nextDouble() < model.transition(state, 0) ? 0 : 1;
        sum +=
            model.emissions().mean(state, 0)
                + Math.sqrt(model.emissions().variance(state, 0)) * random.nextGaussian();
      }
      mean += sum / n;
      square += sum * sum / n;
      below += sum < -.05 ? 1 : 0;
    }
    double sd = Math.sqrt(square - mean * mean);
    assertThat(ahead.mean()).isCloseTo(mean, within(4 * sd / Math.sqrt(n)));
    assertThat(ahead.stdDev()).isCloseTo(sd, within(.02 * sd));
    assertThat(ahead.cdf(-.05)).isCloseTo((double) below / n, within(.01));
    ReturnDistribution one = model.horizonSum(1).sum(now);
    double[] next = model.forecastStates(now, 1);
    assertThat(one.mean()).isCloseTo(next[0] * .002 - next[1] * .004, within(1e-15));
  }

  @Test
  void pseudo_residuals_accept_the_right_model_and_reject_a_wrong_one() {
    Observations data = Observations.of(daily(3000, 8));
    HmmFit right = HmmEstimator.of(HmmConfig.defaults()).fit(data);
    HmmFit wrong = HmmEstimator.of(HmmConfig.defaults().withStates(1)).fit(data);
    PseudoResiduals good = PseudoResiduals.of(right.model(), data);
    PseudoResiduals bad = PseudoResiduals.of(wrong.model(), data);
    assertThat(good.values()).hasSize(3000);
    assertThat(good.normalityP()).isGreaterThan(.05);
    assertThat(good.independenceP(10)).isGreaterThan(.01);
    assertThat(good.varianceIndependenceP(10)).isGreaterThan(.01);
    assertThat(bad.normalityP()).isLessThan(1e-4);
    assertThat(bad.varianceIndependenceP(10)).isLessThan(1e-10);
    assertThat(right.bic()).isLessThan(wrong.bic());
    assertThat(right.icl()).isGreaterThanOrEqualTo(right.bic());
  }

  @Test
  void walking_forward_uses_the_past_only_and_keeps_the_labels() {
    double[] x = daily(900, 9);
    WalkForwardHmm walk =
        new WalkForwardHmm(HmmEstimator.of(HmmConfig.defaults().withRestarts(4)), 400, 100, true);
    WalkForwardHmm.Result whole = walk.run(x);
    WalkForwardHmm.Result head = walk.run(Arrays.copyOf(x, 777));
    for (int t = 0; t < head.probabilities().size(); t++) {
      assertThat(head.probabilities().row(t)).isEqualTo(whole.probabilities().row(t));
    }
    assertThat(whole.firstRow()).isEqualTo(400);
    assertThat(whole.fits()).hasSize(5);
    assertThat(whole.alignmentConfidence()).allSatisfy(c -> assertThat(c).isGreaterThan(.9));
    assertThatThrownBy(() -> walk.run(new double[400]))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessageContaining("needs at least 401, got 400");
  }

  @Test
  void the_jump_model_finds_persistent_states_and_its_online_labels_are_causal() {
    CounterRandom random = CounterRandom.of(10);
    double[] x = new double[600];
    int[] truth = new int[600];
    for (int t = 0; t < x.length; t++) {
      truth[t] = t / 100 % 2;
      x[t] = (truth[t] == 0 ? -1 : 1) + 1.5 * random.nextGaussian();
    }
    Observations data = Observations.of(x);
    JumpModel model = JumpModel.fit(data, JumpModel.Config.defaults().withPenalty(20));
    int[] path = model.path(data);
    int wrong = 0;
    for (int t = 0; t < x.length; t++) {
      wrong += path[t] == truth[t] ? 0 : 1;
    }
    assertThat(wrong).isLessThan(60);
    assertThat(model.centre(0, 0)).isCloseTo(-1, within(.3));
    int[] online = model.online(data);
    int[] head = model.online(Observations.of(Arrays.copyOf(x, 333)));
    assertThat(head).isEqualTo(Arrays.copyOf(online, 333));
  }

  // With K = 2 and few rows every path can be priced.
  @Test
  void the_jump_path_is_the_cheapest_of_all_paths() {
    double[] x = new double[20];
    CounterRandom.of(11).fillGaussian(x);
    Observations data = Observations.of(x);
    JumpModel model = JumpModel.fit(data, JumpModel.Config.defaults().withPenalty(.6));
    int[] path = model.path(Observations.of(Arrays.copyOf(x, 14)));
    double least = Double.POSITIVE_INFINITY;
    for (int code = 0; code < 1 << 14; code++) {
      int[] states = new int[14];
      for (int t = 0; t < 14; t++) {
        states[t] = code >> t & 1;
      }
      least = Math.min(least, price(model, x, states));
    }
    assertThat(price(model, x, path)).isCloseTo(least, within(1e-12));
  }

  private static double price(JumpModel model, double[] x, int[] states) {
    double sum = 0;
    for (int t = 0; t < states.length; t++) {
      double gap = x[t] - model.centre(states[t], 0);
      sum += .5 * gap * gap + (t > 0 && states[t] != states[t - 1] ? .6 : 0);
    }
    return sum;
  }
}
