// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.backtest.SharedFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * GOOG 2004-08-19 to 2013-03-01, SMA 10/30 stop and reverse, no costs: the numbers asserted in
 * backtesting.py 0.6.6, test_compute_stats, from the equity curve and the trades of that run.
 */
@Tag("data")
class BacktestingPyProfileTest {
  private static final BacktestingPyProfile STATS = profile();

  private static BacktestingPyProfile profile() {
    List<String[]> bars = SharedFiles.rows("backtestingpy/GOOG.csv", true);
    List<String[]> curve =
        SharedFiles.rows("backtestingpy/expected_equity_goog_sma10_30_nocost.csv", true);
    List<String[]> trades =
        SharedFiles.rows("backtestingpy/expected_trades_goog_sma10_30_nocost.csv", true);
    int n = trades.size();
    int[] entryBar = new int[n];
    int[] exitBar = new int[n];
    double[] profit = new double[n];
    double[] returns = new double[n];
    for (int i = 0; i < n; i++) {
      String[] t = trades.get(i);
      entryBar[i] = Integer.parseInt(t[1]);
      exitBar[i] = Integer.parseInt(t[2]);
      double entry = Double.parseDouble(t[5]);
      double exit = Double.parseDouble(t[6]);
      profit[i] = Double.parseDouble(t[7]);
      returns[i] = Math.signum(Double.parseDouble(t[0])) * (exit / entry - 1);
    }
    return BacktestingPyProfile.of(
        SharedFiles.dates(curve, 0),
        SharedFiles.column(curve, 1),
        SharedFiles.column(bars, 4),
        29,
        new BacktestingPyProfile.Trades(entryBar, exitBar, profit, returns),
        0);
  }

  private static void is(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(1e-9 * Math.abs(expected)));
  }

  @Test
  void the_thirty_one_statistics_are_those_of_backtesting_py() {
    assertThat(STATS.start()).isEqualTo(Instant.parse("2004-08-19T00:00:00Z"));
    assertThat(STATS.end()).isEqualTo(Instant.parse("2013-03-01T00:00:00Z"));
    assertThat(STATS.duration()).isEqualTo(Duration.ofDays(3116));
    is(STATS.exposureTime(), 96.74115456238361);
    is(STATS.equityFinal(), 51422.99);
    is(STATS.equityPeak(), 75787.44);
    is(STATS.totalReturn(), 414.2299);
    is(STATS.buyAndHoldReturn(), 522.0601851851852);
    is(STATS.annualReturn(), 21.191099249053224);
    is(STATS.annualVolatility(), 36.49716090702389);
    is(STATS.cagr(), 21.160245705962623);
    is(STATS.sharpe(), 0.5806232244485349);
    is(STATS.sortino(), 1.0853434352488662);
    is(STATS.calmar(), 0.44166409202994605);
    is(STATS.alpha(), 394.37391142027462);
    is(STATS.beta(), 0.03803390709192);
    is(STATS.maxDrawdown(), -47.98012705007589);
    is(STATS.averageDrawdown(), -5.925851581948801);
    assertThat(STATS.maxDrawdownDuration()).isEqualTo(Duration.ofDays(584));
    assertThat(STATS.averageDrawdownDuration()).isEqualTo(Duration.ofDays(41));
    assertThat(STATS.trades()).isEqualTo(66);
    is(STATS.winRate(), 46.96969696969697);
    is(STATS.bestTrade(), 53.59595229490424);
    is(STATS.worstTrade(), -18.39887353835481);
    is(STATS.averageTrade(), 2.531715975158555);
    assertThat(STATS.maxTradeDuration()).isEqualTo(Duration.ofDays(183));
    assertThat(STATS.averageTradeDuration()).isEqualTo(Duration.ofDays(46));
    is(STATS.profitFactor(), 2.167945974262033);
    is(STATS.expectancy(), 3.2748078066748834);
    is(STATS.sqn(), 1.0766187356697705);
    is(STATS.kelly(), 0.1518705127029717);
  }

  @Test
  void the_sharpe_of_this_library_differs_from_it_by_convention() {
    List<String[]> curve =
        SharedFiles.rows("backtestingpy/expected_equity_goog_sma10_30_nocost.csv", true);
    long[] times = SharedFiles.dates(curve, 0);
    PeriodsPerYear periods = PeriodsPerYear.infer(times);
    assertThat(periods.value()).isEqualTo(252);
    assertThat(periods.basis()).contains("daily bars on 5 days of the week", "251.7");
    MetricSet set = MetricSet.of(times, SharedFiles.column(curve, 1), MetricsConfig.of(periods));
    assertThat(set.get(Metric.SHARPE)).isCloseTo(0.798351564, within(1e-9));
    is(100 * set.get(Metric.CAGR), STATS.cagr());
    is(100 * set.get(Metric.MAX_DRAWDOWN), STATS.maxDrawdown());
    assertThat(set.get(Metric.MAX_DRAWDOWN_DAYS)).isEqualTo(584);
  }
}
