// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.regression;

import static io.github.quantml.math.Precision.assertRelative;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.math.SharedData;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The smallest growth portfolio of Kenneth French on his three factors, 819 months from 1949.
 *
 * <p>Expected values: NumPy in double precision from the textbook formulas, printed to 12 decimals.
 */
@Tag("data")
class FrenchFactorsTest {
  private static final String FILE = "french_linearmodels/french.csv";
  private final double[][] factors = {
    SharedData.column(FILE, "MktRF"), SharedData.column(FILE, "SMB"), SharedData.column(FILE, "HML")
  };
  private final double[] excess = excess();

  private static double[] excess() {
    double[] raw = SharedData.column(FILE, "S1V1");
    double[] riskFree = SharedData.column(FILE, "RF");
    double[] out = new double[raw.length];
    for (int t = 0; t < out.length; t++) {
      out[t] = raw[t] - riskFree[t];
    }
    return out;
  }

  private static void assertPrinted(double[] actual, double... expected) {
    for (int j = 0; j < expected.length; j++) {
      assertThat(actual[j]).isCloseTo(expected[j], within(6e-13));
    }
  }

  @Test
  void full_sample() {
    LeastSquaresFit fit = LeastSquares.fitWithIntercept(excess, factors);
    assertThat(fit.observations()).isEqualTo(819);
    assertPrinted(
        fit.coefficients(), -.005331631514, 1.112627896536, 1.400168540261, -.184220700578);
    assertThat(fit.rSquared()).isCloseTo(0.855948180618, within(6e-13));
    assertPrinted(
        fit.standardErrors(CovarianceEstimator.iid()),
        .001038218397,
        .025093625734,
        .037235843813,
        .038819274257);
  }

  @Test
  void newey_west_in_both_conventions() {
    LeastSquaresFit fit = LeastSquares.fitWithIntercept(excess, factors);
    int[] lags = {0, 4, 6, 12};
    double[][] plain = {
      {.001004747441, .025081307399, .044749687224, .045197719426},
      {.001027669261, .026752614493, .042717779195, .053380804791},
      {.001045300076, .028112806226, .043901322360, .054699187934},
      {.001106896045, .030226556237, .047185382034, .057397339572}
    };
    double[][] corrected = {
      {.001007210061, .025142781284, .044859367995, .045308498316},
      {.001030188062, .026818184725, .042822479791, .053511640293},
      {.001047862090, .028181710266, .044008923802, .054833254773},
      {.001109609029, .030300641045, .047301032654, .057538019537}
    };
    for (int i = 0; i < lags.length; i++) {
      assertPrinted(fit.standardErrors(NeweyWest.STATSMODELS_HAC.lag(lags[i])), plain[i]);
      assertPrinted(fit.standardErrors(NeweyWest.STATA_NEWEY.lag(lags[i])), corrected[i]);
    }
  }

  @Test
  void rolling_sixty_months() {
    RollingOls rolling = RollingOls.of(60).withNeweyWest(4);
    RollingOlsFit fit = rolling.fit(excess, factors);
    assertWindow(fit, 59, -.008817341539, 1.167516816886, 2.086282345116, .130717160314);
    int december1987 = (1987 - 1949) * 12 + 11;
    assertWindow(fit, december1987, -.010628016828, 1.026957573601, 1.250461536395, -.243635968487);
    for (int t = 59; t < 819; t++) {
      double[][] window = new double[3][];
      for (int j = 0; j < 3; j++) {
        window[j] = Arrays.copyOfRange(factors[j], t - 59, t + 1);
      }
      LeastSquaresFit exact =
          LeastSquares.fitWithIntercept(Arrays.copyOfRange(excess, t - 59, t + 1), window);
      double[] errors = exact.standardErrors(NeweyWest.STATSMODELS_HAC.lag(4));
      for (int j = 0; j < 4; j++) {
        assertRelative("error", fit.standardError(t, j), errors[j], 1e-11);
        assertThat(fit.coefficient(t, j))
            .isCloseTo(exact.coefficient(j), within(1e-12 * errors[j]));
      }
    }
  }

  private static void assertWindow(RollingOlsFit fit, int t, double... expected) {
    double[] actual = new double[4];
    for (int j = 0; j < 4; j++) {
      actual[j] = fit.coefficient(t, j);
    }
    assertPrinted(actual, expected);
  }
}
