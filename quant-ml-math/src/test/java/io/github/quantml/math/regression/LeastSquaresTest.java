// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.regression;

import static io.github.quantml.math.Precision.assertRelative;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.Fixture;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeastSquaresTest {
  private final Fixture reference = Fixture.of("regression.properties");
  private final double[] y = reference.array("macro.y");
  private final double[] gdp = reference.array("macro.gdp");
  private final double[] realint = reference.array("macro.realint");
  private final LeastSquaresFit fit = LeastSquares.fitWithIntercept(y, gdp, realint);

  /** Order of the Stata fixture: gdp, realint, constant. */
  private double[] stataOrder(double[] x) {
    return new double[] {x[1], x[2], x[0]};
  }

  /** Stata 11 output in the statsmodels test file results_macro_ols_robust.py; same data. */
  @Test
  void newey_west_agrees_with_stata() {
    assertRelative(
        stataOrder(fit.coefficients()),
        new double[] {4.3742216647032, -.61399696947899, -9.4816727746549},
        1e-12);
    assertRelative(
        stataOrder(fit.standardErrors(NeweyWest.STATA_NEWEY.lag(4))),
        new double[] {.33125644884286, .29582347593197, 1.1859338087713},
        1e-12);
    assertRelative(
        stataOrder(fit.standardErrors(NeweyWest.STATSMODELS_HAC.lag(4))),
        new double[] {.32878742225811, .29361854972141, 1.1770944273439},
        1e-12);
    assertRelative(
        stataOrder(fit.standardErrors(CovarianceEstimator.hc1())),
        new double[] {.32355452428856, .32772840315987, 1.3690593206013},
        1e-12);
    assertRelative(
        stataOrder(fit.standardErrors(CovarianceEstimator.hc0())),
        new double[] {.32114290415293, .32528567293437, 1.3588550094989},
        1e-12);
  }

  @Test
  void stata_and_statsmodels_differ_by_the_small_sample_factor_only() {
    double small = fit.covariance(NeweyWest.STATA_NEWEY.lag(4))[1][1];
    double large = fit.covariance(NeweyWest.STATSMODELS_HAC.lag(4))[1][1];
    assertRelative("factor", small / large, 202.0 / 199, 1e-14);
  }

  @Test
  void leverage_corrections_agree_with_statsmodels() {
    assertRelative(
        fit.standardErrors(CovarianceEstimator.hc2()), reference.array("macro.HC2"), 1e-11);
    assertRelative(
        fit.standardErrors(CovarianceEstimator.hc3()), reference.array("macro.HC3"), 1e-11);
  }

  @Test
  void clustered_errors_agree_with_statsmodels() {
    int n = y.length;
    int[] decades = IntStream.range(0, n).map(t -> -t / 10).toArray();
    int[] weekdays = IntStream.range(0, n).map(t -> t % 7).toArray();
    assertRelative(
        fit.clusteredStandardErrors(decades), reference.array("macro.cluster.first"), 1e-11);
    assertRelative(
        fit.clusteredStandardErrors(weekdays), reference.array("macro.cluster.second"), 1e-11);
    assertRelative(
        fit.clusteredStandardErrors(decades, weekdays),
        reference.array("macro.cluster.both"),
        1e-11);
    assertThatThrownBy(() -> fit.clusteredStandardErrors(new int[n]))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("clustered errors: needs at least 2 groups, got 1");
    assertThatThrownBy(() -> fit.clusteredStandardErrors(new int[3]))
        .hasMessage("groups: must hold one label per row, " + n + ", got 3");
  }

  @Test
  void automatic_lags_and_prewhitening_follow_sandwich() {
    assertRelative(
        fit.standardErrors(NeweyWest.R_SANDWICH.lag(4)),
        reference.array("macro.sandwich.4"),
        1e-11);
    assertRelative(
        fit.standardErrors(NeweyWest.R_SANDWICH.automaticLag()),
        reference.array("macro.sandwich.auto"),
        1e-11);
    assertRelative(
        fit.standardErrors(CovarianceEstimator.neweyWestAutomatic()),
        reference.array("macro.auto.se"),
        1e-11);
  }

  @Test
  void weighted_regression_agrees_with_statsmodels() {
    double[] weights = new double[y.length];
    for (int t = 0; t < weights.length; t++) {
      weights[t] = 1 + t % 5;
    }
    LeastSquaresFit weighted = LeastSquares.fitWeightedWithIntercept(y, weights, gdp, realint);
    assertRelative(weighted.coefficients(), reference.array("wls.b"), 1e-12);
    assertRelative(
        weighted.standardErrors(CovarianceEstimator.iid()), reference.array("wls.se"), 1e-12);
    assertRelative(
        weighted.standardErrors(CovarianceEstimator.neweyWest(3)),
        reference.array("wls.hac"),
        1e-11);
    assertRelative("s", weighted.residualStdDev(), reference.value("wls.s"), 1e-13);
    assertRelative("R2", weighted.rSquared(), reference.value("wls.r2"), 1e-12);
    double[] f = reference.array("wls.f");
    assertRelative("F", weighted.fStatistic(), f[0], 1e-12);
    assertRelative("p of F", weighted.fPValue(), f[1], 1e-9);
    double[] first = Arrays.copyOf(weighted.residuals(), 5);
    assertRelative(first, reference.array("wls.resid"), 1e-10);
  }

  @Test
  void collinear_columns_are_reported_and_the_fit_is_still_right() {
    double[] twice = new double[y.length];
    for (int t = 0; t < twice.length; t++) {
      twice[t] = 2 * gdp[t] + 3;
    }
    LeastSquaresFit deficient = LeastSquares.fitWithIntercept(y, gdp, realint, twice);
    assertThat(deficient.rank()).isEqualTo(3);
    int aliased = 0;
    for (boolean flag : deficient.aliased()) {
      aliased += flag ? 1 : 0;
    }
    assertThat(aliased).isEqualTo(1);
    assertRelative("RSS", deficient.residualSumOfSquares(), fit.residualSumOfSquares(), 1e-12);
    assertThatThrownBy(() -> deficient.covariance(CovarianceEstimator.iid()))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("aliased");
  }

  @Test
  void units_of_a_column_change_its_coefficient_only() {
    double[] tiny = new double[y.length];
    for (int t = 0; t < tiny.length; t++) {
      tiny[t] = gdp[t] * 0x1.0p-60;
    }
    LeastSquaresFit scaled = LeastSquares.fitWithIntercept(y, tiny, realint);
    assertThat(scaled.coefficient(1) * 0x1.0p-60).isEqualTo(fit.coefficient(1));
    assertThat(scaled.coefficient(2)).isEqualTo(fit.coefficient(2));
    assertThat(fit.predict(1, 2))
        .isEqualTo(fit.coefficient(0) + fit.coefficient(1) + 2 * fit.coefficient(2));
  }

  @Test
  void p_values_follow_from_t() {
    double[] p = fit.pValues(CovarianceEstimator.hc3());
    double[] t = fit.tStatistics(CovarianceEstimator.hc3());
    assertThat(p[1]).isLessThan(1e-20);
    assertThat(Math.abs(t[2])).isBetween(1.79, 1.81);
    assertThat(p[2]).isBetween(0.07, 0.08);
  }

  @Test
  void unusable_input_is_named() {
    double[] broken = gdp.clone();
    broken[7] = Double.NaN;
    assertThatThrownBy(() -> LeastSquares.fitWithIntercept(y, broken))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("least squares: regressor 0 at row 7 is not finite: NaN");
    assertThatThrownBy(() -> LeastSquares.fit(new double[2], new double[2], new double[2]))
        .isInstanceOf(InsufficientDataException.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LeastSquares.fitWeighted(y, new double[y.length], gdp))
        .withMessage("weights[0] must be positive and finite: 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CovarianceEstimator(CovarianceEstimator.Kind.HC0, 3, false, false));
  }
}
