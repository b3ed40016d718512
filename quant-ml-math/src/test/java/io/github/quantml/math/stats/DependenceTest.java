// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.stats;

import static io.github.quantml.math.Precision.assertRelative;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.Fixture;
import io.github.quantml.math.NumAcc;
import io.github.quantml.math.random.CounterRandom;
import org.junit.jupiter.api.Test;

class DependenceTest {
  private final Fixture reference = Fixture.of("stats.properties");

  @Test
  void acf_agrees_with_statsmodels() {
    double[] x = reference.array("ar.x");
    assertRelative(Autocorrelation.acf(x, 10), reference.array("ar.acf"), 1e-12);
    assertThat(Autocorrelation.at(x, 3)).isCloseTo(reference.array("ar.acf")[3], within(1e-14));
  }

  /** NIST StRD NumAcc2 to NumAcc4: certified lag-1 autocorrelation -0.999. */
  @Test
  void nist_numacc_autocorrelation() {
    for (double base : NumAcc.bases()) {
      double bound = 1e-13 + 20 * Math.ulp(base);
      assertThat(Autocorrelation.at(NumAcc.series(base), 1)).isCloseTo(-0.999, within(bound));
    }
  }

  @Test
  void ar1_agrees_with_least_squares_of_statsmodels() {
    double[] expected = reference.array("ar.ols");
    Ar1 fit = Ar1.fit(reference.array("ar.x"));
    assertRelative(
        new double[] {fit.intercept(), fit.phi(), fit.innovationStdDev()}, expected, 1e-12);
    assertThat(fit.observations()).isEqualTo(119);
  }

  @Test
  void bias_corrections_remove_the_bias() {
    int n = 40;
    double phi = 0.8;
    double fitted = 0;
    double corrected = 0;
    double acfCorrected = 0;
    int runs = 2000;
    for (int run = 0; run < runs; run++) {
      CounterRandom random = CounterRandom.of(17).split(run);
      double[] x = new double[n];
      x[0] = random.nextGaussian() / Math.sqrt(1 - phi * phi);
      for (int t = 1; t < n; t++) {
        x[t] = phi * x[t - 1] + random.nextGaussian();
      }
      Ar1 fit = Ar1.fit(x);
      fitted += fit.phi() / runs;
      corrected += fit.correctedPhi() / runs;
      acfCorrected += Autocorrelation.biasCorrectedLagOne(x) / runs;
    }
    assertThat(phi - fitted).isGreaterThan(0.07);
    assertThat(Math.abs(phi - corrected)).isLessThan(0.02);
    assertThat(Math.abs(phi - acfCorrected)).isLessThan(0.03);
  }

  @Test
  void ar1_forecasts_decay_to_the_mean() {
    Ar1 model = new Ar1(0.2, 0.5, 0.5, 2, 100);
    assertThat(model.mean()).isEqualTo(0.4);
    assertThat(model.forecast(1.4, 2)).isCloseTo(0.65, within(1e-15));
    assertThat(model.forecastVariance(2)).isEqualTo(5);
    assertThat(model.forecastVariance(0)).isZero();
  }

  @Test
  void constant_short_and_broken_series_are_refused() {
    assertThatThrownBy(() -> Autocorrelation.acf(new double[] {2, 2, 2}, 1))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("autocorrelation: the series is constant");
    assertThatThrownBy(() -> Autocorrelation.acf(new double[] {1, 2}, 2))
        .isInstanceOf(InsufficientDataException.class);
    assertThatThrownBy(() -> Ar1.fit(new double[] {1, 2, Double.NaN, 4, 5}))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("AR(1): value 2 is not finite: NaN");
  }
}
