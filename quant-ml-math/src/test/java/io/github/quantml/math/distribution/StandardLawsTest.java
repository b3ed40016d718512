// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.distribution;

import static io.github.quantml.math.Precision.assertTable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.quantml.math.Fixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardLawsTest {
  private final Fixture reference = Fixture.of("distribution.properties");

  @Test
  void error_functions_agree_with_50_digit_values() {
    assertTable(reference, "erf", Erf::erf, 5e-16);
    assertTable(reference, "erfc", Erf::erfc, 8e-16);
  }

  @Test
  void normal_tails_keep_relative_precision() {
    // x / √2 is rounded before squaring: the relative error grows as x²·2⁻⁵³ in the far tail.
    assertTable(reference, "normalCdf", StandardNormal::cdf, 2e-13);
    assertTable(reference, "normalCdf", x -> StandardNormal.survival(-x), 2e-13);
    assertTable(reference, "normalLogCdf", StandardNormal::logCdf, 2e-14);
  }

  @Test
  void normal_quantile_agrees_with_50_digit_values() {
    assertTable(reference, "normalQuantile", StandardNormal::quantile, 1e-15);
    assertThat(StandardNormal.quantile(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(StandardNormal.quantile(1)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(StandardNormal.survivalQuantile(0.025)).isEqualTo(-StandardNormal.quantile(0.025));
  }

  @ParameterizedTest
  @CsvSource({"1", "2.1", "3", "4.5", "8", "30", "250", "1e6"})
  void student_t_agrees_with_50_digit_values(String nu) {
    StudentT t = StudentT.of(Double.parseDouble(nu));
    double bound = Math.max(5e-14, 2e-17 * t.nu());
    String key = "t" + (nu.equals("1e6") ? "1000000_0" : nu.replace('.', '_'));
    assertTable(reference, key + ".survival", t::survival, bound);
    assertTable(reference, key + ".survival", x -> t.cdf(-x), bound);
    assertTable(reference, key + ".logDensity", t::logDensity, 5e-15);
    assertTable(reference, key + ".quantile", t::quantile, bound);
  }

  @Test
  void test_statistics_tails_agree_with_50_digit_values() {
    assertTable(reference, "chi2_1.survival", x -> ChiSquared.survival(x, 1), 1e-13);
    assertTable(reference, "chi2_10.survival", x -> ChiSquared.survival(x, 10), 1e-13);
    assertTable(reference, "f_6_9.survival", x -> FisherF.survival(x, 6, 9), 1e-13);
    assertTable(reference, "f_9_807.survival", x -> FisherF.survival(x, 9, 807), 1e-12);
  }

  @Test
  void not_a_number_is_refused_or_handed_through_but_never_answered() {
    assertThat(Erf.erf(Double.NaN)).isNaN();
    assertThat(Erf.erfc(Double.NaN)).isNaN();
    assertThat(StudentT.of(5).cdf(Double.NaN)).isNaN();
    assertThatIllegalArgumentException().isThrownBy(() -> StandardNormal.quantile(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> StudentT.of(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> StudentT.of(4).quantile(1.01));
  }
}
