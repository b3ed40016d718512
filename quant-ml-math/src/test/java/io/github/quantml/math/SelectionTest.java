// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SelectionTest {
  @Property
  void selection_finds_what_sorting_finds(
      @ForAll @Size(min = 1, max = 300) double[] x, @ForAll @IntRange(min = 0, max = 299) int at) {
    check(x, at % x.length);
  }

  @Property
  void ties_and_patterns_are_no_trap(
      @ForAll @Size(min = 1, max = 300) @IntRange(min = 0, max = 3) int[] few,
      @ForAll @IntRange(min = 0, max = 299) int at) {
    check(Arrays.stream(few).asDoubleStream().toArray(), at % few.length);
  }

  private static void check(double[] x, int k) {
    double[] sorted = x.clone();
    Arrays.sort(sorted);
    assertThat(Double.doubleToLongBits(Quantiles.select(x.clone(), k)))
        .isEqualTo(Double.doubleToLongBits(sorted[k]));
  }

  @Test
  void ordered_reversed_and_organ_pipe_inputs_stay_fast_and_right() {
    int n = 200_000;
    double[][] inputs = new double[3][n];
    for (int i = 0; i < n; i++) {
      inputs[0][i] = i;
      inputs[1][i] = n - i;
      inputs[2][i] = Math.min(i, n - i);
    }
    for (double[] x : inputs) {
      check(x, 9 * n / 10);
    }
    assertThatThrownBy(() -> Quantiles.select(new double[3], 3)).hasMessageContaining("k must be");
  }
}
