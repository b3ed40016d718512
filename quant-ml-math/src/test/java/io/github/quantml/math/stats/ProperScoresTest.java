// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.stats;

import static io.github.quantml.math.Precision.assertRelative;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.math.Fixture;
import io.github.quantml.math.distribution.NormalReturns;
import io.github.quantml.math.distribution.StudentTReturns;
import org.junit.jupiter.api.Test;

class ProperScoresTest {
  private final Fixture reference = Fixture.of("stats.properties");

  /**
   * Worked by hand: (0.3² + 0.2² + 0.1²) and so on; the means were also checked with scikit-learn.
   */
  @Test
  void class_scores_of_a_small_table() {
    double[][] p = {{0.7, 0.2, 0.1}, {0.1, 0.8, 0.1}, {0.3, 0.3, 0.4}, {0.25, 0.5, 0.25}};
    int[] y = {0, 1, 2, 0};
    double brier = 0;
    double log = 0;
    double ranked = 0;
    for (int i = 0; i < y.length; i++) {
      brier += ProperScores.brier(p[i], y[i]) / 4;
      log += ProperScores.log(p[i][y[i]]) / 4;
      ranked += ProperScores.rankedProbability(p[i], y[i]) / 4;
    }
    assertThat(brier).isCloseTo(0.40375, within(1e-15));
    assertThat(log).isCloseTo(0.720600897061747, within(1e-15));
    assertThat(ranked).isCloseTo(0.149375, within(1e-15));
  }

  @Test
  void binary_brier_score() {
    double[] p = {0.1, 0.4, 0.35, 0.8};
    boolean[] y = {false, false, true, true};
    double brier = 0;
    for (int i = 0; i < p.length; i++) {
      brier += ProperScores.brier(p[i], y[i]) / 4;
    }
    assertThat(brier).isCloseTo(0.158125, within(1e-15));
  }

  @Test
  void crps_agrees_with_quadrature_of_its_definition() {
    double[] y = reference.array("crps.y");
    double[] normal = new double[y.length];
    double[] student = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      normal[i] = ProperScores.crpsNormal(1, 2, 1 + 2 * y[i]) / 2;
      student[i] = ProperScores.crpsStudentT(-1, 3, 5, -1 + 3 * y[i]) / 3;
    }
    assertRelative(normal, reference.array("crps.normal"), 1e-13);
    assertRelative(student, reference.array("crps.t5"), 1e-10);
    double[] sample = reference.array("crps.sample");
    assertRelative(
        "sample", ProperScores.crpsSample(sample, 0.7), reference.value("crps.sample.at"), 1e-13);
    assertThat(ProperScores.crpsSample(new double[] {2}, 5)).isEqualTo(3);
  }

  @Test
  void volatility_and_quantile_losses() {
    assertThat(ProperScores.qlike(0.04, 0.04)).isZero();
    assertThat(ProperScores.qlike(0.02, 0.04)).isCloseTo(1 - Math.log(2), within(1e-15));
    assertThat(ProperScores.qlikeLogForm(0.5, 0)).isCloseTo(-Math.log(2), within(1e-15));
    assertThat(ProperScores.pinball(0.9, 2, 3)).isCloseTo(0.9, within(1e-15));
    assertThat(ProperScores.pinball(0.9, 3, 2)).isCloseTo(0.1, within(1e-15));
    assertThat(ProperScores.log(NormalReturns.of(0, 1), 0))
        .isCloseTo(0.5 * Math.log(2 * Math.PI), within(1e-15));
  }

  @Test
  void impossible_inputs_are_named() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProperScores.qlike(0, 1))
        .withMessage("forecast must be > 0: 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProperScores.brier(new double[] {0.5, 0.4}, 0))
        .withMessage("probabilities must sum to 1: 0.9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProperScores.rankedProbability(new double[] {0.5, 0.5}, 2))
        .withMessage("outcome must be in [0, 1]: 2");
  }

  /** Four yes/no forecasts .1 .4 .35 .8 of 0 0 1 1: scikit-learn's log_loss. */
  @Test
  void binary_log_loss() {
    double sum =
        ProperScores.log(0.9)
            + ProperScores.log(0.6)
            + ProperScores.log(0.35)
            + ProperScores.log(0.8);
    assertThat(sum / 4).isCloseTo(0.47228795380917615, within(1e-15));
  }

  /** Variances 1 2 .5 4 forecast as 1.2 1.5 .7 3: by the definitions in Python. */
  @Test
  void both_forms_of_qlike() {
    double[] came = {1, 2, .5, 4};
    double[] said = {1.2, 1.5, .7, 3};
    double patton = 0;
    double logForm = 0;
    for (int i = 0; i < came.length; i++) {
      patton += ProperScores.qlike(said[i], came[i]) / came.length;
      logForm += ProperScores.qlikeLogForm(said[i], came[i]) / came.length;
    }
    assertThat(patton).isCloseTo(.03942884069933, within(1e-13));
    assertThat(logForm).isCloseTo(1.38600243097930, within(1e-13));
  }

  @Test
  void the_numeric_crps_agrees_with_the_closed_forms() {
    for (double y : new double[] {-4, -0.3, 0, 0.2, 1, 7}) {
      assertThat(ProperScores.crps(NormalReturns.of(0.2, 1.3), y))
          .isCloseTo(ProperScores.crpsNormal(0.2, 1.3, y), within(1e-6));
      assertThat(ProperScores.crps(StudentTReturns.of(0.1, 0.8, 5), y))
          .isCloseTo(ProperScores.crpsStudentT(0.1, 0.8, 5, y), within(1e-5));
    }
  }
}
