// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.stats;

import static io.github.quantml.math.Precision.assertRelative;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.Fixture;
import io.github.quantml.math.Sums;
import io.github.quantml.math.random.CounterRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeSeriesTestsTest {
  private final Fixture reference = Fixture.of("timeseries.properties");
  private final double[] stationary = reference.array("stationary");

  @Test
  void partial_autocorrelations_agree_with_statsmodels() {
    assertRelative(PartialAutocorrelation.pacf(stationary, 8), reference.array("pacf"), 1e-11);
  }

  @ParameterizedTest
  @CsvSource({"0", "2"})
  void ljung_box_agrees_with_statsmodels(int fitted) {
    double[] expected = reference.array("ljungbox." + fitted);
    LjungBox test = LjungBox.of(stationary, 10, fitted);
    assertRelative("Q", test.statistic(), expected[0], 1e-12);
    assertRelative("p", test.pValue(), expected[1], 1e-10);
    assertThat(test.degreesOfFreedom()).isEqualTo(10 - fitted);
  }

  @ParameterizedTest
  @CsvSource({
    "stationary, NONE, n", "stationary, CONSTANT, c", "stationary, CONSTANT_AND_TREND, ct",
    "walk, NONE, n", "walk, CONSTANT, c", "walk, CONSTANT_AND_TREND, ct"
  })
  void dickey_fuller_agrees_with_statsmodels(String series, UnitRoot.Terms terms, String code) {
    double[] y = reference.array(series);
    String key = "adf." + series + "." + code;
    assertUnitRoot(UnitRoot.test(y, terms), reference.array(key + ".auto"));
    assertUnitRoot(UnitRoot.test(y, terms, 3), reference.array(key + ".3"));
  }

  private static void assertUnitRoot(UnitRoot test, double[] expected) {
    assertThat(test.lags()).isEqualTo((int) expected[2]);
    assertThat(test.observations()).isEqualTo((int) expected[3]);
    assertThat(test.statistic()).isCloseTo(expected[0], within(1e-10));
    assertThat(test.pValue()).isCloseTo(expected[1], within(1e-10));
    assertThat(test.criticalValue(1)).isCloseTo(expected[4], within(1e-12));
    assertThat(test.criticalValue(5)).isCloseTo(expected[5], within(1e-12));
    assertThat(test.criticalValue(10)).isCloseTo(expected[6], within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"stationary, false, c", "stationary, true, ct", "walk, false, c", "walk, true, ct"})
  void kpss_agrees_with_statsmodels(String series, boolean trend, String code) {
    double[] y = reference.array(series);
    String key = "kpss." + series + "." + code;
    assertKpss(Kpss.test(y, trend), reference.array(key + ".auto"));
    assertKpss(Kpss.withLags(y, trend, 4), reference.array(key + ".4"));
  }

  private static void assertKpss(Kpss test, double[] expected) {
    assertRelative("eta", test.statistic(), expected[0], 1e-10);
    assertRelative("p", test.pValue(), expected[1], 1e-10);
    assertThat(test.lags()).isEqualTo((int) expected[2]);
  }

  @Test
  void autoregressions_agree_with_statsmodels() {
    double[] expected = reference.array("yw");
    Autoregression walker = Autoregression.yuleWalker(stationary, 3);
    for (int i = 0; i < 3; i++) {
      assertRelative("phi", walker.coefficients()[i], expected[i], 1e-10);
    }
    assertRelative("variance", walker.innovationVariance(), expected[3], 1e-10);
    double[] leastSquares = reference.array("ar.ols");
    Autoregression fit = Autoregression.leastSquares(stationary, 3);
    assertRelative("constant", fit.intercept(), leastSquares[0], 1e-11);
    for (int i = 0; i < 3; i++) {
      assertRelative("phi", fit.coefficients()[i], leastSquares[i + 1], 1e-10);
    }
    assertRelative("variance", fit.innovationVariance(), leastSquares[4], 1e-11);
    double[] orders = reference.array("ar.order");
    assertThat(Autoregression.selectOrder(stationary, 8, Autoregression.Criterion.AIC))
        .isEqualTo((int) orders[0]);
    assertThat(Autoregression.selectOrder(stationary, 8, Autoregression.Criterion.BIC))
        .isEqualTo((int) orders[1]);
  }

  @Test
  void autoregressive_forecast_iterates_the_recursion() {
    Autoregression model = Autoregression.leastSquares(stationary, 2);
    double[] b = model.coefficients();
    double[] path = model.forecast(new double[] {9, 1, 2}, 2);
    double first = model.intercept() + b[0] * 2 + b[1];
    assertThat(path[0]).isEqualTo(first);
    assertThat(path[1]).isCloseTo(model.intercept() + b[0] * first + b[1] * 2, within(1e-14));
    assertThat(Autoregression.yuleWalker(stationary, 0).forecast(new double[0], 1)[0])
        .isCloseTo(Sums.mean(stationary), within(1e-14));
  }

  @Test
  void memory_exponents_tell_persistence_from_reversal() {
    CounterRandom random = CounterRandom.of(12);
    double[] noise = new double[4096];
    random.fillGaussian(noise);
    double[] persistent = new double[4096];
    double[] reverting = new double[4096];
    for (int t = 1; t < noise.length; t++) {
      persistent[t] = 0.95 * persistent[t - 1] + noise[t];
      reverting[t] = noise[t] - noise[t - 1];
    }
    assertThat(Hurst.detrendedFluctuation(noise)).isBetween(0.45, 0.57);
    assertThat(Hurst.rescaledRange(noise)).isBetween(0.48, 0.62);
    assertThat(Hurst.detrendedFluctuation(persistent)).isGreaterThan(0.75);
    assertThat(Hurst.rescaledRange(persistent)).isGreaterThan(0.68);
    assertThat(Hurst.detrendedFluctuation(reverting)).isLessThan(0.2);
    assertThat(Hurst.rescaledRange(reverting)).isLessThan(0.3);
  }

  @Test
  void block_length_agrees_with_arch() {
    double[] expected = reference.array("block");
    assertRelative("dependent", StationaryBootstrap.optimalLength(stationary), expected[0], 1e-10);
    assertThat(StationaryBootstrap.optimalLength(reference.array("noise")))
        .isCloseTo(Math.max(1, expected[1]), within(1e-10));
  }

  @Test
  void stationary_bootstrap_has_its_block_length_and_the_right_variance() {
    int n = 500;
    double[] x = new double[n];
    CounterRandom random = CounterRandom.of(8);
    for (int t = 1; t < n; t++) {
      x[t] = 0.6 * x[t - 1] + random.nextGaussian();
    }
    StationaryBootstrap bootstrap = StationaryBootstrap.automatic(x);
    double mean = 0;
    double square = 0;
    int breaks = 0;
    int runs = 2000;
    for (int run = 0; run < runs; run++) {
      int[] indices = bootstrap.indices(n, random);
      for (int i = 1; i < n; i++) {
        breaks += indices[i] == (indices[i - 1] + 1) % n ? 0 : 1;
      }
      double value = Sums.mean(bootstrap.resample(x, random));
      mean += value / runs;
      square += value * value / runs;
    }
    double blockLength = runs * (n - 1.0) / breaks;
    assertRelative("block length", blockLength, bootstrap.meanBlockLength(), 0.05);
    double longRun = LongRunVariance.bartlett(x, 15) / n;
    assertRelative("variance of the mean", square - mean * mean, longRun, 0.25);
  }

  @Test
  void multiple_testing_agrees_with_statsmodels() {
    double[] p = reference.array("p");
    assertRelative(MultipleTesting.benjaminiHochberg(p), reference.array("p.fdr_bh"), 1e-14);
    assertRelative(MultipleTesting.benjaminiYekutieli(p), reference.array("p.fdr_by"), 1e-14);
    assertRelative(MultipleTesting.holm(p), reference.array("p.holm"), 1e-14);
    assertThat(MultipleTesting.holm(new double[0])).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MultipleTesting.holm(new double[] {0.5, Double.NaN}))
        .withMessage("pValues[1] must be in [0, 1]: NaN");
  }

  @Test
  void unusable_series_are_refused() {
    assertThatThrownBy(() -> UnitRoot.test(new double[5], UnitRoot.Terms.CONSTANT))
        .isInstanceOf(InsufficientDataException.class);
    assertThatThrownBy(() -> Kpss.test(new double[50], false))
        .isInstanceOf(InvalidDataException.class);
    assertThatThrownBy(() -> StationaryBootstrap.optimalLength(new double[50]))
        .isInstanceOf(InvalidDataException.class);
    assertThatThrownBy(() -> Hurst.rescaledRange(new double[63]))
        .isInstanceOf(InsufficientDataException.class);
    assertThatIllegalArgumentException().isThrownBy(() -> LjungBox.of(stationary, 0));
  }
}
