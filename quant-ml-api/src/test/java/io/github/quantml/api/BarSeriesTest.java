// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarSeriesTest {
  private static final Instant T = Bars.START;
  private static final Duration DAY = Duration.ofDays(1);

  private static BarSeriesBuilder builder() {
    return BarSeries.builder("AAPL", DAY);
  }

  @ParameterizedTest
  @CsvSource({
    "NaN, 11, 9, 10, 1, 'column open, value NaN: must be finite and positive'",
    "10, Infinity, 9, 10, 1, 'column high, value Infinity: must be finite and positive'",
    "10, 11, -9, 10, 1, 'column low, value -9.0: must be finite and positive'",
    "10, 11, 9, 0, 1, 'column close, value 0.0: must be finite and positive'",
    "10, 11, 9, 10, -1, 'column volume, value -1.0: must be finite and at least 0'",
    "10, 11, 9, 10, NaN, 'column volume, value NaN: must be finite and at least 0'",
    "10, 8, 9, 10, 1, 'column high, value 8.0: must be at least low 9.0'",
    "12, 11, 9, 10, 1, 'column open, value 12.0: must lie between low 9.0 and high 11.0'",
    "10, 11, 9, 8.5, 1, 'column close, value 8.5: must lie between low 9.0 and high 11.0'",
  })
  void a_bad_bar_is_refused_with_symbol_row_column_value_and_rule(
      double open, double high, double low, double close, double volume, String fault) {
    BarSeriesBuilder b = builder().add(T, 10, 11, 9, 10, 1);
    assertThatThrownBy(() -> b.add(T.plus(DAY), open, high, low, close, volume))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("AAPL, row 1: " + fault);
    assertThat(b.build().size()).isEqualTo(1);
  }

  @Test
  void a_duplicate_time_names_both_rows() {
    BarSeriesBuilder b = builder().rowName(i -> "a.csv line " + (i + 2)).add(T, 10, 11, 9, 10, 1);
    assertThatThrownBy(() -> b.add(T, 10, 11, 9, 10, 1))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "AAPL, a.csv line 3: column time, value 2024-01-02T21:00:00Z: is the same as in a.csv"
                + " line 2");
  }

  @Test
  void a_time_before_its_predecessor_is_refused() {
    BarSeriesBuilder b = builder().add(T, 10, 11, 9, 10, 1);
    assertThatThrownBy(() -> b.add(T.minusSeconds(1), 10, 11, 9, 10, 1))
        .hasMessageContaining("is not after 2024-01-02T21:00:00Z in row 0");
  }

  @Test
  void a_time_no_long_can_hold_is_refused() {
    assertThatThrownBy(() -> builder().add(Instant.MAX, 10, 11, 9, 10, 1))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("must lie in the years 1678 to 2261");
  }

  @Test
  void lenient_repair_sorts_drops_and_reports_each_mend() {
    BarSeriesBuilder b = builder().repair(RepairPolicy.lenient());
    b.add(T.plus(DAY), 10, 11, 9, 10, 1);
    b.add(T, 20, 21, 19, 20, 1);
    b.add(T.plus(DAY), 30, 31, 29, 30, 1);
    b.add(T.plus(DAY.multipliedBy(2)), 10, 8, 9, 10, 1);
    BarSeries bars = b.build();
    assertThat(bars.toCloses()).containsExactly(20, 30);
    assertThat(b.repairs())
        .extracting(Repair::toString)
        .containsExactly(
            "row 3: dropped: column high, value 8.0: must be at least low 9.0",
            "AAPL: sorted 3 bars by time",
            "row 0: dropped: another bar has the same time 2024-01-03T21:00:00Z");
  }

  @Test
  void widening_repairs_high_and_low_but_not_a_negative_price() {
    RepairPolicy widen = RepairPolicy.strict().withBadBars(RepairPolicy.BadBars.WIDEN);
    BarSeriesBuilder b = builder().repair(widen).add(T, 12, 11, 9, 8, 1);
    assertThatThrownBy(() -> b.add(T.plus(DAY), -1, 11, 9, 10, 1))
        .hasMessageContaining("column open, value -1.0");
    BarSeries bars = b.build();
    assertThat(bars.high(0)).isEqualTo(12);
    assertThat(bars.low(0)).isEqualTo(8);
  }

  @Test
  void keeping_the_first_of_duplicates_keeps_the_first() {
    RepairPolicy first = RepairPolicy.strict().withDuplicates(RepairPolicy.Duplicates.KEEP_FIRST);
    BarSeries bars =
        builder().repair(first).add(T, 10, 11, 9, 10, 1).add(T, 20, 21, 19, 20, 1).build();
    assertThat(bars.toCloses()).containsExactly(10);
  }

  @Test
  void a_builder_builds_once() {
    BarSeriesBuilder b = builder().add(T, 10, 11, 9, 10, 1);
    b.build();
    assertThatThrownBy(b::build).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> b.add(T.plus(DAY), 10, 11, 9, 10, 1))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void blank_symbols_and_negative_intervals_are_refused() {
    assertThatThrownBy(() -> BarSeries.builder(" ", DAY)).hasMessageContaining("symbol");
    assertThatThrownBy(() -> BarSeries.builder("A", DAY.negated()))
        .hasMessageContaining("interval");
  }

  @Test
  void indices_outside_name_the_series() {
    BarSeries bars = Bars.walk("AAPL", 5, 1);
    assertThatThrownBy(() -> bars.close(5)).hasMessage("AAPL: bar 5 of a series of 5 bars");
    assertThatThrownBy(() -> bars.window(1, 3).close(2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> bars.window(3, 2)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Property
  void a_view_until_a_moment_holds_exactly_the_bars_closed_by_then(
      @ForAll @IntRange(min = 1, max = 60) int n,
      @ForAll @IntRange(min = -30, max = 2000) int hours) {
    BarSeries bars = Bars.walk("X", n, 3);
    Instant moment = T.plus(Duration.ofHours(hours));
    BarSeries view = bars.until(moment);
    for (int i = 0; i < n; i++) {
      assertThat(i < view.size()).isEqualTo(!bars.time(i).isAfter(moment));
    }
  }

  @Property
  void equal_content_has_equal_fingerprints_whatever_view_it_comes_from(
      @ForAll @IntRange(min = 0, max = 20) int from,
      @ForAll @IntRange(min = 0, max = 20) int length) {
    BarSeries bars = Bars.walk("X", 40, 5);
    BarSeries view = bars.window(from, from + length);
    BarSeriesBuilder copy = BarSeries.builder("X", DAY);
    for (int i = 0; i < view.size(); i++) {
      copy.add(
          view.time(i), view.open(i), view.high(i), view.low(i), view.close(i), view.volume(i));
    }
    BarSeries same = copy.build();
    assertThat(same).isEqualTo(view);
    assertThat(same.fingerprint()).isEqualTo(view.fingerprint());
    assertThat(same.hashCode()).isEqualTo(view.hashCode());
  }

  @Test
  void any_changed_value_changes_the_fingerprint() {
    BarSeries bars = Bars.walk("X", 3, 5);
    long original = bars.fingerprint();
    for (int column = 0; column < 6; column++) {
      BarSeriesBuilder b = BarSeries.builder("X", DAY);
      for (int i = 0; i < 3; i++) {
        double d = i == 1 ? 1e-9 : 0;
        b.add(
            bars.time(i).plusNanos(column == 0 && i == 1 ? 1 : 0),
            bars.open(i) + (column == 1 ? d : 0),
            bars.high(i) + (column == 2 ? d : 0),
            bars.low(i) + (column == 3 ? d : 0),
            bars.close(i) + (column == 4 ? d : 0),
            bars.volume(i) + (column == 5 ? d : 0));
      }
      assertThat(b.build().fingerprint()).isNotEqualTo(original);
    }
    assertThat(Bars.walk("Y", 3, 5).fingerprint()).isNotEqualTo(original);
  }

  @Test
  void copies_do_not_reach_into_the_series() {
    BarSeries bars = Bars.walk("X", 4, 5);
    double first = bars.close(0);
    bars.toCloses()[0] = -1;
    double[] out = new double[6];
    bars.copy(BarColumn.HIGH, out, 1);
    assertThat(out[0]).isZero();
    assertThat(out[1]).isEqualTo(bars.high(0));
    assertThat(bars.close(0)).isEqualTo(first);
  }

  @Test
  void minus_zero_volume_is_zero_volume() {
    BarSeries a = builder().add(T, 10, 11, 9, 10, -0.0).build();
    BarSeries b = builder().add(T, 10, 11, 9, 10, 0.0).build();
    assertThat(a).isEqualTo(b);
    assertThat(a.fingerprint()).isEqualTo(b.fingerprint());
  }

  @Test
  void simple_returns_are_those_of_the_last_bars() {
    BarSeriesBuilder out = BarSeries.builder("X", Duration.ofDays(1));
    double[] closes = {100, 110, 99, 99};
    for (int i = 0; i < closes.length; i++) {
      Instant time = Instant.parse("2020-01-01T21:00:00Z").plus(Duration.ofDays(i));
      out.add(time, closes[i], closes[i], closes[i], closes[i], 1);
    }
    BarSeries bars = out.build();
    assertThat(bars.simpleReturns()).containsExactly(110 / 100.0 - 1, 99 / 110.0 - 1, 0);
    assertThat(bars.simpleReturns(2)).containsExactly(99 / 110.0 - 1, 0);
    assertThat(bars.simpleReturns(0)).isEmpty();
    assertThat(bars.window(0, 1).simpleReturns()).isEmpty();
    assertThat(bars.window(0, 0).simpleReturns(5)).isEmpty();
  }
}
