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

class SubsequenceSearchTest {
  /** The example of stumpy's documentation of {@code mass}, values printed there. */
  @Test
  void distances_equal_the_published_example() {
    double[] series = {584, -11, 23, 79, 1001, 0, -19};
    double[] query = {-11.1, 23.4, 79.5, 1001};
    double[] expected = {3.187924626417, 0.001112973929823, 3.238740177775, 3.344701949594};
    double[] distances = SubsequenceSearch.of(series, 4).distances(query);
    for (int i = 0; i < expected.length; i++) {
      assertThat(distances[i]).isCloseTo(expected[i], within(1e-9));
    }
  }

  @Property(tries = 50)
  void level_and_scale_do_not_matter(@ForAll long seed) {
    CounterRandom random = CounterRandom.of(seed);
    double[] series = new double[200];
    double[] moved = new double[200];
    double[] query = new double[16];
    for (int i = 0; i < series.length; i++) {
      series[i] = random.nextGaussian();
      moved[i] = 1e5 + 0.01 * series[i];
    }
    random.fillGaussian(query);
    double[] a = SubsequenceSearch.of(series, 16).distances(query);
    double[] b = SubsequenceSearch.of(moved, 16).distances(query);
    for (int i = 0; i < a.length; i++) {
      assertThat(b[i]).isCloseTo(a[i], within(1e-6));
    }
  }

  @Test
  void a_constant_window_is_zero_from_a_constant_and_root_m_from_anything_else() {
    double[] series = {5, 5, 5, 5, 1, 2, 3, 4};
    SubsequenceSearch search = SubsequenceSearch.of(series, 4);
    assertThat(search.distances(new double[] {9, 9, 9, 9})[0]).isZero();
    assertThat(search.distances(new double[] {9, 9, 9, 9})[4]).isEqualTo(2);
    assertThat(search.distances(new double[] {1, 2, 3, 4})[0]).isEqualTo(2);
    assertThat(search.distances(new double[] {1, 2, 3, 4})[4]).isCloseTo(0, within(1e-7));
  }

  @Test
  void matches_come_nearest_first_and_keep_their_distance() {
    CounterRandom random = CounterRandom.of(5);
    double[] series = new double[500];
    for (int i = 1; i < series.length; i++) {
      series[i] = series[i - 1] + random.nextGaussian();
    }
    SubsequenceSearch search = SubsequenceSearch.of(series, 20);
    double[] query = search.window(480);
    double[] all = search.distances(query);
    List<Match> matches = search.nearest(query, 8, 10, 440);
    assertThat(matches).hasSize(8);
    assertThat(matches.get(0).distance()).isEqualTo(Arrays.stream(all, 0, 440).min().orElseThrow());
    for (int i = 0; i < matches.size(); i++) {
      assertThat(matches.get(i).start()).isLessThan(440);
      for (int j = 0; j < i; j++) {
        assertThat(matches.get(j).distance()).isLessThanOrEqualTo(matches.get(i).distance());
        assertThat(Math.abs(matches.get(j).start() - matches.get(i).start()))
            .isGreaterThanOrEqualTo(10);
      }
    }
  }

  @Test
  void bad_input_is_refused_by_name() {
    assertThatThrownBy(() -> SubsequenceSearch.of(new double[3], 4))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessage("subsequence search: values: needs at least 4, got 3");
    assertThatThrownBy(() -> SubsequenceSearch.of(new double[] {1, Double.NaN, 3}, 2))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("subsequence search: value 1 must be finite, got NaN");
    assertThatThrownBy(() -> SubsequenceSearch.of(new double[9], 4).distances(new double[3]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
