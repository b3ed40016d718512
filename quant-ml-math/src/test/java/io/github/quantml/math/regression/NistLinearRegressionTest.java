// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.math.Fixture;
import io.github.quantml.math.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The linear regression sets of the NIST Statistical Reference Datasets, certified values. */
class NistLinearRegressionTest {
  private static final int[] WAMPLER_NOISE = {
    759, -2048, 2048, -2048, 2523, -2048, 2048, -2048, 1838, -2048, 2048, -2048, 1838, -2048, 2048,
    -2048, 2523, -2048, 2048, -2048, 759
  };
  private static final double[] WAMPLER3_ERRORS = {
    2152.32624678170,
    2363.55173469681,
    779.343524331583,
    101.475507550350,
    5.64566512170752,
    0.112324854679312
  };

  /** −log₁₀ of the largest relative error, at most 15. */
  private static double digits(double[] actual, double[] certified) {
    double worst = 1e-15;
    for (int j = 0; j < certified.length; j++) {
      worst = Math.max(worst, Precision.relativeError(actual[j], certified[j]));
    }
    return -Math.log10(worst);
  }

  @Test
  void longley() {
    Fixture data = Fixture.of("regression.properties");
    LeastSquaresFit fit =
        LeastSquares.fitWithIntercept(
            data.array("longley.TOTEMP"),
            data.array("longley.GNPDEFL"),
            data.array("longley.GNP"),
            data.array("longley.UNEMP"),
            data.array("longley.ARMED"),
            data.array("longley.POP"),
            data.array("longley.YEAR"));
    double[] certified = {
      -3482258.63459582,
      15.0618722713733,
      -0.0358191792925910,
      -2.02022980381683,
      -1.03322686717359,
      -0.0511041056535807,
      1829.15146461355
    };
    double[] errors = {
      890420.383607373,
      84.9149257747669,
      0.0334910077722432,
      0.488399681651699,
      0.214274163161675,
      0.226073200069370,
      455.478499142212
    };
    assertThat(digits(fit.coefficients(), certified)).isGreaterThan(14);
    assertThat(digits(fit.standardErrors(CovarianceEstimator.iid()), errors)).isGreaterThan(12);
    assertThat(fit.residualStdDev()).isCloseTo(304.854073561965, within(1e-11));
    assertThat(fit.rSquared()).isCloseTo(0.995479004577296, within(1e-14));
    assertThat(fit.fStatistic()).isCloseTo(330.285339234588, within(1e-10));
    assertThat(fit.degreesOfFreedom()).isEqualTo(9);
    assertThat(fit.rank()).isEqualTo(7);
  }

  @Test
  void regressions_through_the_origin() {
    double[] x1 = new double[11];
    double[] y1 = new double[11];
    for (int i = 0; i < 11; i++) {
      x1[i] = 60 + i;
      y1[i] = 130 + i;
    }
    LeastSquaresFit first = LeastSquares.fit(y1, x1);
    double[] actual = {
      first.coefficient(0),
      first.standardErrors(CovarianceEstimator.iid())[0],
      first.residualStdDev(),
      first.rSquared(),
      first.fStatistic()
    };
    double[] certified = {
      2.07438016528926, 0.0165289256198347, 3.56753034006338, 0.999365492298663, 15750.25
    };
    assertThat(digits(actual, certified)).isGreaterThan(14);
    LeastSquaresFit second = LeastSquares.fit(new double[] {3, 4, 4}, new double[] {4, 5, 6});
    double[] actual2 = {
      second.coefficient(0),
      second.standardErrors(CovarianceEstimator.iid())[0],
      second.residualStdDev(),
      second.rSquared()
    };
    double[] certified2 = {
      0.727272727272727, 0.0420827318078432, 0.369274472937998, 0.993348115299335
    };
    assertThat(digits(actual2, certified2)).isGreaterThan(14);
  }

  private static LeastSquaresFit wampler(double base, double noise) {
    double[][] powers = new double[5][21];
    double[] y = new double[21];
    for (int x = 0; x <= 20; x++) {
      double power = 1;
      double sum = 1;
      for (int j = 0; j < 5; j++) {
        power *= x;
        powers[j][x] = power;
        sum += base == 1 ? power : power / Math.pow(10, j + 1.0);
      }
      y[x] = sum + noise * WAMPLER_NOISE[x];
    }
    return LeastSquares.fitWithIntercept(y, powers);
  }

  @Test
  void wampler_one_and_two_fit_exactly() {
    LeastSquaresFit first = wampler(1, 0);
    assertThat(digits(first.coefficients(), new double[] {1, 1, 1, 1, 1, 1})).isGreaterThan(14);
    assertThat(first.residualStdDev()).isLessThan(1e-9);
    double[] tenths = {1, 0.1, 0.01, 0.001, 1e-4, 1e-5};
    assertThat(digits(wampler(0.1, 0).coefficients(), tenths)).isGreaterThan(12);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 14, 2360.14502379268, 0.999995559025820",
    "100, 14, 236014.502379268, 0.957478440825662",
    "10000, 14, 23601450.2379268, 0.00224668921574940"
  })
  void wampler_three_to_five(double noise, double minDigits, double deviation, double rSquared) {
    LeastSquaresFit fit = wampler(1, noise);
    assertThat(digits(fit.coefficients(), new double[] {1, 1, 1, 1, 1, 1}))
        .isGreaterThan(minDigits);
    double[] errors = WAMPLER3_ERRORS.clone();
    for (int j = 0; j < 6; j++) {
      errors[j] *= noise;
    }
    assertThat(digits(fit.standardErrors(CovarianceEstimator.iid()), errors)).isGreaterThan(11);
    assertThat(Precision.relativeError(fit.residualStdDev(), deviation)).isLessThan(1e-13);
    assertThat(Precision.relativeError(fit.rSquared(), rSquared)).isLessThan(1e-12);
  }
}
