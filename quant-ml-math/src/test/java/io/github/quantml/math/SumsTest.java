// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SumsTest {
  @Property
  void sum_is_within_one_unit_in_the_last_place(
      @ForAll @Size(min = 1, max = 60) List<@DoubleRange(min = -1e12, max = 1e12) Double> values) {
    double[] x = values.stream().mapToDouble(Double::doubleValue).toArray();
    BigDecimal exact = BigDecimal.ZERO;
    double size = 0;
    for (double value : x) {
      exact = exact.add(new BigDecimal(value));
      size += Math.abs(value);
    }
    double expected = exact.doubleValue();
    assertThat(Math.abs(Sums.sum(x) - expected))
        .isLessThanOrEqualTo(Math.ulp(expected) + 1e-28 * size);
  }

  @Test
  void cancelling_terms_leave_what_is_left() {
    assertThat(Sums.sum(new double[] {1, 1e100, 1, -1e100})).isEqualTo(2);
    assertThat(Sums.sum(new double[0])).isZero();
    assertThat(Sums.sum(new double[] {1, Double.NaN})).isNaN();
    assertThat(Sums.sum(new double[] {1, Double.POSITIVE_INFINITY})).isInfinite();
    assertThat(Sums.dot(new double[] {1e200, 1, -1e200}, new double[] {1, 1, 1})).isEqualTo(1);
  }

  /** NIST StRD NumAcc2 to NumAcc4: certified mean = base and standard deviation 0.1 exactly. */
  @Test
  void nist_numacc_means_and_deviations() {
    for (double base : NumAcc.bases()) {
      double[] x = NumAcc.series(base);
      assertThat(Precision.relativeError(Sums.mean(x), base)).isLessThan(1e-15);
      // The values themselves are rounded: half an ulp of base against a deviation of 0.1.
      double bound = 1e-14 + 5 * Math.ulp(base);
      assertThat(Precision.relativeError(Math.sqrt(Sums.variance(x, 1)), 0.1)).isLessThan(bound);
    }
  }

  @Test
  void impossible_requests_are_named() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sums.mean(new double[0]))
        .withMessage("x must hold at least one value: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sums.variance(new double[] {1}, 1))
        .withMessage("ddof must be in [0, 0]: 1");
  }
}
