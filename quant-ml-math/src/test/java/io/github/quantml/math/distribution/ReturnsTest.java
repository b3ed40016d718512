// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.distribution;

import static io.github.quantml.math.Precision.assertRelative;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.ReturnDistribution;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class ReturnsTest {
  @Property
  void quantile_inverts_cdf(
      @ForAll @Scale(7) @DoubleRange(min = 1e-6, max = 0.999999) double p,
      @ForAll @Scale(7) @DoubleRange(min = 0.001, max = 0.999) double weight,
      @ForAll @Scale(7) @DoubleRange(min = 2.05, max = 60) double nu,
      @ForAll @Scale(7) @DoubleRange(min = 1e-4, max = 0.3) double scale) {
    ReturnDistribution normal = NormalReturns.of(0.01, 0.02);
    ReturnDistribution student = StudentTReturns.of(-0.03, scale, nu);
    ReturnDistribution mixture =
        MixtureReturns.of(new double[] {weight, 1 - weight}, normal, student);
    for (ReturnDistribution law : new ReturnDistribution[] {normal, student, mixture}) {
      double r = law.quantile(p);
      double density = Math.exp(law.logDensity(r));
      assertThat(law.cdf(r)).isCloseTo(p, within(1e-14 + 2e-12 * density * law.stdDev()));
    }
  }

  @Test
  void density_is_the_derivative_of_cdf() {
    ReturnDistribution law =
        MixtureReturns.of(
            new double[] {0.2, 0.3, 0.5},
            NormalReturns.of(0.01, 0.02),
            StudentTReturns.of(0, 0.01, 3),
            NormalReturns.of(-0.05, 0.04));
    for (double r = -0.2; r < 0.2; r += 0.0173) {
      double h = 1e-5;
      double slope = (law.cdf(r + h) - law.cdf(r - h)) / (2 * h);
      assertRelative("density at " + r, Math.exp(law.logDensity(r)), slope, 2e-5);
    }
  }

  @Test
  void moments_follow_the_parameters() {
    StudentTReturns student = StudentTReturns.of(0.01, 0.02, 4);
    assertThat(student.mean()).isEqualTo(0.01);
    assertThat(student.stdDev()).isCloseTo(0.02 * Math.sqrt(2), within(1e-17));
    assertThat(StudentTReturns.ofMoments(0.01, 0.05, 3).stdDev()).isCloseTo(0.05, within(1e-16));
    MixtureReturns mixture =
        MixtureReturns.of(
            new double[] {0.25, 0.75, 0}, NormalReturns.of(1, 1), NormalReturns.of(-1, 2), student);
    assertThat(mixture.size()).isEqualTo(2);
    assertThat(mixture.mean()).isEqualTo(-0.5);
    // E x² − μ² = ¼(1 + 1) + ¾(4 + 1) − ¼ = 4
    assertThat(mixture.stdDev()).isEqualTo(2);
  }

  @Test
  void log_density_survives_where_the_density_underflows() {
    ReturnDistribution mixture =
        MixtureReturns.of(new double[] {0.5, 0.5}, NormalReturns.of(0, 1), NormalReturns.of(1, 1));
    assertThat(mixture.logDensity(100))
        .isCloseTo(-4900.5 - 0.5 * Math.log(8 * Math.PI), within(1e-9));
  }

  @Test
  void bad_parameters_are_named() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NormalReturns.of(0, 0))
        .withMessage("stdDev must be positive and finite: 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StudentTReturns.of(0, 1, 2))
        .withMessage("nu must be > 2 and finite: 2.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MixtureReturns.of(new double[] {0.5}, NormalReturns.of(0, 1)))
        .withMessage("weights must sum to 1: 0.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NormalReturns.of(0, 1).quantile(1))
        .withMessage("p must be in (0, 1): 1.0");
  }
}
