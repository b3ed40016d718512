// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.factors.FrenchSample;
import io.github.quantml.factors.data.ReturnTable;
import io.github.quantml.math.regression.CovarianceEstimator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Agreement with statsmodels and linearmodels on the French sample, to 1e-9 of each value: {@code
 * french.py} prints {@code french.properties}, whose first line names the versions.
 */
@Tag("data")
class FrenchOracleTest {
  private static final Properties ORACLE = oracle();
  private static final ReturnTable FACTORS = FrenchSample.factors();

  private static Properties oracle() {
    Properties out = new Properties();
    try (InputStream in = FrenchSample.class.getResourceAsStream("french.properties")) {
      out.load(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out;
  }

  private static void agrees(String key, double[]... ours) {
    double[] expected =
        Arrays.stream(ORACLE.getProperty(key).split(" ", -1))
            .mapToDouble(Double::parseDouble)
            .toArray();
    double[] actual = Arrays.stream(ours).flatMapToDouble(DoubleStream::of).toArray();
    assertThat(actual).as(key).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i])
          .as("%s, value %d", key, i)
          .isCloseTo(expected[i], within(1e-9 * Math.abs(expected[i])));
    }
  }

  static Stream<String> portfolios() {
    return Stream.concat(FrenchSample.SIZE_VALUE.stream(), FrenchSample.INDUSTRIES.stream());
  }

  @ParameterizedTest
  @MethodSource("portfolios")
  void carhart_with_named_errors_is_that_of_statsmodels(String portfolio) {
    ReturnTable y = FrenchSample.excess(List.of(portfolio));
    FactorRegression hac = FactorModel.of(FactorSet.CARHART, 6).fit(y, FACTORS).asset(0);
    FactorRegression hc3 =
        new FactorModel(FactorSet.CARHART, CovarianceEstimator.hc3()).fit(y, FACTORS).asset(0);
    double[] alpha = {hac.alpha()};
    double[] rSquared = {hac.rSquared()};
    agrees(
        "carhart." + portfolio,
        alpha,
        hac.loadings(),
        hac.standardErrors(),
        hc3.standardErrors(),
        rSquared);
  }

  @Test
  void rolling_loadings_are_those_of_rolling_ols() {
    List<String> names = List.of("S1V1", "S5V5", "BusEq");
    RollingLoadings fit =
        RollingFactorModel.of(FactorSet.FF3, 60, RollingFactorModel.IID_ERRORS)
            .fit(FrenchSample.excess(names), FACTORS);
    for (int i = 0; i < names.size(); i++) {
      for (int t : new int[] {59, 300, 600, 818}) {
        double[] ours = new double[8];
        ours[0] = fit.alpha(i, t);
        ours[4] = fit.alphaError(i, t);
        for (int j = 0; j < 3; j++) {
          ours[1 + j] = fit.loading(i, j, t);
          ours[5 + j] = fit.loadingError(i, j, t);
        }
        agrees("rolling." + names.get(i) + "." + t, ours);
      }
    }
  }

  @Test
  void the_wald_test_of_alphas_is_that_of_traded_factor_model() {
    agreesTraded("sizeValue", FrenchSample.SIZE_VALUE);
    agreesTraded("industries", FrenchSample.INDUSTRIES);
  }

  private static void agreesTraded(String key, List<String> names) {
    AlphaTests tests = AlphaTests.of(FrenchSample.excess(names), FACTORS);
    TestResult plain = tests.waldRobust(false);
    TestResult debiased = tests.waldRobust(true);
    agrees("traded." + key + ".False", new double[] {plain.statistic(), plain.pValue()});
    agrees("traded." + key + ".True", new double[] {debiased.statistic(), debiased.pValue()});
    agrees("traded.alphas." + key, tests.alphas());
  }

  @Test
  void premia_and_gmm_errors_are_those_of_linear_factor_model() {
    agreesLinear("sizeValue", FrenchSample.SIZE_VALUE);
    agreesLinear("all", FrenchSample.all30());
  }

  private static void agreesLinear(String key, List<String> names) {
    FamaMacBethFit fit = FamaMacBeth.withIntercept().fit(FrenchSample.excess(names), FACTORS);
    agrees("linear." + key, fit.premia(), fit.standardErrors(PremiumErrors.gmm(false)));
  }

  @Test
  void fama_macbeth_with_kernel_errors_is_that_of_linearmodels() {
    ReturnTable ff3 = FACTORS.select(FactorSet.FF3.factors());
    FamaMacBethFit fit =
        FamaMacBeth.withIntercept().fit(FrenchSample.excess(FrenchSample.all30()), ff3);
    double root = Math.sqrt((fit.periods() - 1.0) / fit.periods());
    double[] iid = fit.standardErrors(PremiumErrors.iid());
    // Without debiasing linearmodels divides by T where Fama and MacBeth divide by T - 1.
    agrees(
        "famaMacBeth",
        fit.premia(),
        fit.standardErrors(PremiumErrors.neweyWest(4)),
        Arrays.stream(iid).map(e -> e * root).toArray());
  }
}
