// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AgreementTest {
  private static final double NAN = Double.NaN;

  @Test
  void a_difference_is_relative_to_the_root_mean_square_of_the_peer() {
    Agreement agreement = Agreement.of(new double[] {3, 4.5, 0}, new double[] {3, 4, 0});
    assertThat(agreement.maxRelDiff()).isEqualTo(0.5 / Math.sqrt(25 / 3.0));
    assertThat(agreement.oneSided()).isZero();
  }

  @Test
  void a_shorter_result_has_left_out_its_warm_up() {
    assertThat(Agreement.of(new double[] {NAN, NAN, 1, 2}, new double[] {1, 2}))
        .isEqualTo(new Agreement(0, 0));
  }

  @Test
  void a_value_on_one_side_only_is_counted_once_we_have_started() {
    double[] ours = {NAN, 1, NAN, 3, NAN};
    double[] peer = {9, 1, 2, NAN, NAN};
    assertThat(Agreement.of(ours, peer)).isEqualTo(new Agreement(0, 2));
  }

  @Test
  void nothing_in_common_is_not_comparable() {
    assertThat(Agreement.of(new double[] {NAN}, new double[] {1}).maxRelDiff()).isNaN();
  }
}
