// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InvalidDataException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TradeAggregatorTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static Trades random(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] times = new long[n];
    double[] prices = new double[n];
    double[] amounts = new double[n];
    long time = -500 * SECOND;
    for (int i = 0; i < n; i++) {
      time += random.nextInt(3) == 0 ? 0 : random.nextLong(100 * SECOND);
      times[i] = time;
      prices[i] = 50 + random.nextInt(100);
      amounts[i] = (1 + random.nextInt(64)) / 16.0;
    }
    return Trades.of(times, prices, amounts);
  }

  private static List<BarRule> rules() {
    return List.of(
        BarRule.time(MINUTE),
        BarRule.timeCarryingForward(MINUTE),
        BarRule.ticks(7),
        BarRule.volume(11),
        BarRule.dollars(900));
  }

  @Test
  void a_time_bar_takes_its_start_and_leaves_its_end() {
    TradeAggregator minute = TradeAggregator.of("X", BarRule.time(MINUTE));
    minute.accept(0, 10, 1);
    minute.accept(30 * SECOND, 12, 2);
    minute.accept(59 * SECOND + 999_999_999, 9, 3);
    assertThat(minute.closedBars()).isZero();
    minute.accept(60 * SECOND, 20, 4);
    AggregatedBars result = minute.result();
    BarSeries bars = result.bars();
    assertThat(bars.size()).isEqualTo(1);
    assertThat(bars.interval()).isEqualTo(MINUTE);
    assertThat(bars.time(0)).isEqualTo(Instant.ofEpochSecond(60));
    assertThat(new double[] {bars.open(0), bars.high(0), bars.low(0), bars.close(0)})
        .containsExactly(10, 12, 9, 9);
    assertThat(bars.volume(0)).isEqualTo(6);
    assertThat(result.trades()).isEqualTo(4);
    assertThat(result.pendingTrades()).isEqualTo(1);
    assertThat(result.pendingVolume()).isEqualTo(4);
  }

  @Test
  void empty_intervals_are_skipped_or_carried_forward() {
    Trades trades =
        Trades.of(new long[] {0, 200 * SECOND}, new double[] {5, 6}, new double[] {1, 1});
    BarSeries skipped = TradeAggregator.aggregate("X", trades, BarRule.time(MINUTE)).bars();
    assertThat(skipped.size()).isEqualTo(1);
    BarSeries carried =
        TradeAggregator.aggregate("X", trades, BarRule.timeCarryingForward(MINUTE)).bars();
    assertThat(carried.size()).isEqualTo(3);
    assertThat(carried.time(2)).isEqualTo(Instant.ofEpochSecond(180));
    assertThat(carried.volume(2)).isZero();
    assertThat(carried.open(2)).isEqualTo(5);
    assertThat(carried.high(2)).isEqualTo(5);
  }

  @Test
  void a_clock_closes_time_bars_without_a_trade() {
    TradeAggregator minute = TradeAggregator.of("X", BarRule.time(MINUTE));
    minute.advanceTo(Instant.ofEpochSecond(1_000));
    minute.accept(0, 10, 1);
    minute.advanceTo(Instant.ofEpochSecond(59));
    assertThat(minute.closedBars()).isZero();
    minute.advanceTo(Instant.ofEpochSecond(60));
    assertThat(minute.closedBars()).isEqualTo(1);
    assertThatThrownBy(() -> minute.accept(59 * SECOND, 10, 1))
        .isInstanceOf(InvalidDataException.class);
    minute.accept(60 * SECOND, 11, 1);
    minute.accept(120 * SECOND, 12, 1);
    assertThat(minute.result().bars().open(1)).isEqualTo(11);
  }

  @Test
  void a_volume_bar_takes_the_trade_that_fills_it_whole() {
    Trades trades =
        Trades.of(
            new long[] {1, 2, 3, 4}, new double[] {5, 6, 7, 8}, new double[] {4, 20, 9.5, 0.5});
    BarSeries bars = TradeAggregator.aggregate("X", trades, BarRule.volume(10)).bars();
    assertThat(bars.size()).isEqualTo(2);
    assertThat(bars.volume(0)).isEqualTo(24);
    assertThat(bars.volume(1)).isEqualTo(10);
    assertThat(bars.interval()).isEqualTo(Duration.ZERO);
    assertThat(bars.timeNanos(0)).isEqualTo(2);
  }

  @Test
  void a_dollar_bar_counts_price_times_amount() {
    Trades trades =
        Trades.of(new long[] {1, 2, 3}, new double[] {10, 20, 30}, new double[] {1, 2, 1});
    AggregatedBars result = TradeAggregator.aggregate("X", trades, BarRule.dollars(50));
    assertThat(result.bars().size()).isEqualTo(1);
    assertThat(result.bars().close(0)).isEqualTo(20);
    assertThat(result.pendingTrades()).isEqualTo(1);
  }

  @Test
  void bars_that_close_at_once_are_a_nanosecond_apart() {
    Trades trades =
        Trades.of(
            new long[] {5, 5, 5, 6, 100},
            new double[] {1, 2, 3, 4, 5},
            new double[] {1, 1, 1, 1, 1});
    AggregatedBars result = TradeAggregator.aggregate("X", trades, BarRule.ticks(1));
    assertThat(result.movedCloses()).isEqualTo(3);
    long[] times = new long[5];
    for (int i = 0; i < 5; i++) {
      times[i] = result.bars().timeNanos(i);
    }
    assertThat(times).containsExactly(5, 6, 7, 8, 100);
  }

  @Test
  void a_refused_trade_changes_nothing() {
    TradeAggregator ticks = TradeAggregator.of("X", BarRule.ticks(2));
    ticks.accept(1, 1, 1);
    AggregatedBars before = ticks.result();
    for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> ticks.accept(2, bad, 1)).isInstanceOf(InvalidDataException.class);
      assertThatThrownBy(() -> ticks.accept(2, 1, bad)).isInstanceOf(InvalidDataException.class);
    }
    assertThat(ticks.result()).isEqualTo(before);
  }

  @Test
  void trades_check_their_columns() {
    assertThatThrownBy(() -> Trades.of(new long[] {1, 0}, new double[] {1, 1}, new double[] {1, 1}))
        .hasMessage(
            "trade 1: column time, value 1970-01-01T00:00:00Z: is before"
                + " 1970-01-01T00:00:00.000000001Z in trade 0");
    assertThatThrownBy(() -> Trades.of(new long[1], new double[2], new double[1]))
        .hasMessage("trades: columns must be equally long, got 1 times, 2 prices and 1 amounts");
    assertThat(random(9, 1)).isEqualTo(random(9, 1)).hasSameHashCodeAs(random(9, 1));
    assertThat(Trades.of(new long[0], new double[0], new double[0])).hasToString("no trades");
  }

  @Property
  void streaming_and_batch_agree_and_results_can_be_asked_at_any_time(
      @ForAll @IntRange(min = 0, max = 400) int n, @ForAll long seed) {
    Trades trades = random(n, seed);
    for (BarRule rule : rules()) {
      TradeAggregator stream = TradeAggregator.of("X", rule);
      BarSeries halfway = stream.result().bars();
      for (int i = 0; i < n; i++) {
        stream.accept(trades.timeNanos(i), trades.price(i), trades.amount(i));
        if (i == n / 2) {
          halfway = stream.result().bars();
        }
      }
      AggregatedBars batch = TradeAggregator.aggregate("X", trades, rule);
      assertThat(stream.result()).isEqualTo(batch);
      assertThat(halfway).isEqualTo(batch.bars().window(0, halfway.size()));
    }
  }

  @Property
  void every_trade_is_in_one_bar_or_pending(
      @ForAll @IntRange(min = 1, max = 400) int n, @ForAll long seed) {
    Trades trades = random(n, seed);
    for (BarRule rule : rules()) {
      AggregatedBars result = TradeAggregator.aggregate("X", trades, rule);
      BarSeries bars = result.bars();
      double volume = result.pendingVolume();
      double high = 0;
      double low = Double.MAX_VALUE;
      for (int i = 0; i < bars.size(); i++) {
        volume += bars.volume(i);
        high = Math.max(high, bars.high(i));
        low = Math.min(low, bars.low(i));
      }
      double amounts = 0;
      double tradedHigh = 0;
      double tradedLow = Double.MAX_VALUE;
      for (int i = 0; i < n; i++) {
        amounts += trades.amount(i);
        if (i < n - result.pendingTrades()) {
          tradedHigh = Math.max(tradedHigh, trades.price(i));
          tradedLow = Math.min(tradedLow, trades.price(i));
        }
      }
      assertThat(volume).as("sixteenths add exactly").isEqualTo(amounts);
      assertThat(high).isEqualTo(tradedHigh);
      assertThat(low).isEqualTo(tradedLow);
    }
  }

  @Property
  void no_bar_is_known_before_its_last_trade(
      @ForAll @IntRange(min = 1, max = 200) int n, @ForAll long seed) {
    Trades trades = random(n, seed);
    for (BarRule rule : rules()) {
      TradeAggregator stream = TradeAggregator.of("X", rule);
      int seen = 0;
      for (int i = 0; i < n; i++) {
        stream.accept(trades.timeNanos(i), trades.price(i), trades.amount(i));
        if (stream.closedBars() > seen && !(rule instanceof BarRule.Time)) {
          seen = stream.closedBars();
          assertThat(stream.result().bars().timeNanos(seen - 1))
              .isGreaterThanOrEqualTo(trades.timeNanos(i));
        }
      }
    }
  }
}
