// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Published hidden Markov examples and oracle values, each with its source. */
class HmmReferenceTest {
  // Zucchini and MacDonald (2009), Hidden Markov Models for Time Series, table 1.1.
  static final double[] EARTHQUAKES = {
    13, 14, 8, 10, 16, 26, 32, 27, 18, 32, 36, 24, 22, 23, 22, 18, 25, 21, 21, 14, 8, 11, 14, 23,
    18, 17, 19, 20, 22, 19, 13, 26, 13, 14, 22, 24, 21, 22, 26, 21, 23, 24, 27, 41, 31, 27, 35, 26,
    28, 36, 39, 21, 17, 22, 17, 19, 15, 34, 10, 15, 22, 18, 15, 20, 15, 22, 19, 16, 30, 27, 29, 23,
    20, 16, 21, 21, 25, 16, 18, 15, 18, 14, 10, 15, 8, 15, 6, 11, 8, 7, 18, 16, 13, 12, 13, 20, 15,
    16, 12, 18, 15, 16, 13, 15, 16, 11, 11
  };

  private static final double[] RETURNS = {
    .004, -.012, .031, -.044, .002, .0005, -.051, .027, .006, -.003
  };

  private static double[] state(StateProbabilities probabilities, int state) {
    double[] out = new double[probabilities.size()];
    for (int t = 0; t < out.length; t++) {
      out[t] = probabilities.get(t, state);
    }
    return out;
  }

  private static HiddenMarkovModel umbrella() {
    return HiddenMarkovModel.of(
        new double[] {.5, .5},
        new double[][] {{.7, .3}, {.3, .7}},
        CategoricalEmissions.of(new double[][] {{.9, .1}, {.2, .8}}));
  }

  @Test
  void umbrella_world_matches_russell_and_norvig() {
    Observations seen = Observations.of(new double[] {0, 0, 1, 0, 0});
    HiddenMarkovModel model = umbrella();

    assertThat(model.logLikelihood(seen)).isCloseTo(-3.372502044332175, within(1e-13));
    assertThat(state(model.filter(seen), 0))
        .containsExactly(
            new double[] {
              .818181818182, .883357041252, .190667939724, .730794004585, .867338889575
            },
            within(1e-12));
    assertThat(state(model.smooth(seen), 0))
        .containsExactly(
            new double[] {
              .867338889575, .820419053624, .307483576007, .820419053624, .867338889575
            },
            within(1e-12));
    StatePath path = model.viterbi(seen);
    assertThat(path.states()).containsExactly(0, 0, 1, 0, 0);
    assertThat(path.logProbability()).isCloseTo(-4.459028291034797, within(1e-13));
  }

  @Test
  void clinic_example_of_the_viterbi_article_is_reproduced() {
    HiddenMarkovModel model =
        HiddenMarkovModel.of(
            new double[] {.6, .4},
            new double[][] {{.7, .3}, {.4, .6}},
            CategoricalEmissions.of(new double[][] {{.1, .4, .5}, {.6, .3, .1}}));
    Observations seen = Observations.of(new double[] {0, 1, 2});

    StatePath path = model.viterbi(seen);
    assertThat(path.states()).containsExactly(1, 0, 0);
    assertThat(path.logProbability()).isCloseTo(-4.309519943887134, within(1e-13));
    assertThat(model.logLikelihood(seen)).isCloseTo(-3.3928721329161653, within(1e-13));
    assertThat(state(model.smooth(seen), 0))
        .containsExactly(new double[] {.231702963227, .624062834702, .863977151017}, within(1e-12));
  }

  private static HiddenMarkovModel smallGaussian() {
    return HiddenMarkovModel.of(
        new double[] {.6, .4},
        new double[][] {{.9, .1}, {.2, .8}},
        DiagonalGaussianEmissions.of(new double[] {.001, -.002}, new double[] {1e-4, 9e-4}));
  }

  @Test
  void gaussian_example_matches_hmmlearn_without_priors() {
    Observations seen = Observations.of(RETURNS);
    HiddenMarkovModel model = smallGaussian();

    assertThat(model.logLikelihood(seen)).isCloseTo(22.232133256660905, within(1e-12));
    assertThat(state(model.filter(seen), 0))
        .containsExactly(
            new double[] {
              .8144331865, .8202529283, .1730249955, .0001514613376, .4296864178,
              .7510006971, 4.048323798e-5, .03915508397, .4467441953, .7446088155
            },
            within(1e-10));
    assertThat(state(model.smooth(seen), 0))
        .containsExactly(
            new double[] {
              .5803293579, .3783284122, .0255787938, .0002003626966, .2739439458,
              .2738030838, 2.207921173e-5, .0961025627, .6073281621, .7446088155
            },
            within(1e-10));
    StatePath path = model.viterbi(seen);
    assertThat(path.states()).containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 0, 0);
    assertThat(path.logProbability()).isCloseTo(20.201296421545987, within(1e-12));
  }

  @Test
  void one_em_step_equals_the_maximum_likelihood_step_of_hmmlearn() {
    Observations seen = Observations.of(RETURNS);
    HmmConfig config =
        HmmConfig.defaults().withRowsPerState(1).withStopping(1, 1e-12).withVarianceFloor(1e-9);
    HmmFit fit = HmmEstimator.of(config).refine(seen, smallGaussian());

    HiddenMarkovModel model = fit.model();
    assertThat(model.start(0)).isCloseTo(.580329357873, within(1e-12));
    assertThat(model.transition(0, 0)).isCloseTo(.569982414498, within(1e-12));
    assertThat(model.transition(1, 0)).isCloseTo(.166407766623, within(1e-12));
    assertThat(model.emissions().mean(0, 0)).isCloseTo(.001091882586, within(1e-12));
    assertThat(model.emissions().mean(1, 0)).isCloseTo(-.006090537597, within(1e-12));
    assertThat(model.emissions().variance(0, 0)).isCloseTo(6.208425579485e-5, within(1e-15));
    assertThat(model.emissions().variance(1, 0)).isCloseTo(8.529180534158e-4, within(1e-14));
    assertThat(fit.logLikelihood()).isCloseTo(23.911999187803634, within(1e-10));
  }

  private static HmmFit earthquakes(int states, boolean stationary) {
    return HmmEstimator.of(
            HmmConfig.defaults()
                .withFamily(EmissionFamily.POISSON)
                .withStates(states)
                .withStationaryStart(stationary)
                .withStopping(5000, 1e-13))
        .fit(Observations.of(EARTHQUAKES));
  }

  @Test
  void earthquake_counts_with_a_free_start_reach_the_known_maximum() {
    assertThat(earthquakes(1, false).logLikelihood()).isCloseTo(-391.9189, within(1e-4));

    HmmFit two = earthquakes(2, false);
    assertThat(two.logLikelihood()).isCloseTo(-341.8787, within(1e-4));
    assertThat(two.model().emissions().mean(0, 0)).isCloseTo(15.42077, within(1e-4));
    assertThat(two.model().emissions().mean(1, 0)).isCloseTo(26.01825, within(1e-4));
    assertThat(two.model().transition(0, 0)).isCloseTo(.9284, within(1e-4));
    assertThat(two.model().transition(1, 1)).isCloseTo(.8810, within(1e-4));
    assertThat(two.model().start(0)).isCloseTo(1, within(1e-6));

    HmmFit three = earthquakes(3, false);
    assertThat(three.logLikelihood()).isCloseTo(-328.5275, within(1e-4));
    assertThat(three.model().emissions().mean(0, 0)).isCloseTo(13.13376, within(1e-4));
    assertThat(three.model().emissions().mean(1, 0)).isCloseTo(19.71317, within(1e-4));
    assertThat(three.model().emissions().mean(2, 0)).isCloseTo(29.70972, within(1e-4));
  }

  @Test
  void earthquake_counts_with_a_stationary_start_match_the_book() {
    HmmFit two = earthquakes(2, true);
    assertThat(two.logLikelihood()).isCloseTo(-342.3183, within(1e-4));
    assertThat(two.aic()).isCloseTo(692.6365, within(2e-4));
    assertThat(two.bic()).isCloseTo(703.3278, within(2e-4));
    assertThat(two.model().emissions().mean(0, 0)).isCloseTo(15.47228, within(1e-4));
    assertThat(two.model().emissions().mean(1, 0)).isCloseTo(26.12544, within(1e-4));

    HmmFit three = earthquakes(3, true);
    assertThat(three.logLikelihood()).isCloseTo(-329.4603, within(1e-4));
    assertThat(three.aic()).isCloseTo(676.9206, within(2e-4));
    assertThat(three.bic()).isCloseTo(700.9760, within(2e-4));
    assertThat(three.model().emissions().mean(0, 0)).isCloseTo(13.14574, within(1e-4));
    assertThat(three.model().emissions().mean(2, 0)).isCloseTo(29.71445, within(1e-4));
    assertThat(three.bic()).isLessThan(two.bic());
  }

  // hmmlearn, test_underflow_from_scaling: its scaled recursion raises on this.
  @Test
  void an_outlier_of_ten_thousand_neither_throws_nor_underflows() {
    double[] x = new double[400];
    for (int t = 0; t < x.length; t++) {
      x[t] = Math.sin(7.0 * t) + (t >= 200 ? 3 : 0);
    }
    x[40] = 10_000;
    HiddenMarkovModel model =
        HiddenMarkovModel.of(
            new double[] {0, 1},
            new double[][] {{.5, .5}, {0, 1}},
            DiagonalGaussianEmissions.of(new double[] {0, 3}, new double[] {1, 1e-4}));
    Observations seen = Observations.of(x);

    assertThat(model.logLikelihood(seen)).isFinite();
    for (StateProbabilities p :
        new StateProbabilities[] {
          model.filter(seen), model.smooth(seen), model.predict(seen), model.fixedLag(seen, 3)
        }) {
      for (int t = 0; t < p.size(); t++) {
        assertThat(Arrays.stream(p.row(t)).sum()).isCloseTo(1, within(1e-12));
      }
    }
    HmmFit fit = HmmEstimator.of(HmmConfig.defaults()).fit(seen);
    assertThat(fit.logLikelihood()).isFinite();
  }

  // hmmlearn, test_fit_zero_variance: the first column is constant.
  @Test
  void a_constant_column_is_fitted_and_reported() {
    double[][] rows = {
      {7.15000000e+02, 5.85000000e+02, 0, 0},
      {7.15000000e+02, 5.20000000e+02, 1.04705811e+00, -6.03696289e+01},
      {7.15000000e+02, 4.55000000e+02, 7.20886230e-01, -5.27055664e+01},
      {7.15000000e+02, 3.90000000e+02, -4.57946777e-01, -7.80605469e+01},
      {7.15000000e+02, 3.25000000e+02, -6.43127441e+00, -5.59954834e+01},
      {7.15000000e+02, 2.60000000e+02, -2.90063477e+00, -7.80220947e+01},
      {7.15000000e+02, 1.95000000e+02, 8.45532227e+00, -7.03294373e+01},
      {7.15000000e+02, 1.30000000e+02, 4.09387207e+00, -5.83621216e+01},
      {7.15000000e+02, 6.50000000e+01, -1.21667480e+00, -4.48131409e+01}
    };
    for (CovarianceType type : CovarianceType.values()) {
      HmmFit fit =
          HmmEstimator.of(
                  HmmConfig.defaults().withStates(3).withRowsPerState(3).withCovariance(type))
              .fit(Observations.ofRows(rows));
      assertThat(fit.logLikelihood()).as("%s", type).isFinite();
      assertThat(fit.repairs()).as("%s", type).isNotEmpty();
    }
  }
}
