// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.math.random.CounterRandom;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CalibrationTest {
  /** Forecasts of three classes and outcomes drawn from a distortion of them. */
  private record Sample(double[][] forecasts, double[][] truth, int[] outcomes) {
    static Sample of(int n, long seed, UnaryOperator<double[]> distort) {
      CounterRandom random = CounterRandom.of(seed);
      double[][] truth = new double[n][];
      double[][] forecasts = new double[n][];
      int[] outcomes = new int[n];
      for (int i = 0; i < n; i++) {
        double[] z = {random.nextGaussian(), random.nextGaussian(), 0.5 * random.nextGaussian()};
        truth[i] = Simplex.softmax(z);
        double u = random.nextDouble();
        outcomes[i] = u < truth[i][0] ? 0 : u < truth[i][0] + truth[i][1] ? 1 : 2;
        forecasts[i] = Simplex.softmax(distort.apply(Simplex.logs(truth[i])));
      }
      return new Sample(forecasts, truth, outcomes);
    }

    double logLoss(ProbabilityCalibration calibration) {
      double loss = 0;
      for (int i = 0; i < outcomes.length; i++) {
        loss -= Math.log(calibration.apply(forecasts[i])[outcomes[i]]);
      }
      return loss / outcomes.length;
    }

    double bestLogLoss() {
      double loss = 0;
      for (int i = 0; i < outcomes.length; i++) {
        loss -= Math.log(truth[i][outcomes[i]]);
      }
      return loss / outcomes.length;
    }
  }

  private static double[] sharpened(double[] logits) {
    return Arrays.stream(logits).map(z -> 2 * z).toArray();
  }

  @Test
  void temperature_takes_back_the_confidence_that_outcomes_do_not_support() {
    Sample sample = Sample.of(4_000, 3, CalibrationTest::sharpened);
    ProbabilityCalibration fitted =
        CalibrationMethod.TEMPERATURE.fit(sample.forecasts(), sample.outcomes(), 1);
    assertThat(((TemperatureScaling) fitted).temperature()).isCloseTo(2, within(0.12));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void every_method_undoes_overconfidence_out_of_sample(CalibrationMethod method) {
    Sample past = Sample.of(3_000, 3, CalibrationTest::sharpened);
    Sample future = Sample.of(3_000, 4, CalibrationTest::sharpened);
    ProbabilityCalibration fitted = method.fit(past.forecasts(), past.outcomes(), 1);
    double before = future.logLoss(CalibrationMethod.NONE.restore(new double[0]));
    double after = future.logLoss(fitted);
    double best = future.bestLogLoss();
    assertThat(after - best).isLessThan(0.35 * (before - best));
  }

  /** A shift of classes that one temperature cannot mend and the others can. */
  @ParameterizedTest
  @EnumSource(names = {"VECTOR", "DIRICHLET", "BETA", "ISOTONIC"})
  void methods_with_a_parameter_per_class_undo_a_bias(CalibrationMethod method) {
    UnaryOperator<double[]> biased = z -> new double[] {z[0] + 0.8, z[1], z[2] - 0.4};
    Sample past = Sample.of(3_000, 5, biased);
    Sample future = Sample.of(3_000, 6, biased);
    double scaled =
        future.logLoss(CalibrationMethod.TEMPERATURE.fit(past.forecasts(), past.outcomes(), 1));
    double fitted = future.logLoss(method.fit(past.forecasts(), past.outcomes(), 1));
    assertThat(fitted - future.bestLogLoss()).isLessThan(0.3 * (scaled - future.bestLogLoss()));
  }

  @ParameterizedTest
  @EnumSource
  void honest_forecasts_stay_nearly_as_they_are(CalibrationMethod method) {
    Sample sample = Sample.of(2_000, 7, z -> z);
    ProbabilityCalibration fitted = method.fit(sample.forecasts(), sample.outcomes(), 1);
    assertThat(fitted.apply(new double[] {0.5, 0.3, 0.2}))
        .containsExactly(new double[] {0.5, 0.3, 0.2}, within(0.06));
  }

  @ParameterizedTest
  @EnumSource
  void a_few_outcomes_change_little_and_none_change_nothing(CalibrationMethod method) {
    double[] p = {0.5, 0.3, 0.2};
    assertThat(method.fit(new double[0][], new int[0], 1).apply(p))
        .containsExactly(p, within(1e-12));
    double[] after = method.fit(new double[][] {{0.4, 0.4, 0.2}}, new int[] {2}, 1).apply(p);
    assertThat(after).containsExactly(p, within(0.06));
  }

  @Property(tries = 60)
  void the_result_is_a_distribution_without_zeros(@ForAll long seed) {
    CounterRandom random = CounterRandom.of(seed);
    int n = 1 + random.nextInt(60);
    double[][] forecasts = new double[n][];
    int[] outcomes = new int[n];
    for (int i = 0; i < n; i++) {
      forecasts[i] = random.nextInt(4) == 0 ? new double[] {1, 0, 0} : draw(random);
      outcomes[i] = random.nextInt(3);
    }
    for (CalibrationMethod method : CalibrationMethod.values()) {
      ProbabilityCalibration fitted = method.fit(forecasts, outcomes, 1);
      for (double[] p : new double[][] {draw(random), {1, 0, 0}, {0, 0.5, 0.5}}) {
        double[] q = fitted.apply(p);
        assertThat(q[0] + q[1] + q[2]).isCloseTo(1, within(1e-12));
        for (double v : q) {
          assertThat(v).isGreaterThan(0.9 * ProbabilityCalibration.LEAST);
        }
        ProbabilityCalibration restored = fitted.method().restore(fitted.parameters());
        assertThat(restored.apply(p)).containsExactly(q);
      }
    }
  }

  private static double[] draw(CounterRandom random) {
    double[] p = {random.nextExponential(), random.nextExponential(), random.nextExponential()};
    double total = p[0] + p[1] + p[2];
    return new double[] {p[0] / total, p[1] / total, p[2] / total};
  }

  @Test
  void parameters_that_fit_no_calibration_are_refused() {
    assertThatThrownBy(() -> CalibrationMethod.TEMPERATURE.restore(new double[] {0}))
        .hasMessage("temperature: must be positive and finite, got 0.0");
    assertThatThrownBy(() -> CalibrationMethod.VECTOR.restore(new double[] {1, 2, 3}))
        .hasMessageContaining("must be K(K + 1)");
    assertThatThrownBy(() -> CalibrationMethod.BETA.restore(new double[] {-1, 1, 0, 1, 1, 0}))
        .hasMessageContaining("a and b must be at least 0");
    assertThatThrownBy(() -> CalibrationMethod.ISOTONIC.restore(new double[] {1, 3, 7}))
        .hasMessageContaining("has no steps");
    assertThatThrownBy(() -> CalibrationMethod.BETA.fit(new double[][] {{1, 0}}, new int[] {2}, 1))
        .hasMessage("outcomes[0]: must lie in [0, 2), got 2");
  }

  /** 10 × .9 with 8 right, 10 × .6 with 6, 5 × .8 with 2: ECE .12 and MCE .4 by hand. */
  @Test
  void the_reliability_diagram_counts_what_happened() {
    double[] p = new double[25];
    boolean[] right = new boolean[25];
    for (int i = 0; i < 25; i++) {
      p[i] = i < 10 ? 0.9 : i < 20 ? 0.6 : 0.8;
      right[i] = i < 8 || (i >= 10 && i < 16) || i == 20 || i == 21;
    }
    Reliability r = Reliability.of(p, right, 10);
    assertThat(r.expectedError()).isCloseTo(0.12, within(1e-12));
    assertThat(r.largestError()).isCloseTo(0.4, within(1e-12));
    assertThat(r.bins()).hasSize(3);
    Reliability.Bin middle = r.bins().get(1);
    assertThat(middle.frequency()).isEqualTo(0.4);
    // Wilson interval of 2 out of 5, statsmodels.stats.proportion.proportion_confint
    assertThat(middle.lower()).isCloseTo(0.11762, within(1e-4));
    assertThat(middle.upper()).isCloseTo(0.76928, within(1e-4));
    assertThat(r.lowerBound()).isLessThanOrEqualTo(r.expectedError());
    assertThat(r.upperBound()).isGreaterThanOrEqualTo(r.expectedError());
  }

  @Test
  void forecasts_that_are_always_right_have_no_error() {
    boolean[] happened = new boolean[40];
    Arrays.fill(happened, true);
    double[] certain = new double[40];
    Arrays.fill(certain, 1);
    Reliability r = Reliability.of(certain, happened, 10);
    assertThat(r.expectedError()).isZero();
    assertThat(r.upperBound()).isZero();
  }
}
