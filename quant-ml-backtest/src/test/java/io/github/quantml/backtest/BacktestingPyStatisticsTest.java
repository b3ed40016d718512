// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.backtest.cost.Commission;
import io.github.quantml.backtest.cost.Spread;
import io.github.quantml.backtest.metrics.BacktestingPyProfile;
import io.github.quantml.backtest.order.Order;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Engine and statistics together on GOOG: the values asserted in backtesting.py 0.6.6
 * (test_compute_stats), those of its README and Quick start (10/20 with a spread), and those of an
 * independent implementation (10/20 with a commission).
 */
@Tag("data")
class BacktestingPyStatisticsTest {
  private static BarSeries goog;

  @BeforeAll
  static void load() {
    goog = TestBars.daily("GOOG", "backtestingpy/GOOG.csv");
  }

  /** Reverses at every crossing with all it has, sized when it fills. */
  private record Reverse(int fast, int slow) implements Strategy {
    private static final double ALL = 1 - Math.ulp(1.0);

    @Override
    public int warmUp() {
      return slow + 1;
    }

    @Override
    public void onBar(Desk desk) {
      double now = average(desk, fast, 0) - average(desk, slow, 0);
      double before = average(desk, fast, 1) - average(desk, slow, 1);
      if (now * before < 0) {
        desk.flatten(0);
        desk.submit(0, Order.marketFraction(now > 0 ? ALL : -ALL));
      }
    }

    private static double average(Desk desk, int window, int ago) {
      double sum = 0;
      for (int i = 0; i < window; i++) {
        sum += desk.close(0, ago + i);
      }
      return sum / window;
    }
  }

  private static void is(double actual, double expected, double relative) {
    assertThat(actual).isCloseTo(expected, within(relative * Math.abs(expected)));
  }

  @Test
  void the_engines_run_has_the_asserted_statistics() {
    BacktestResult result =
        BacktestEngine.backtestingPy()
            .endOfRun(EndOfRun.CLOSE_AT_LAST_OPEN)
            .build()
            .run(goog, new Reverse(10, 30));
    BacktestingPyProfile s = ResultMetrics.backtestingPy(result, goog, 29);
    assertThat(s.trades()).isEqualTo(66);
    is(s.exposureTime(), 96.74115456238361, 1e-9);
    is(s.equityFinal(), 51422.99, 1e-9);
    is(s.equityPeak(), 75787.44, 1e-9);
    is(s.totalReturn(), 414.2299, 1e-9);
    is(s.buyAndHoldReturn(), 522.0601851851852, 1e-9);
    is(s.annualReturn(), 21.191099249053224, 1e-9);
    is(s.annualVolatility(), 36.49716090702389, 1e-9);
    is(s.cagr(), 21.160245705962623, 1e-9);
    is(s.sharpe(), 0.5806232244485349, 1e-9);
    is(s.sortino(), 1.0853434352488662, 1e-9);
    is(s.calmar(), 0.44166409202994605, 1e-9);
    is(s.alpha(), 394.37391142027462, 1e-9);
    is(s.beta(), 0.03803390709192, 1e-9);
    is(s.maxDrawdown(), -47.98012705007589, 1e-9);
    is(s.averageDrawdown(), -5.925851581948801, 1e-9);
    assertThat(s.maxDrawdownDuration()).isEqualTo(Duration.ofDays(584));
    assertThat(s.averageDrawdownDuration()).isEqualTo(Duration.ofDays(41));
    is(s.winRate(), 46.96969696969697, 1e-9);
    is(s.bestTrade(), 53.59595229490424, 1e-9);
    is(s.worstTrade(), -18.39887353835481, 1e-9);
    is(s.averageTrade(), 2.531715975158555, 1e-9);
    assertThat(s.maxTradeDuration()).isEqualTo(Duration.ofDays(183));
    assertThat(s.averageTradeDuration()).isEqualTo(Duration.ofDays(46));
    is(s.profitFactor(), 2.167945974262033, 1e-9);
    is(s.expectancy(), 3.2748078066748834, 1e-9);
    is(s.sqn(), 1.0766187356697705, 1e-9);
    is(s.kelly(), 0.1518705127029717, 1e-9);
  }

  @Test
  void the_run_of_the_readme_has_its_statistics() {
    BacktestResult result =
        BacktestEngine.backtestingPy()
            .spread(new Spread(0.002, Spread.Rule.WHOLE_AT_ENTRY))
            .build()
            .run(goog, new Reverse(10, 20));
    BacktestingPyProfile s = ResultMetrics.backtestingPy(result, goog, 19);
    assertThat(s.trades()).isEqualTo(93);
    is(s.totalReturn(), 589.3511986, 1e-9);
    is(s.annualReturn(), 25.4325775830, 1e-9);
    is(s.annualVolatility(), 38.4336592780, 1e-9);
    is(s.sharpe(), .66172667554, 1e-9);
    is(s.sortino(), 1.29728964006, 1e-9);
    is(s.calmar(), .76876988353, 1e-9);
    is(s.maxDrawdown(), -33.0821720881, 1e-9);
    assertThat(s.maxDrawdownDuration()).isEqualTo(Duration.ofDays(688));
    assertThat(s.winRate()).isCloseTo(53.76, within(.005));
    assertThat(s.bestTrade()).isCloseTo(57.12, within(.005));
    assertThat(s.worstTrade()).isCloseTo(-16.63, within(.005));
    assertThat(s.profitFactor()).isCloseTo(2.13, within(.005));
    assertThat(s.sqn()).isCloseTo(1.78, within(.005));
  }

  @Test
  void a_commission_on_both_sides_has_the_statistics_of_the_independent_run() {
    BacktestResult result =
        BacktestEngine.backtestingPy()
            .commission(Commission.fraction(0.002))
            .build()
            .run(goog, new Reverse(10, 20));
    BacktestingPyProfile s = ResultMetrics.backtestingPy(result, goog, 19);
    assertThat(s.trades()).isEqualTo(93);
    is(s.totalReturn(), 462.6351934, 1e-9);
    is(s.maxDrawdown(), -33.9315918291, 1e-9);
    assertThat(s.annualReturn()).isCloseTo(22.4775, within(5e-5));
    assertThat(s.annualVolatility()).isCloseTo(37.4164, within(5e-5));
    is(s.sharpe(), .60073997, 1e-8);
    is(s.sortino(), 1.14508725, 1e-8);
    is(s.calmar(), .66243682, 1e-8);
  }
}
