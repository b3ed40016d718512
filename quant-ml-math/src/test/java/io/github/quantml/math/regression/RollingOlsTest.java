// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.math.Precision;
import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.math.regression.RollingOlsFit.Status;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RollingOlsTest {
  private static double[][] sample(long seed, int n, int k) {
    CounterRandom random = CounterRandom.of(seed);
    double[][] out = new double[k + 1][n];
    for (int t = 0; t < n; t++) {
      for (int j = 1; j <= k; j++) {
        out[j][t] = random.nextStudentT(4) * 0.02 + 0.01 * j;
        out[0][t] += j * out[j][t];
      }
      out[0][t] += random.nextStudentT(3) * 0.05;
    }
    return out;
  }

  private static double[][] regressors(double[][] sample) {
    return Arrays.copyOfRange(sample, 1, sample.length);
  }

  private static void assertAgreesWithRefit(
      RollingOls rolling, CovarianceEstimator errors, double[][] sample, double bound) {
    int w = rolling.window();
    RollingOlsFit fit = rolling.fit(sample[0], regressors(sample));
    for (int t = w - 1; t < sample[0].length; t++) {
      double[][] slice = new double[sample.length][];
      for (int j = 0; j < slice.length; j++) {
        slice[j] = Arrays.copyOfRange(sample[j], t - w + 1, t + 1);
      }
      LeastSquaresFit exact =
          rolling.intercept()
              ? LeastSquares.fitWithIntercept(slice[0], regressors(slice))
              : LeastSquares.fit(slice[0], regressors(slice));
      assertThat(fit.status(t)).isEqualTo(Status.OK);
      double[] exactErrors = exact.standardErrors(errors);
      for (int j = 0; j < exact.size(); j++) {
        // A coefficient near 0 is only as precise as its standard error.
        double scale = Math.abs(exact.coefficient(j)) + exactErrors[j];
        assertThat(fit.coefficient(t, j)).isCloseTo(exact.coefficient(j), within(bound * scale));
        Precision.assertRelative("error", fit.standardError(t, j), exactErrors[j], bound);
      }
      Precision.assertRelative("R2", fit.rSquared(t), exact.rSquared(), bound);
      Precision.assertRelative("s", fit.residualStdDev(t), exact.residualStdDev(), bound);
    }
  }

  @Test
  void agrees_with_a_refit_of_every_window() {
    double[][] sample = sample(1, 400, 3);
    assertAgreesWithRefit(RollingOls.of(60), CovarianceEstimator.iid(), sample, 1e-12);
    assertAgreesWithRefit(
        RollingOls.of(60).withNeweyWest(4), NeweyWest.STATSMODELS_HAC.lag(4), sample, 1e-11);
    assertAgreesWithRefit(
        RollingOls.of(60).withStataNewey(6), NeweyWest.STATA_NEWEY.lag(6), sample, 1e-11);
    assertAgreesWithRefit(
        RollingOls.of(20).withIntercept(false).withNeweyWest(0),
        CovarianceEstimator.hc0(),
        sample,
        1e-11);
  }

  @Property(tries = 100)
  void stream_equals_batch_bit_for_bit(
      @ForAll long seed,
      @ForAll @IntRange(min = 4, max = 25) int window,
      @ForAll @IntRange(min = -1, max = 3) int lag) {
    double[][] sample = sample(seed, 80, 2);
    sample[1][37] = Double.NaN;
    RollingOls rolling = new RollingOls(window, true, lag, false);
    RollingOlsFit batch = rolling.fit(sample[0], sample[1], sample[2]);
    RollingOlsStream stream = rolling.stream(2);
    for (int t = 0; t < 80; t++) {
      assertThat(stream.update(sample[0][t], sample[1][t], sample[2][t]))
          .isEqualTo(batch.status(t));
      for (int j = 0; j < 3; j++) {
        assertThat(stream.coefficient(j)).isEqualTo((Double) batch.coefficient(t, j));
        assertThat(stream.standardError(j)).isEqualTo((Double) batch.standardError(t, j));
      }
      assertThat(stream.rSquared()).isEqualTo((Double) batch.rSquared(t));
    }
  }

  @Test
  void a_missing_value_matters_while_it_is_in_the_window_only() {
    double[][] sample = sample(3, 200, 2);
    RollingOlsFit clean = RollingOls.of(30).fit(sample[0], sample[1], sample[2]);
    sample[2][70] = Double.NaN;
    sample[0][110] = Double.POSITIVE_INFINITY;
    RollingOlsFit dirty = RollingOls.of(30).fit(sample[0], sample[1], sample[2]);
    for (int t = 0; t < 200; t++) {
      boolean missing = (t >= 70 && t < 100) || (t >= 110 && t < 140);
      assertThat(dirty.status(t))
          .isEqualTo(t < 29 ? Status.WARMING_UP : missing ? Status.MISSING : Status.OK);
      if (!missing) {
        assertThat(dirty.coefficient(t, 1)).isEqualTo((Double) clean.coefficient(t, 1));
      }
    }
  }

  @Test
  void an_outlier_leaves_no_trace() {
    double[][] sample = sample(5, 300, 3);
    sample[0][50] = 1e12;
    sample[1][50] = -1e11;
    RollingOlsFit fit = RollingOls.of(40).fit(sample[0], regressors(sample));
    double[][] tail = new double[4][];
    for (int j = 0; j < 4; j++) {
      tail[j] = Arrays.copyOfRange(sample[j], 51, 91);
    }
    LeastSquaresFit exact = LeastSquares.fitWithIntercept(tail[0], regressors(tail));
    for (int j = 0; j < 4; j++) {
      assertThat(fit.coefficient(90, j)).isCloseTo(exact.coefficient(j), within(1e-12));
    }
  }

  @Test
  void a_collinear_window_is_reported() {
    double[][] sample = sample(7, 100, 2);
    for (int t = 40; t < 60; t++) {
      sample[2][t] = 3 - sample[1][t];
    }
    RollingOlsFit fit = RollingOls.of(15).fit(sample[0], sample[1], sample[2]);
    assertThat(fit.status(56)).isEqualTo(Status.RANK_DEFICIENT);
    assertThat(fit.coefficient(56, 1)).isNaN();
    assertThat(fit.status(62)).isEqualTo(Status.OK);
  }

  @Test
  void impossible_settings_are_named() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RollingOls.of(3).fit(new double[9], new double[9], new double[9]))
        .withMessage("window must exceed the number of coefficients, 3: 3");
    assertThatIllegalArgumentException().isThrownBy(() -> RollingOls.of(3).withNeweyWest(3));
    assertThatIllegalArgumentException().isThrownBy(() -> RollingOls.of(3).stream(1).update(1));
  }
}
