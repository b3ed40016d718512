// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.backtest.metrics.Metric;
import io.github.quantml.backtest.metrics.MetricSet;
import io.github.quantml.backtest.metrics.MetricsConfig;
import io.github.quantml.backtest.metrics.PeriodsPerYear;
import io.github.quantml.math.random.CounterRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BootstrapIntervalsTest {
  private static final MetricsConfig DAILY = MetricsConfig.of(PeriodsPerYear.of(252));

  private static double[] normal(int n, double mean, double sd, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    double[] out = new double[n];
    for (int i = 0; i < n; i++) {
      out[i] = mean + sd * random.nextGaussian();
    }
    return out;
  }

  @Test
  void the_interval_of_a_sharpe_ratio_has_the_width_that_theory_says() {
    double[] returns = normal(2000, .0005, .01, 3);
    MetricSet set = MetricSet.ofReturns(returns, DAILY);
    ConfidenceInterval interval =
        BootstrapIntervals.of(1).withBlockLength(1).of(set, null).get(Metric.SHARPE);
    assertThat(interval.contains(set.get(Metric.SHARPE))).isTrue();
    // Lo (2002): standard error √(252/n) for a small Sharpe ratio; 2 · 1.645 of them are 90 %.
    double expected = 2 * 1.645 * Math.sqrt(252.0 / 2000);
    assertThat(interval.upper() - interval.lower()).isCloseTo(expected, within(.1 * expected));
  }

  @Test
  void dependence_widens_the_interval_of_the_mean() {
    double[] shocks = normal(1500, 0, .01, 5);
    double[] persistent = new double[shocks.length];
    for (int i = 1; i < shocks.length; i++) {
      persistent[i] = .6 * persistent[i - 1] + shocks[i];
    }
    MetricSet set = MetricSet.ofReturns(persistent, DAILY);
    ConfidenceInterval blocks = BootstrapIntervals.of(1).of(set, null).get(Metric.ANNUAL_RETURN);
    ConfidenceInterval single =
        BootstrapIntervals.of(1).withBlockLength(1).of(set, null).get(Metric.ANNUAL_RETURN);
    assertThat(blocks.upper() - blocks.lower())
        .isGreaterThan(1.4 * (single.upper() - single.lower()));
  }

  @Test
  void every_headline_metric_has_an_interval_and_threads_change_no_bit() {
    double[] returns = normal(300, .001, .01, 9);
    double[] benchmark = normal(300, .0005, .01, 10);
    MetricSet set = MetricSet.ofReturns(returns, DAILY).withBenchmark(benchmark);
    BootstrapIntervals config = BootstrapIntervals.of(4).withResamples(200);
    Map<Metric, ConfidenceInterval> one = config.of(set, benchmark);
    assertThat(config.withThreads(3).of(set, benchmark)).isEqualTo(one);
    assertThat(one)
        .containsKeys(
            Metric.TOTAL_RETURN,
            Metric.ANNUAL_RETURN,
            Metric.VOLATILITY,
            Metric.SHARPE,
            Metric.SORTINO,
            Metric.CALMAR,
            Metric.MAX_DRAWDOWN,
            Metric.VALUE_AT_RISK,
            Metric.EXPECTED_SHORTFALL,
            Metric.OMEGA,
            Metric.ALPHA,
            Metric.BETA,
            Metric.INFORMATION_RATIO);
    assertThat(one.get(Metric.BETA).contains(set.get(Metric.BETA))).isTrue();
    assertThat(BootstrapIntervals.of(5).withResamples(200).of(set, benchmark)).isNotEqualTo(one);
  }

  @Test
  void the_same_seed_gives_the_same_bits_on_every_jvm() {
    double[] returns = normal(300, .001, .01, 9);
    MetricSet set = MetricSet.ofReturns(returns, DAILY);
    long hash = 17;
    for (ConfidenceInterval i :
        BootstrapIntervals.of(4).withResamples(200).of(set, null).values()) {
      hash = 31 * hash + Double.doubleToLongBits(i.lower());
      hash = 31 * hash + Double.doubleToLongBits(i.upper());
    }
    double[][] matrix = new double[8][];
    for (int j = 0; j < matrix.length; j++) {
      matrix[j] = normal(160, 0, .01, 100 + j);
    }
    Overfitting o = Cscv.of(8).withThreads(2).estimate(matrix);
    for (int c = 0; c < o.combinations(); c++) {
      hash = 31 * hash + Double.doubleToLongBits(o.outside()[c]);
      hash = 31 * hash + Double.doubleToLongBits(o.logits()[c]);
    }
    // Seen on JDK 17 and JDK 25.
    assertThat(hash).isEqualTo(2226929826210796208L);
  }

  @Test
  void trades_are_drawn_one_by_one() {
    double[] profits = normal(80, 1, 10, 2);
    MetricSet set = MetricSet.ofReturns(profits, DAILY);
    Map<Metric, ConfidenceInterval> intervals =
        BootstrapIntervals.of(1).ofTrades(set, profits, profits);
    ConfidenceInterval winRate = intervals.get(Metric.WIN_RATE);
    // Binomial: 2 · 1.645 · √(.25/80).
    assertThat(winRate.upper() - winRate.lower()).isCloseTo(.184, within(.03));
    assertThat(intervals).containsKeys(Metric.EXPECTANCY, Metric.PROFIT_FACTOR, Metric.SQN);
    assertThat(intervals).doesNotContainKey(Metric.BEST_TRADE);
  }

  @Test
  void a_ratio_without_denominator_has_no_interval() {
    double[] rising = new double[40];
    java.util.Arrays.fill(rising, .01);
    MetricSet set = MetricSet.ofReturns(rising, DAILY);
    assertThat(BootstrapIntervals.of(1).of(set, null))
        .doesNotContainKey(Metric.SORTINO)
        .containsKey(Metric.TOTAL_RETURN);
    assertThatThrownBy(
            () -> BootstrapIntervals.of(1).of(MetricSet.ofReturns(new double[19], DAILY), null))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessageContaining("needs at least 20, got 19");
    assertThatThrownBy(() -> BootstrapIntervals.of(1).withResamples(5))
        .hasMessage("resamples: must be at least 100, got 5");
  }
}
