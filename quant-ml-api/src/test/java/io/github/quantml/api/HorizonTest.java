// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HorizonTest {
  @ParameterizedTest
  @CsvSource({
    "5b, 5b",
    "1 bar, 1b",
    "30d, 30d",
    "24h, 1d",
    "90m, 90m",
    "15min, 15m",
    "2w, 14d",
    "30s, 30s"
  })
  void texts_are_read_and_written(String text, String written) {
    assertThat(Horizon.parse(text)).hasToString(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "d", "0b", "-3d", "5", "5y", "5.5d", "99999999d", "5 b b"})
  void other_texts_are_refused_by_name(String text) {
    assertThatThrownBy(() -> Horizon.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("5b or 30d");
  }

  @Test
  void a_calendar_span_becomes_the_average_number_of_bars() {
    BarSeries daily = Bars.walk("X", 101, 1);
    Horizon h = Horizon.parse("30d").resolve(daily);
    assertThat(h.bars()).isEqualTo(30);
    assertThat(h).hasToString("30d (30 bars)");
    assertThat(h.resolve(daily)).isSameAs(h);
    assertThat(Horizon.of(Duration.ofHours(1)).resolve(daily).bars()).isEqualTo(1);
  }

  @Test
  void a_span_longer_than_the_data_is_refused_with_both_lengths() {
    assertThatThrownBy(() -> Horizon.parse("300d").resolve(Bars.walk("X", 101, 1)))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessage(
            "X: minutes of history for a horizon of 300d: needs at least 432000, got 144000");
  }

  @Test
  void a_horizon_of_no_bars_does_not_exist() {
    assertThatThrownBy(() -> Horizon.ofBars(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Horizon.of(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
