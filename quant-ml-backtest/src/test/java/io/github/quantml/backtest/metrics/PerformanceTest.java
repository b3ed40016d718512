// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InvalidDataException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Bacon (2008), Practical portfolio performance measurement and attribution, and a sample of seven
 * days: expected values of R 4.3.3 with PerformanceAnalytics 2.1.0, as published in quantstats'
 * tests/data/reference_values.json; empyrical: the expected values of empyrical-reloaded's
 * test_stats.
 */
class PerformanceTest {
  private static final double[] BACON = {
    .003, .026, .011, -.01, .015, .025, .016, .067, -.014, .04, -.005, .081, .04, -.037, -.061,
    .017, -.049, -.022, .07, .058, -.065, .024, -.005, -.009
  };
  private static final double[] TINY = {
    -0.018720930383,
    -0.014303070725,
    -0.014572173794,
    -0.003467788444,
    -0.025038397377,
    -0.001677869157,
    -0.010129521509
  };
  private static final double[] MIXED = {Double.NaN, .01, .1, -.04, .02, .03, .02, .01, -.1};
  private static final double[] NEGATIVE = {0, -.06, -.07, -.01, -.09, -.02, -.06, -.08, -.05};
  private static final double[] ALL_NEGATIVE = {
    -.02, -.06, -.07, -.01, -.09, -.02, -.06, -.08, -.05
  };
  private static final double[] POSITIVE = {.01, .02, .01, .01, .01, .01, .01, .01, .01};

  private static Offset<Double> relative(double expected) {
    return within(1e-11 * Math.max(1e-3, Math.abs(expected)));
  }

  private static void is(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, relative(expected));
  }

  @Test
  void bacons_monthly_portfolio_has_the_values_of_performance_analytics() {
    is(Performance.volatility(BACON, 12), 0.13700015867969229);
    is(Performance.annualReturn(BACON, 12), 0.10367828972980941);
    is(Performance.sharpe(BACON, 0, 12), 0.7883202548144859);
    is(Performance.sortino(BACON, 0, 12), 1.3592165786838633);
    is(Performance.maxDrawdown(BACON), -0.144672955739218);
    is(Performance.calmar(BACON, 12), 0.7166390511623746);
    is(Performance.gaussianValueAtRisk(BACON, 0.05), -0.05605155822002584);
    is(Performance.gaussianExpectedShortfall(BACON, 0.05), -0.0725772784216993);
    is(Performance.omega(BACON, 0), 1.7797833935018055);
    is(Performance.skewness(BACON), -0.08817174934967567);
    is(Performance.excessKurtosis(BACON), -0.4076603211860866);
  }

  @Test
  void seven_losing_days_have_the_values_of_performance_analytics() {
    is(Performance.volatility(TINY, 252), 0.13086457754395944);
    is(Performance.annualReturn(TINY, 252), -0.9589235732751437);
    is(Performance.sharpe(TINY, 0, 252), -24.183404779195588);
    is(Performance.sortino(TINY, 0, 252), -13.565806946540524);
    is(Performance.maxDrawdown(TINY), -0.08485758410265398);
    is(Performance.calmar(TINY, 252), -11.30038738924165);
    is(Performance.gaussianValueAtRisk(TINY, 0.05), -0.026118205089509853);
    is(Performance.gaussianExpectedShortfall(TINY, 0.05), -0.029562908106231696);
    is(Performance.omega(TINY, 0), 0.0);
    is(Performance.skewness(TINY), -0.05724138737086073);
    is(Performance.excessKurtosis(TINY), -0.6907159418089514);
  }

  @Test
  void a_missing_return_is_refused_and_counts_nowhere_once_left_out() {
    assertThatThrownBy(() -> Performance.sharpe(MIXED, 0, 252))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("returns, row 0: value NaN");
    double[] mixed = Returns.withoutMissing(MIXED);
    is(Performance.totalReturn(mixed), 0.038931091700480147);
    is(Performance.sharpe(mixed, 0, 252), 1.7238613961706866);
    is(Performance.volatility(mixed, 252), 0.9136465399704637);
    is(Performance.downsideDeviation(mixed, 0) * Math.sqrt(252), 0.60448325038829653);
    is(Performance.sortino(mixed, 0, 252), 2.605531251673693);
    is(Performance.maxDrawdown(mixed), -0.1);
    is(Performance.stability(mixed), 0.1529973665111273);
    // empyrical's 1.9135925373194231 counts the missing row as a ninth period; here it does not
    // count, 1.0389310917^(252/8) - 1.
    assertThat(Performance.annualReturn(mixed, 252)).isCloseTo(2.330292797, within(1e-9));
  }

  @Test
  void losing_and_winning_streaks_have_the_values_of_empyrical() {
    is(Performance.sharpe(NEGATIVE, 0, 252), -24.406808633910085);
    is(Performance.sortino(NEGATIVE, 0, 252), -13.532743075043401);
    assertThat(Performance.maxDrawdown(NEGATIVE)).isCloseTo(-.36590730, within(1e-8));
    assertThat(Performance.maxDrawdown(ALL_NEGATIVE)).isCloseTo(-.378589157, within(1e-9));
    is(Performance.maxDrawdown(new double[] {.1, -.1, .1}), -.1);
    is(Performance.sharpe(POSITIVE, 0, 252), 52.915026221291804);
    double[] mixed = {0, .01, .1, -.04, .02, .03, .02, .01, -.1};
    is(Performance.sortino(mixed, 0, 52), 1.1158901056866439);
    is(Performance.sortino(mixed, 0, 12), 0.53605626741889756);
    is(Performance.tailRatio(mixed), 0.9473684210526313);
  }

  @Test
  void the_first_return_counts_in_the_downside() {
    // ffn PR 307: leaving the first return out of the denominator gave -infinity.
    is(Performance.sortino(new double[] {-.10, .02, .01, .03}, 0, 1), -0.2);
    // pypbo tests: sortino of eight months.
    is(
        Performance.sortino(new double[] {.17, .15, .23, -.05, .12, .09, .13, -.04}, 0, 1),
        4.417261042993862);
    // pypbo tests: Sharpe against a benchmark of 5 % per period.
    double[] yearly = {.259, .198, .364, -.081, .057, .055, .188, .317, .24, .184, -.01, .526};
    is(Performance.sharpe(yearly, 0.05, 1), 0.8343639209671241);
  }

  @Test
  void alpha_beta_and_the_excess_sharpe_have_the_values_of_empyrical() {
    double[] mixed = Returns.withoutMissing(MIXED);
    double[] market = Arrays.copyOfRange(NEGATIVE, 1, NEGATIVE.length);
    Comparison c = Comparison.of(mixed, market, 0, 252);
    assertThat(c.alpha()).isCloseTo(-0.9997853834885004, within(1e-8));
    is(c.beta(), -0.71296296296296313);
    is(Comparison.of(mixed, new double[8], 0, 1).informationRatio(), 0.10859306069076737);
    assertThat(Comparison.of(mixed, mixed, 0, 252).beta()).isEqualTo(1);
    assertThat(Comparison.of(mixed, mixed, 0, 252).trackingError()).isZero();
  }

  @Test
  void rolling_statistics_have_the_values_of_empyrical() {
    double[] sharpe = RollingPerformance.sharpe(NEGATIVE, 6, 252);
    double[] expected = {-18.09162052, -26.79897486, -26.69138263, -25.72298838};
    double[] deepest = {-.2282, -.2745, -.2899, -.2747};
    double[] drawdown = RollingPerformance.maxDrawdown(NEGATIVE, 6);
    for (int i = 0; i < 5; i++) {
      assertThat(sharpe[i]).isNaN();
    }
    for (int i = 0; i < 4; i++) {
      assertThat(sharpe[5 + i]).isCloseTo(expected[i], within(5e-9));
      assertThat(drawdown[5 + i]).isCloseTo(deepest[i], within(5e-5));
    }
    double[] twice = Arrays.stream(NEGATIVE).map(r -> 2 * r).toArray();
    assertThat(RollingPerformance.beta(twice, NEGATIVE, 6)[7]).isCloseTo(2, within(1e-12));
  }

  @Test
  void historical_tail_measures_follow_their_definitions() {
    double[] r = {-.05, -.04, -.03, -.02, -.01, 0, .01, .02, .03, .04, .05};
    // The 5 % quantile of 11 values by linear interpolation lies at index 0.5.
    is(Performance.historicalValueAtRisk(r, .05), -.045);
    is(Performance.historicalExpectedShortfall(r, .05), -.05);
    // 1.1 of 11 values: the worst one and a tenth of the next.
    is(Performance.historicalExpectedShortfall(r, .1), (-.05 - .1 * .04) / 1.1);
    assertThat(Performance.historicalValueAtRisk(POSITIVE, .05)).isZero();
  }

  @Test
  void a_record_without_content_has_defined_values() {
    double[] none = {};
    assertThat(Performance.totalReturn(none)).isZero();
    assertThat(Performance.annualReturn(none, 252)).isZero();
    assertThat(Performance.sharpe(none, 0.01, 252)).isZero();
    assertThat(Performance.sortino(none, 0.01, 252)).isZero();
    assertThat(Performance.calmar(none, 252)).isZero();
    assertThat(Performance.omega(none, 0)).isZero();
    assertThat(Performance.sharpe(new double[4], 0, 252)).isZero();
    assertThat(Performance.sharpe(new double[] {.01, .01}, 0, 252)).isPositive();
    assertThat(Performance.omega(new double[] {.01}, 0)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Performance.annualReturn(new double[] {.1, -1, .3}, 252)).isEqualTo(-1);
    assertThat(Performance.annualReturn(new double[] {.1, -2, .3}, 252)).isEqualTo(-1);
    assertThat(Performance.maxDrawdown(new double[] {.1, -2, .3})).isEqualTo(-1);
  }

  @Test
  void equal_returns_off_a_curve_have_no_risk_at_any_price_level() {
    for (double level : new double[] {1, 0.37, 123_456.789}) {
      double[] equity = Returns.toEquity(level, new double[] {.07, .07, .07, .07, .07});
      double[] returns = Returns.ofEquity(equity);
      assertThat(Performance.stdDev(returns)).isZero();
      assertThat(Performance.sharpe(returns, 0, 252)).isEqualTo(Double.POSITIVE_INFINITY);
      assertThat(Performance.skewness(returns)).isZero();
    }
  }

  @Provide
  Arbitrary<double[]> records() {
    return Arbitraries.doubles()
        .between(-0.3, 0.3)
        .array(double[].class)
        .ofMinSize(3)
        .ofMaxSize(60);
  }

  @Property
  void no_statistic_but_drawdown_and_stability_depends_on_the_order(
      @ForAll("records") double[] returns, @ForAll long seed) {
    double[] shuffled = returns.clone();
    Random random = new Random(seed);
    for (int i = shuffled.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      double kept = shuffled[i];
      shuffled[i] = shuffled[j];
      shuffled[j] = kept;
    }
    close(Performance.totalReturn(shuffled), Performance.totalReturn(returns));
    close(Performance.sharpe(shuffled, 0, 252), Performance.sharpe(returns, 0, 252));
    close(Performance.sortino(shuffled, 0, 252), Performance.sortino(returns, 0, 252));
    close(Performance.omega(shuffled, 0), Performance.omega(returns, 0));
    close(
        Performance.historicalExpectedShortfall(shuffled, .1),
        Performance.historicalExpectedShortfall(returns, .1));
  }

  private static void close(double actual, double expected) {
    if (Double.isInfinite(expected)) {
      assertThat(actual).isEqualTo(expected);
    } else {
      assertThat(actual).isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
    }
  }

  @Property
  void the_price_level_changes_no_statistic_of_a_curve(
      @ForAll("records") double[] returns, @ForAll @DoubleRange(min = 0.01, max = 1e9) double k) {
    double[] equity = Returns.toEquity(100, returns);
    double[] scaled = Arrays.stream(equity).map(e -> k * e).toArray();
    long[] times = new long[equity.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = (i + 1) * 86_400_000_000_000L;
    }
    MetricsConfig config = MetricsConfig.of(PeriodsPerYear.of(252));
    MetricSet a = MetricSet.of(times, equity, config);
    MetricSet b = MetricSet.of(times, scaled, config);
    a.values()
        .forEach(
            (metric, value) -> {
              assertThat(value).isNotNaN();
              if (metric != Metric.MAX_DRAWDOWN_DAYS) {
                close(b.get(metric), value);
              }
            });
  }

  @Property
  void leverage_scales_volatility_and_leaves_sharpe(@ForAll("records") double[] returns) {
    double[] half = Arrays.stream(returns).map(r -> r / 2).toArray();
    close(2 * Performance.volatility(half, 252), Performance.volatility(returns, 252));
    close(Performance.sharpe(half, 0, 252), Performance.sharpe(returns, 0, 252));
  }

  @Property
  void the_record_and_its_mirror_have_opposite_skewness(@ForAll("records") double[] returns) {
    double[] mirror = Arrays.stream(returns).map(r -> -r).toArray();
    close(Performance.skewness(mirror), -Performance.skewness(returns));
    close(Performance.excessKurtosis(mirror), Performance.excessKurtosis(returns));
  }
}
