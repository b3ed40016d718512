// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ResamplerTest {
  private static final Instant MONDAY = Instant.parse("2024-01-01T00:00:00Z");

  /** Bars whose closes are whole minutes after Monday, some of them missing. */
  private static BarSeries minutes(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    BarSeriesBuilder out = BarSeries.builder("X", Duration.ofMinutes(1));
    for (int i = 1; i <= n; i++) {
      double open = 1 + random.nextDouble();
      double close = 1 + random.nextDouble();
      if (random.nextInt(4) > 0 || i == n) {
        out.add(
            MONDAY.plus(Duration.ofMinutes(i)),
            open,
            Math.max(open, close) + random.nextDouble(),
            Math.min(open, close) * random.nextDouble(0.5, 1),
            close,
            random.nextInt(1000));
      }
    }
    return out.build();
  }

  @Test
  void a_coarse_bar_holds_the_fine_bars_that_close_in_it() {
    BarSeriesBuilder fine = BarSeries.builder("X", Duration.ofMinutes(1));
    double[][] rows = {{1, 5, 1, 2, 10}, {2, 4, 0.5, 3, 20}, {3, 9, 3, 8, 30}};
    for (int i = 0; i < rows.length; i++) {
      double[] r = rows[i];
      fine.add(MONDAY.plus(Duration.ofMinutes(i + 1)), r[0], r[1], r[2], r[3], r[4]);
    }
    BarSeries coarse = Resampler.of(Duration.ofMinutes(2)).resample(fine.build());
    assertThat(coarse.size()).as("the third bar is half a coarse one").isEqualTo(1);
    assertThat(coarse.time(0)).isEqualTo(MONDAY.plus(Duration.ofMinutes(2)));
    assertThat(coarse.open(0)).isEqualTo(1);
    assertThat(coarse.high(0)).isEqualTo(5);
    assertThat(coarse.low(0)).isEqualTo(0.5);
    assertThat(coarse.close(0)).isEqualTo(3);
    assertThat(coarse.volume(0)).isEqualTo(30);
  }

  @Test
  void an_incomplete_last_bar_is_kept_on_request_at_its_own_time() {
    BarSeries kept = Resampler.of(Duration.ofMinutes(7)).withIncomplete().resample(minutes(20, 1));
    assertThat(kept.time(kept.size() - 1)).isEqualTo(MONDAY.plus(Duration.ofMinutes(20)));
    assertThat(kept.interval()).isEqualTo(Duration.ofMinutes(7));
  }

  @Test
  void weeks_end_on_monday_and_days_where_the_offset_says() {
    BarSeriesBuilder days = BarSeries.builder("X", Duration.ofDays(1));
    for (int i = 1; i <= 15; i++) {
      days.add(MONDAY.plus(Duration.ofDays(i)).minusSeconds(3 * 3600), 1, 1, 1, 1, 1);
    }
    BarSeries daily = days.build();
    BarSeries weeks = Resampler.of(Duration.ofDays(7)).resample(daily);
    assertThat(weeks.size()).isEqualTo(2);
    assertThat(weeks.time(0)).isEqualTo(Instant.parse("2024-01-08T00:00:00Z"));
    assertThat(weeks.volume(0)).isEqualTo(7);
    BarSeries pairs =
        Resampler.of(Duration.ofDays(2)).withOffset(Duration.ofHours(21)).resample(daily);
    assertThat(pairs.time(1)).isEqualTo(Instant.parse("2024-01-04T21:00:00Z"));
  }

  @Test
  void a_series_of_that_interval_comes_back_as_it_is() {
    BarSeries bars = minutes(5, 3);
    assertThat(Resampler.of(Duration.ofMinutes(1)).resample(bars)).isSameAs(bars);
    assertThatThrownBy(() -> Resampler.of(Duration.ofSeconds(90)).resample(bars))
        .hasMessage("X: interval must be a multiple of the bars' own PT1M, got PT1M30S");
    assertThatThrownBy(() -> Resampler.of(Duration.ofDays(-1)))
        .hasMessage("interval: must be positive, got PT-24H");
  }

  @Property
  void extremes_and_volume_are_kept(
      @ForAll @IntRange(min = 1, max = 300) int n,
      @ForAll @IntRange(min = 2, max = 60) int width,
      @ForAll long seed) {
    BarSeries fine = minutes(n, seed);
    BarSeries coarse = Resampler.of(Duration.ofMinutes(width)).withIncomplete().resample(fine);
    double volume = 0;
    double high = 0;
    double low = Double.MAX_VALUE;
    for (int i = 0; i < fine.size(); i++) {
      volume += fine.volume(i);
      high = Math.max(high, fine.high(i));
      low = Math.min(low, fine.low(i));
    }
    double coarseVolume = 0;
    double coarseHigh = 0;
    double coarseLow = Double.MAX_VALUE;
    for (int i = 0; i < coarse.size(); i++) {
      coarseVolume += coarse.volume(i);
      coarseHigh = Math.max(coarseHigh, coarse.high(i));
      coarseLow = Math.min(coarseLow, coarse.low(i));
      assertThat(coarse.close(i)).isEqualTo(fine.close(fine.countUntil(coarse.time(i)) - 1));
    }
    assertThat(coarseVolume).as("whole numbers add exactly").isEqualTo(volume);
    assertThat(coarseHigh).isEqualTo(high);
    assertThat(coarseLow).isEqualTo(low);
  }

  @Property
  void two_steps_give_what_one_gives(
      @ForAll @IntRange(min = 1, max = 400) int n, @ForAll long seed) {
    BarSeries fine = minutes(n, seed);
    BarSeries direct = Resampler.of(Duration.ofMinutes(30)).resample(fine);
    BarSeries twice =
        Resampler.of(Duration.ofMinutes(30))
            .resample(Resampler.of(Duration.ofMinutes(5)).resample(fine));
    int common = twice.size();
    assertThat(direct.size() - common).isBetween(0, 1);
    assertThat(twice).isEqualTo(direct.window(0, common));
  }

  @Property
  void later_bars_change_no_earlier_one(
      @ForAll @IntRange(min = 1, max = 200) int n,
      @ForAll @IntRange(min = 0, max = 200) int cut,
      @ForAll long seed) {
    BarSeries fine = minutes(n, seed);
    BarSeries all = Resampler.of(Duration.ofMinutes(15)).resample(fine);
    BarSeries seen =
        Resampler.of(Duration.ofMinutes(15)).resample(fine.window(0, Math.min(cut, fine.size())));
    assertThat(seen).isEqualTo(all.window(0, seen.size()));
  }
}
