// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.random.CounterRandom;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SubsequenceAlignmentTest {
  /** dtaidistance 2.3: subsequence_alignment with its default penalty 0.1, kbest_matches(k=3). */
  @Test
  void the_segments_are_those_of_dtaidistance() {
    double[] query = {1, 2, 0};
    double[] series = {1, 0, 1, 2, 1, 0, 2, 0, 3, 0, 0};
    List<SubsequenceAlignment.Segment> found =
        SubsequenceAlignment.of(query, series, 0.1).nearest(3);
    assertThat(found).extracting(SubsequenceAlignment.Segment::start).containsExactly(2, 5, 0);
    assertThat(found).extracting(SubsequenceAlignment.Segment::end).containsExactly(4, 7, 1);
    assertThat(found.get(0).distance()).isEqualTo(1);
    assertThat(found.get(2).distance()).isCloseTo(1.004987562112089, within(1e-15));
  }

  @Property(tries = 50)
  void a_stretch_of_the_series_itself_is_found_at_distance_zero(@ForAll long seed) {
    CounterRandom random = CounterRandom.of(seed);
    double[] series = new double[80];
    random.fillGaussian(series);
    int at = random.nextInt(60);
    double[] query = Arrays.copyOfRange(series, at, at + 20);
    SubsequenceAlignment.Segment best =
        SubsequenceAlignment.of(query, series, 0.1).nearest(1).get(0);
    assertThat(best).isEqualTo(new SubsequenceAlignment.Segment(at, at + 19, 0));
  }

  @Property(tries = 50)
  void segments_do_not_overlap_and_come_in_order(@ForAll long seed) {
    CounterRandom random = CounterRandom.of(seed);
    double[] series = new double[60];
    double[] query = new double[8];
    random.fillGaussian(series);
    random.fillGaussian(query);
    List<SubsequenceAlignment.Segment> found =
        SubsequenceAlignment.of(query, series, 0.1).nearest(10);
    for (int i = 0; i < found.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertThat(found.get(j).distance()).isLessThanOrEqualTo(found.get(i).distance());
        assertThat(
                found.get(i).end() < found.get(j).start()
                    || found.get(j).end() < found.get(i).start())
            .isTrue();
      }
    }
  }

  @Test
  void bad_input_is_refused_by_name() {
    assertThatThrownBy(() -> SubsequenceAlignment.of(new double[1], new double[5], 0))
        .isInstanceOf(InsufficientDataException.class);
    assertThatThrownBy(
            () -> SubsequenceAlignment.of(new double[] {1, 2}, new double[] {Double.NaN}, 0))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("subsequence alignment: series 0 must be finite, got NaN");
    assertThatThrownBy(() -> SubsequenceAlignment.of(new double[2], new double[2], -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
