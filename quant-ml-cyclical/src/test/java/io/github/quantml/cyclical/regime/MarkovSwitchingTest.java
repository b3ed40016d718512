// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InsufficientDataException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Markov-switching regressions and autoregressions against Stata 14 (mswitch manual) and EViews, as
 * collected in statsmodels' tests.
 */
class MarkovSwitchingTest {
  private static double[] read(String name) {
    try (InputStream in = MarkovSwitchingTest.class.getResourceAsStream(name + ".txt")) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + name);
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#"))
          .mapToDouble(Double::parseDouble)
          .toArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HiddenMarkovModel model(double p00, double p10, Emissions emissions) {
    double[][] transition = {{p00, 1 - p00}, {p10, 1 - p10}};
    double[] start = {p10 / (1 - p00 + p10), (1 - p00) / (1 - p00 + p10)};
    return HiddenMarkovModel.of(start, transition, emissions);
  }

  private static Observations lagged(String name) {
    return RegressionEmissions.lagged(read(name), 1);
  }

  @Test
  void fed_funds_with_a_switching_mean_matches_stata() {
    double variance = 2.107562 * 2.107562;
    HiddenMarkovModel model =
        model(
            .9820939,
            .0503587,
            DiagonalGaussianEmissions.of(
                new double[] {3.70877, 9.556793}, new double[] {variance, variance}));
    assertThat(model.logLikelihood(Observations.of(read("fedfunds"))))
        .isCloseTo(-508.63592, within(1e-5));
  }

  @Test
  void fed_funds_with_switching_mean_and_lag_matches_stata_and_is_refound_by_the_fit() {
    double variance = .6915759 * .6915759;
    Observations data = lagged("fedfunds");
    HiddenMarkovModel known =
        model(
            .6378175,
            .1306295,
            RegressionEmissions.of(
                new double[][] {{.724457, .7631424}, {-.0988764, 1.061174}},
                new double[] {variance, variance}));
    assertThat(known.logLikelihood(data)).isCloseTo(-264.71069, within(1e-5));

    HmmFit fit =
        HmmEstimator.of(
                HmmConfig.defaults()
                    .withFamily(EmissionFamily.REGRESSION)
                    .withCovariance(CovarianceType.TIED)
                    .withStationaryStart(true)
                    .withRestarts(30)
                    .withStopping(3000, 1e-10))
            .fit(data);
    assertThat(fit.logLikelihood()).isGreaterThan(-264.711);
    assertThat(fit.parameters()).isEqualTo(7);
  }

  @Test
  void fed_funds_with_output_gap_and_inflation_matches_stata() {
    double[] rate = read("fedfunds");
    double[] gap = read("ogap");
    double[] inflation = read("inf");
    double[][] rows = new double[rate.length - 4][];
    for (int t = 4; t < rate.length; t++) {
      rows[t - 4] = new double[] {rate[t], rate[t - 1], gap[t], inflation[t]};
    }
    double variance = .5764495 * .5764495;
    HiddenMarkovModel known =
        model(
            .7279288,
            .2114578,
            RegressionEmissions.of(
                new double[][] {
                  {.6554954, .8314458, .1355425, -.0273928},
                  {-.0944924, .9292574, .0343072, .2125275}
                },
                new double[] {variance, variance}));
    assertThat(known.logLikelihood(Observations.ofRows(rows))).isCloseTo(-229.25614, within(1e-4));
  }

  @Test
  void absolute_returns_with_switching_variance_match_stata_and_are_refound_by_the_fit() {
    Observations data = lagged("areturns");
    HiddenMarkovModel known =
        model(
            .7530865,
            .6825357,
            RegressionEmissions.of(
                new double[][] {{.7641424, .0790744}, {1.972771, .527953}},
                new double[] {.5895792 * .5895792, 1.605333 * 1.605333}));
    assertThat(known.logLikelihood(data)).isCloseTo(-745.7977, within(1e-4));

    HmmFit fit =
        HmmEstimator.of(
                HmmConfig.defaults()
                    .withFamily(EmissionFamily.REGRESSION)
                    .withStationaryStart(true)
                    .withRestarts(30)
                    .withStopping(3000, 1e-10))
            .fit(data);
    assertThat(fit.logLikelihood()).isGreaterThan(-745.798);
  }

  @Test
  void hamiltons_model_of_gnp_matches_eviews() {
    double[] growth = read("rgnp");
    double variance = Math.exp(-.262658) * Math.exp(-.262658);
    HamiltonAutoregression known =
        HamiltonAutoregression.of(
            new double[] {-.358811, 1.163516},
            new double[] {variance, variance},
            new double[] {.013486, -.057521, -.246983, -.212923},
            new double[][] {{.754673, 1 - .754673}, {.095915, 1 - .095915}});
    assertThat(known.logLikelihood(growth)).isCloseTo(-181.26339, within(1e-4));
    FilteredProbabilities filtered = known.filter(growth);
    assertThat(filtered.size()).isEqualTo(growth.length - 4);
    assertThat(known.filter(Arrays.copyOf(growth, 60)).last()).isEqualTo(filtered.row(55));
    assertThat(known.smooth(growth).last()).isEqualTo(filtered.last());
  }

  @Test
  void the_fit_of_hamiltons_model_climbs_to_the_published_maximum() {
    double[] growth = read("rgnp");
    HamiltonAutoregression fit = HamiltonAutoregression.fit(growth, 2, 4, true);
    // The climb leaves the start distribution's small share out of the transition step.
    assertThat(fit.logLikelihood(growth)).isCloseTo(-181.26339, within(.02));
    assertThat(fit.mean(0)).isCloseTo(-.358811, within(.05));
    assertThat(fit.mean(1)).isCloseTo(1.163516, within(.02));
    assertThat(fit.transition(0, 0)).isCloseTo(.7547, within(.03));
    assertThatThrownBy(() -> HamiltonAutoregression.fit(new double[20], 2, 4, true))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessageContaining("needs at least 24, got 20");
  }
}
