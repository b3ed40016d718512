// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.math.distribution.StudentT;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CounterRandomTest {
  /** The three known answers of Random123 1.14, file kat_vectors, lines "philox4x32 10". */
  @Test
  void philox_gives_the_published_known_answers() {
    assertThat(words(0L, 0L, 0L)).containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    assertThat(words(-1L, -1L, -1L))
        .containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
    assertThat(words(0x299f31d0a4093822L, 0x85a308d3243f6a88L, 0x0370734413198a2eL))
        .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
  }

  private static int[] words(long key, long counterLow, long counterHigh) {
    int[] out = new int[4];
    Philox.block(key, counterLow, counterHigh, out);
    return out;
  }

  @Test
  void first_values_of_seed_zero_are_the_first_known_answer() {
    CounterRandom random = CounterRandom.of(0);
    assertThat(random.nextLong()).isEqualTo(0xe169c58d6627e8d5L);
    assertThat(random.nextLong()).isEqualTo(0x9b00dbd8bc57ac4cL);
  }

  @Property
  void a_value_depends_on_its_position_only(
      @ForAll long seed, @ForAll @IntRange(max = 200) int position) {
    CounterRandom walked = CounterRandom.of(seed);
    for (int i = 0; i < position; i++) {
      walked.nextLong();
    }
    assertThat(walked.position()).isEqualTo(position);
    CounterRandom jumped = CounterRandom.of(seed);
    jumped.nextLong();
    jumped.seek(position);
    assertThat(jumped.position()).isEqualTo(position);
    assertThat(jumped.nextLong()).isEqualTo(walked.nextLong());
  }

  @Property
  void splitting_ignores_what_was_drawn(@ForAll long seed, @ForAll long streamId) {
    CounterRandom parent = CounterRandom.of(seed);
    long early = parent.split(streamId).nextLong();
    parent.nextGaussian();
    assertThat(parent.split(streamId).nextLong()).isEqualTo(early);
    assertThat(parent.split(streamId + 1).nextLong()).isNotEqualTo(early);
    assertThat(parent.split(streamId).split(streamId).nextLong()).isNotEqualTo(early);
  }

  @Test
  void split_streams_are_uncorrelated() {
    int n = 20_000;
    CounterRandom parent = CounterRandom.of(7);
    CounterRandom a = parent.split(0);
    CounterRandom b = parent.split(1);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += a.nextGaussian() * b.nextGaussian();
    }
    assertThat(sum / Math.sqrt(n)).isBetween(-3.5, 3.5);
  }

  @Test
  void gaussian_and_student_samples_have_their_moments_and_tails() {
    int n = 200_000;
    CounterRandom random = CounterRandom.of(42);
    double nu = 5;
    double limit = StudentT.of(nu).quantile(0.99);
    double mean = 0;
    double square = 0;
    double fourth = 0;
    int beyond = 0;
    for (int i = 0; i < n; i++) {
      double z = random.nextGaussian();
      mean += z;
      square += z * z;
      fourth += z * z * z * z;
      beyond += random.nextStudentT(nu) > limit ? 1 : 0;
    }
    // Four standard errors of each moment: 1, √2, √96 and √(p(1−p)) over √n.
    assertThat(mean / n).isCloseTo(0, within(4 / Math.sqrt(n)));
    assertThat(square / n).isCloseTo(1, within(4 * Math.sqrt(2.0 / n)));
    assertThat(fourth / n).isCloseTo(3, within(4 * Math.sqrt(96.0 / n)));
    assertThat((double) beyond / n).isCloseTo(0.01, within(4 * Math.sqrt(0.0099 / n)));
  }

  @Test
  void bounded_integers_are_uniform() {
    CounterRandom random = CounterRandom.of(3);
    int[] counts = new int[7];
    int n = 70_000;
    for (int i = 0; i < n; i++) {
      counts[random.nextInt(7)]++;
    }
    double chiSquared = 0;
    for (int count : counts) {
      chiSquared += (count - 10_000.0) * (count - 10_000.0) / 10_000;
    }
    assertThat(chiSquared).isLessThan(22.46); // 99.9 % point of chi-squared with 6 degrees
    assertThat(random.nextInt(1)).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> random.nextInt(0))
        .withMessage("bound must be >= 1: 0");
  }

  @Property
  void permutation_holds_every_index_once(@ForAll long seed, @ForAll @IntRange(max = 300) int n) {
    int[] order = CounterRandom.of(seed).permutation(n);
    int[] sorted = order.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < n; i++) {
      assertThat(sorted[i]).isEqualTo(i);
    }
    assertThat(CounterRandom.of(seed).permutation(n)).isEqualTo(order);
  }

  @Test
  void uniforms_stay_inside_their_interval() {
    CounterRandom random = CounterRandom.of(11);
    for (int i = 0; i < 10_000; i++) {
      assertThat(random.nextDouble()).isBetween(0.0, Math.nextDown(1.0));
      assertThat(random.nextOpenDouble()).isStrictlyBetween(0.0, 1.0);
    }
  }
}
