// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.backtest.SharedFiles;
import io.github.quantml.math.distribution.StandardNormal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Bailey and López de Prado (2012, 2014): the numbers of the papers with the digits that a
 * recomputation of their formulas in double precision gives.
 */
class SharpeSignificanceTest {
  private static void is(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(1e-10 * Math.max(1, Math.abs(expected))));
  }

  @Test
  void the_probabilistic_sharpe_ratio_of_the_paper() {
    TrackRecord fund = new TrackRecord(24, 1.585 / Math.sqrt(12), -2.448, 10.164);
    is(fund.probabilistic(0), 0.91323430688486018);
    is(new TrackRecord(24, .458, -2.448, 10.164).probabilistic(0), .913361083860933);
    is(TrackRecord.normal(24, .458).probabilistic(0), 0.9816749190910771);
  }

  @Test
  void standard_errors_and_minimum_lengths_of_the_hedge_fund_table() {
    TrackRecord a = new TrackRecord(134, .7079, -.2250, 2.9570 + 0.0);
    TrackRecord b = new TrackRecord(134, .8183, -1.4455, 7.0497);
    assertThat(a.standardError()).isCloseTo(.1028, within(5e-5));
    assertThat(b.standardError()).isCloseTo(.1550, within(5e-5));
    assertThat(a.minimumLength(0, .95) / 12).isCloseTo(.7152, within(5e-5));
    assertThat(b.minimumLength(0, .95) / 12).isCloseTo(1.1593, within(5e-5));
  }

  @Test
  void minimum_track_record_lengths_of_the_paper_in_years() {
    is(years(250, 2, 1, 0, 3), 2.7311878017281761);
    is(years(52, 2, 1, 0, 3), 2.8288335869452368);
    is(years(12, 3, 2.5, -.72, 5.78), 27.352920196040301);
    assertThat(TrackRecord.normal(100, .1).minimumLength(.1, .95))
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  private static double years(double periods, double sr, double benchmark, double g3, double g4) {
    double root = Math.sqrt(periods);
    return new TrackRecord(1000, sr / root, g3, g4).minimumLength(benchmark / root, .95) / periods;
  }

  @Test
  void the_best_of_many_worthless_trials() {
    is(Trials.expectedMaximum(100), 2.5306028932016846);
    assertThat(Trials.expectedMaximum(46)).isCloseTo(2.24417083084, within(1e-11));
    assertThat(Trials.expectedMaximum(10)).isCloseTo(1.57459830135, within(1e-11));
    is(Trials.minimumBacktestYears(45, 1), 4.9980870044434038);
    assertThat(Trials.expectedMaximum(1)).isZero();
    assertThat(Trials.single().expectedMaximum()).isZero();
  }

  @Test
  void the_deflated_sharpe_ratio_of_the_paper() {
    Trials trials = new Trials(100, .5 / 250);
    is(trials.expectedMaximum(), .1131720018651321);
    is(new TrackRecord(1250, 2.5 / Math.sqrt(250), -3, 10).deflated(trials), 0.90039683444939034);
  }

  @Tag("data")
  @Test
  void fifty_real_returns_have_the_published_values() {
    double[] returns = SharedFiles.column(SharedFiles.rows("psr/returns_for_tests.csv", false), 0);
    TrackRecord record = TrackRecord.of(returns);
    is(record.sharpe(), .24171729852769172);
    is(record.standardError(), .16466174867277414);
    is(record.probabilistic(.05), .877850770122146);
    is(record.minimumLength(.05, .90), 60.365085269027084);
  }

  @Property
  void with_normal_returns_it_is_the_test_of_lo(
      @ForAll @DoubleRange(min = -0.5, max = 0.5) double sharpe,
      @ForAll @DoubleRange(min = 10, max = 2000) double n) {
    double lo = Math.sqrt((1 + sharpe * sharpe / 2) / (n - 1));
    is(TrackRecord.normal(n, sharpe).probabilistic(0), StandardNormal.cdf(sharpe / lo));
  }

  @Property
  void after_the_minimum_length_the_confidence_is_reached(
      @ForAll @DoubleRange(min = 0.05, max = 0.5) double sharpe,
      @ForAll @DoubleRange(min = -1, max = 1) double skewness) {
    double kurtosis = 4 + skewness * skewness;
    double n = new TrackRecord(100, sharpe, skewness, kurtosis).minimumLength(0, .95);
    if (n >= 2) {
      is(new TrackRecord(n, sharpe, skewness, kurtosis).probabilistic(0), .95);
    }
  }

  @Test
  void excess_kurtosis_and_constant_returns_are_refused() {
    assertThatThrownBy(() -> new TrackRecord(100, .1, 0, 0))
        .hasMessageContaining("kurtosis: must be raw (3 for a normal law)");
    assertThatThrownBy(() -> TrackRecord.of(new double[] {.1, .1, .1}))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("all are 0.1");
    assertThatThrownBy(() -> TrackRecord.of(new double[] {.1, Double.NaN}))
        .isInstanceOf(InvalidDataException.class);
  }
}
