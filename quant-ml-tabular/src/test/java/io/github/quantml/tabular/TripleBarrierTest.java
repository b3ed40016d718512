// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.InsufficientDataException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TripleBarrierTest {
  private static BarSeries closes(double... closes) {
    BarSeriesBuilder out = BarSeries.builder("TEST", Duration.ofDays(1));
    for (int t = 0; t < closes.length; t++) {
      double c = closes[t];
      out.add(Instant.EPOCH.plus(Duration.ofDays(t)), c, c, c, c, 1);
    }
    return out.build();
  }

  @Test
  void theFirstTouchDecides() {
    // Moves of about +-1 % give sigma near 1 %; the barrier of width 1 over 4 bars is near 2.2 %.
    BarSeries bars = closes(100, 101, 100, 101, 100, 101, 104, 90, 90, 90);
    TripleBarrier labels = TripleBarrier.of(bars, 4, 1, 5);
    assertThat(labels.first()).isEqualTo(5);
    assertThat(labels.side()).containsExactly(1);
    assertThat(labels.end()).containsExactly(6);
    assertThat(labels.returns()[0]).isCloseTo(104.0 / 101 - 1, within(1e-15));
  }

  @Test
  void withoutATouchTheHorizonEndsIt() {
    BarSeries bars = closes(100, 101, 100, 101, 100, 101, 101.2, 101.1, 101.3, 101.2);
    TripleBarrier labels = TripleBarrier.of(bars, 4, 1, 5);
    assertThat(labels.side()).containsExactly(0);
    assertThat(labels.end()).containsExactly(9);
    assertThatThrownBy(() -> TripleBarrier.of(bars, 5, 1, 5))
        .isInstanceOf(InsufficientDataException.class);
  }

  @Test
  void uniquenessIsTheMeanShareOfEachBar() {
    // Spans {1,2}, {2,3}, {5}: bar 2 is shared by two, so (1 + 1/2)/2, (1/2 + 1)/2 and 1.
    assertThat(TripleBarrier.uniqueness(new int[] {0, 1, 4}, new int[] {2, 3, 5}))
        .containsExactly(0.75, 0.75, 1);
  }
}
