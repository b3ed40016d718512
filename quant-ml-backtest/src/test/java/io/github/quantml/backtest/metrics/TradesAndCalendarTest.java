// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InsufficientDataException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TradesAndCalendarTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long DAY = 86_400 * SECOND;

  @Test
  void without_trades_every_trade_statistic_is_zero() {
    TradeStatistics none = TradeStatistics.of(new double[0], new double[0], new long[0]);
    assertThat(none).isEqualTo(TradeStatistics.NONE);
    MetricSet set =
        MetricSet.ofReturns(new double[10], MetricsConfig.of(PeriodsPerYear.of(252)))
            .withTrades(none)
            .withBenchmark(new double[10])
            .withExposure(new double[10], new double[10]);
    assertThat(set.values()).hasSize(Metric.values().length - 2);
    set.values().forEach((metric, value) -> assertThat(value).as(metric.label()).isZero());
  }

  @Test
  void trade_statistics_follow_their_definitions() {
    // By hand: wins 30 and 10, losses 20 and 0 (a break-even trade is no win).
    double[] profits = {30, -20, 10, 0};
    double[] returns = {.3, -.2, .1, 0};
    long[] held = {DAY, 2 * DAY, 3 * DAY, 2 * DAY};
    TradeStatistics t = TradeStatistics.of(profits, returns, held);
    assertThat(t.winRate()).isEqualTo(0.5);
    assertThat(t.profitFactor()).isEqualTo(2);
    assertThat(t.payoff()).isEqualTo(1);
    assertThat(t.expectancy()).isEqualTo(5);
    assertThat(t.meanReturn()).isCloseTo(0.05, within(1e-15));
    assertThat(t.kelly()).isZero();
    // mean 5, squared deviations 625 + 625 + 25 + 25 = 1300, s = sqrt(1300/3).
    assertThat(t.sqn()).isCloseTo(2 * 5 / Math.sqrt(1300.0 / 3), within(1e-14));
    assertThat(t.geometricReturn()).isCloseTo(Math.pow(1.3 * .8 * 1.1, 0.25) - 1, within(1e-14));
    assertThat(t.meanDuration()).isEqualTo(Duration.ofDays(2));
    assertThat(t.maxDuration()).isEqualTo(Duration.ofDays(3));
  }

  @Test
  void a_record_without_losses_has_an_infinite_profit_factor_and_says_so() {
    TradeStatistics t =
        TradeStatistics.of(new double[] {1, 2}, new double[] {.1, .2}, new long[] {DAY, DAY});
    assertThat(t.profitFactor()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(t.kelly()).isEqualTo(1);
    assertThat(Metric.PROFIT_FACTOR.format(t.profitFactor())).isEqualTo("∞");
  }

  @Test
  void stretches_under_water_are_found_with_peak_trough_and_recovery() {
    double[] equity = {100, 90, 95, 100, 110, 99, 105};
    List<Drawdown> all = Drawdown.all(equity);
    assertThat(all).hasSize(2);
    assertThat(all.get(0).peak()).isZero();
    assertThat(all.get(0).trough()).isEqualTo(1);
    assertThat(all.get(0).end()).isEqualTo(3);
    assertThat(all.get(0).recovered()).isTrue();
    assertThat(all.get(0).depth()).isCloseTo(-.1, within(1e-15));
    assertThat(all.get(1).recovered()).isFalse();
    assertThat(Drawdown.deepest(equity, 1)).hasSize(1);
    assertThat(Drawdown.all(new double[] {1, 2, 3})).isEmpty();
  }

  private static long[] days(boolean weekends, int count, long offset) {
    List<Long> out = new ArrayList<>();
    for (LocalDate d = LocalDate.of(2020, 1, 1); out.size() < count; d = d.plusDays(1)) {
      boolean weekend =
          d.getDayOfWeek() == DayOfWeek.SATURDAY || d.getDayOfWeek() == DayOfWeek.SUNDAY;
      if (weekends || !weekend) {
        out.add(d.toEpochDay() * DAY + offset);
      }
    }
    return out.stream().mapToLong(Long::longValue).toArray();
  }

  @Test
  void the_calendar_is_read_off_the_bar_times() {
    assertThat(PeriodsPerYear.infer(days(false, 500, 16 * 3600 * SECOND)).value()).isEqualTo(252);
    // A close at midnight belongs to the day that ends.
    assertThat(PeriodsPerYear.infer(days(false, 500, DAY)).value()).isEqualTo(252);
    assertThat(PeriodsPerYear.infer(days(false, 500, 0)).value()).isEqualTo(252);
    assertThat(PeriodsPerYear.infer(days(true, 500, 0)).value()).isEqualTo(365);
    assertThat(PeriodsPerYear.infer(every(7 * DAY, 100)).value()).isEqualTo(52);
    assertThat(PeriodsPerYear.infer(every(30 * DAY, 100)).value()).isEqualTo(12);
    assertThat(PeriodsPerYear.infer(every(91 * DAY, 100)).value()).isEqualTo(4);
    assertThat(PeriodsPerYear.infer(every(365 * DAY, 10)).value()).isEqualTo(1);
    assertThat(PeriodsPerYear.infer(every(3600 * SECOND, 24 * 30)).value()).isEqualTo(24 * 365);
  }

  @Test
  void fifteen_minute_bars_of_an_american_session_make_6552_a_year() {
    // vectorbt issue 294: a fixed constant gave 24,192.
    List<Long> times = new ArrayList<>();
    for (long day : days(false, 60, 0)) {
      for (int bar = 1; bar <= 26; bar++) {
        times.add(day + (14 * 3600 + 1800 + bar * 900L) * SECOND);
      }
    }
    PeriodsPerYear periods =
        PeriodsPerYear.infer(times.stream().mapToLong(Long::longValue).toArray());
    assertThat(periods.value()).isEqualTo(6552);
    assertThat(periods.basis()).contains("26 a day on 5 days of the week");
  }

  @Test
  void irregular_bars_count_by_their_own_rate() {
    long[] times = {0, 10 * SECOND, 11 * SECOND, 400 * SECOND, 401 * SECOND, 900 * SECOND};
    PeriodsPerYear periods = PeriodsPerYear.infer(times);
    assertThat(periods.value()).isCloseTo(5 * 365.25 * 86_400 / 900, within(1e-6));
    assertThat(periods.basis()).contains("own rate");
    assertThatThrownBy(() -> PeriodsPerYear.infer(new long[] {5}))
        .isInstanceOf(InsufficientDataException.class);
    assertThatThrownBy(() -> PeriodsPerYear.infer(new long[] {5, 5}))
        .hasMessageContaining("strictly increasing");
  }

  private static long[] every(long step, int count) {
    return LongStream.range(0, count).map(i -> i * step).toArray();
  }

  @Test
  void a_set_knows_its_conventions_and_refuses_what_it_was_not_given() {
    MetricSet set =
        MetricSet.ofReturns(new double[] {.01, -.02, .03}, MetricsConfig.of(PeriodsPerYear.of(12)));
    assertThat(set.conventions())
        .anyMatch(c -> c.startsWith("periods per year: 12 (given)"))
        .anyMatch(c -> c.startsWith("Sharpe: arithmetic"));
    assertThatThrownBy(() -> set.get(Metric.BETA)).hasMessageContaining("BETA: needs a benchmark");
    assertThat(set.toString()).contains("Maximum drawdown", "-2.00 %");
  }

  @Test
  void ruin_ends_a_curve_without_undefined_returns() {
    assertThat(Returns.ofEquity(new double[] {100, 50, -10, 20})).containsExactly(-.5, -1, 0);
  }
}
