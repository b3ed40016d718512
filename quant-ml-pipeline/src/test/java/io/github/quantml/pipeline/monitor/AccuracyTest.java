// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.Interval;
import io.github.quantml.api.Probabilities;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccuracyTest {
  private static ScoredPrediction scored(
      int i, double down, double flat, double up, double actual) {
    LoggedPrediction p =
        new LoggedPrediction(
            "ABC",
            Simulated.time(i),
            1,
            Simulated.time(i),
            "m",
            1,
            0.01,
            0.02,
            new Probabilities(up, down, flat, 0.001),
            new Interval(0.9, -0.03, 0.03),
            "",
            List.of());
    return new ScoredPrediction(p, Simulated.time(i + 1), actual, actual * actual);
  }

  /** Reference values of the three-class example computed with numpy. */
  @Test
  void scoresAreThoseOfTheReference() {
    List<ScoredPrediction> four =
        List.of(
            scored(0, .7, .2, .1, -0.01),
            scored(1, .1, .8, .1, 0),
            scored(2, .3, .3, .4, 0.02),
            scored(3, .25, .5, .25, -0.05));
    Accuracy a = Accuracy.of(four);
    assertThat(a.brier()).isCloseTo(.40375, within(1e-12));
    assertThat(a.logLoss()).isCloseTo(.720600897061747, within(1e-12));
    assertThat(a.rankedProbability()).isCloseTo(.149375, within(1e-12));
    // Signs: expected +; actual − 0 + −, of which 0 does not count.
    assertThat(a.hitRate()).isCloseTo(1 / 3.0, within(1e-15));
    assertThat(a.coverage()).isEqualTo(0.75);
    assertThat(a.rmse())
        .isCloseTo(Math.sqrt((.02 * .02 + .01 * .01 + .01 * .01 + .06 * .06) / 4), within(1e-15));
    assertThat(a.rmseRandomWalk())
        .isCloseTo(Math.sqrt((.01 * .01 + .02 * .02 + .05 * .05) / 4), within(1e-15));
    assertThat(a.independent()).isEqualTo(4);
  }

  @Test
  void climatologyKnowsOnlyOutcomesThatWereKnown() {
    // First forecast: shares 1/3 each; second: the outcome "down" is known, shares 1/2 1/4 1/4.
    Accuracy a = Accuracy.of(List.of(scored(0, .7, .2, .1, -0.01), scored(1, .7, .2, .1, -0.01)));
    double first = 4 / 9.0 + 2 / 9.0;
    double second = 1 / 4.0 + 2 / 16.0;
    assertThat(a.brierClimatology()).isCloseTo((first + second) / 2, within(1e-15));
  }

  @Test
  void overlappingForecastsCountAsFewerAndTheBoundsHold() {
    int horizon = 10;
    int covered = 0;
    int rejected = 0;
    int naive = 0;
    int rounds = 400;
    for (int seed = 0; seed < rounds; seed++) {
      BarSeries bars = Simulated.bars("ABC", 610, seed);
      Joined joined = Joined.of(Simulated.forecasts("ABC", 0, 610, horizon, 1, 1), bars);
      Accuracy a = Accuracy.of(joined.scored());
      assertThat(a.independent()).isBetween(59.0, 400.0);
      covered += a.coverageLower() <= 0.9 && a.coverageUpper() >= 0.9 ? 1 : 0;
      rejected += a.pCoverage() < 0.05 ? 1 : 0;
      double z = (a.coverage() - 0.9) / Math.sqrt(0.09 / a.count());
      naive += Math.abs(z) > 1.96 ? 1 : 0;
    }
    // Measured 0.91, 0.09 and, for bounds that ignore the overlap, 0.38.
    assertThat(covered / (double) rounds).isBetween(0.87, 0.99);
    assertThat(rejected / (double) rounds).isLessThan(0.13);
    assertThat(naive / (double) rounds).isGreaterThan(0.3);
  }

  @Test
  void theReportTellsVersionsWindowsAndMembersApart() {
    BarSeries bars = Simulated.bars("ABC", 401, 7);
    List<LoggedPrediction> predictions = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      List<LoggedPrediction.Member> members =
          List.of(
              new LoggedPrediction.Member("good", 0, Simulated.DEVIATION, 0.7),
              new LoggedPrediction.Member("wild", 0.02, 0.5 * Simulated.DEVIATION, 0.3));
      predictions.add(
          Simulated.forecast(
              "ABC", i, 1, i < 200 ? 1 : 2, 0, (i < 200 ? 0.4 : 1) * Simulated.DEVIATION, members));
    }
    AccuracyReport report = AccuracyReport.of(Joined.of(predictions, bars).scored(), 150);
    assertThat(report.versions().keySet()).containsExactly("ensemble/1", "ensemble/2");
    assertThat(report.versions().get("ensemble/1").pCoverage()).isLessThan(1e-6);
    assertThat(report.versions().get("ensemble/2").pCoverage()).isGreaterThan(0.01);
    assertThat(report.versions().get("ensemble/1").qlike())
        .isGreaterThan(report.versions().get("ensemble/2").qlike());
    assertThat(report.windows()).extracting(Accuracy::count).containsExactly(100, 150, 150);
    assertThat(report.members()).extracting(MemberAccuracy::member).containsExactly("good", "wild");
    assertThat(report.members().get(1).pWorse()).isLessThan(1e-6);
    assertThat(report.members().get(0).pWorse()).isGreaterThan(0.5);
    assertThat(report.toString()).contains("ensemble/1").contains("wild");
  }

  @Test
  void withoutOutcomesThereIsNothingToScore() {
    assertThatThrownBy(() -> AccuracyReport.of(List.of(), 10))
        .isInstanceOf(InsufficientDataException.class);
  }
}
