// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.walkforward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.NewsItem;
import io.github.quantml.api.contract.Future;
import io.github.quantml.backtest.BacktestEngine;
import io.github.quantml.backtest.Bars;
import io.github.quantml.backtest.BuyAndHold;
import io.github.quantml.backtest.SmaCross;
import io.github.quantml.backtest.metrics.Metric;
import io.github.quantml.backtest.metrics.Performance;
import io.github.quantml.backtest.significance.Trials;
import io.github.quantml.backtest.split.CalendarSplit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WalkForwardAnalyzerTest {
  private static final BarSeries BARS = Bars.daily("TEST", 600, 11, .0002, .004);
  private static final BacktestEngine ENGINE = BacktestEngine.builder().build();

  private static GridSearch grid() {
    List<GridSearch.Candidate> candidates = new ArrayList<>();
    for (int fast : new int[] {3, 5, 8}) {
      for (int slow : new int[] {13, 21}) {
        candidates.add(
            new GridSearch.Candidate(
                Map.of("fast", (double) fast, "slow", (double) slow),
                () -> SmaCross.longShort(fast, slow)));
      }
    }
    return GridSearch.of(ENGINE::run, candidates);
  }

  @Test
  void rolling_folds_have_the_days_that_were_asked_for() {
    WalkForwardReport report =
        WalkForwardAnalyzer.rolling(180, 30, 30).analyze(BARS, SmaCross.longOnly(5, 20));
    FoldResult first = report.folds().get(0);
    assertThat(first.trainStart()).isEqualTo(Instant.parse("2018-01-01T21:00:00Z"));
    // 180 days from 2018-01-01 end with 2018-06-29; the 30th is a Saturday.
    assertThat(first.trainEnd()).isEqualTo(Instant.parse("2018-06-29T21:00:00Z"));
    assertThat(first.testStart()).isEqualTo(Instant.parse("2018-07-02T21:00:00Z"));
    assertThat(first.testEnd()).isEqualTo(Instant.parse("2018-07-27T21:00:00Z"));
    // 600 weekdays are 838 days: (838 - 210) / 30 + 1 whole folds.
    assertThat(report.folds()).hasSize(21);
    for (int k = 1; k < report.folds().size(); k++) {
      FoldResult a = report.folds().get(k - 1);
      FoldResult b = report.folds().get(k);
      assertThat(Duration.between(a.trainStart(), b.trainStart()).toDays()).isBetween(27L, 33L);
      assertThat(b.testStart()).isAfter(a.testEnd());
      assertThat(b.trainEnd()).isBefore(b.testStart());
    }
  }

  @Test
  void anchored_training_begins_at_the_first_bar_and_calendar_tests_on_their_dates() {
    WalkForwardReport anchored =
        WalkForwardAnalyzer.anchored(180, 60, 60).analyze(BARS, SmaCross.longOnly(5, 20));
    assertThat(anchored.folds()).allMatch(f -> f.trainStart().equals(BARS.time(0)));
    assertThat(anchored.folds().get(3).trainBars())
        .isGreaterThan(anchored.folds().get(0).trainBars());
    WalkForwardReport calendar =
        WalkForwardAnalyzer.calendar(
                CalendarSplit.monthly(CalendarSplit.Anchor.MONTH_START, 6, 1).withPurge(3))
            .analyze(BARS, SmaCross.longOnly(5, 20));
    assertThat(calendar.folds().get(0).testStart())
        .isEqualTo(Instant.parse("2018-07-02T21:00:00Z"));
    assertThat(calendar.folds().get(0).trainEnd()).isEqualTo(Instant.parse("2018-06-26T21:00:00Z"));
  }

  @Test
  void the_stitched_record_compounds_the_folds() {
    WalkForwardReport report =
        WalkForwardAnalyzer.rolling(180, 30, 30).analyze(BARS, SmaCross.longOnly(5, 20));
    double product = 1;
    int moments = 1;
    for (FoldResult f : report.folds()) {
      product *= f.result().finalEquity() / f.result().initialCash();
      moments += f.result().size();
    }
    double[] equity = report.stitched().toEquity();
    assertThat(equity).hasSize(moments);
    assertThat(equity[moments - 1]).isCloseTo(product, within(1e-12));
    assertThat(report.outOfSample().get(Metric.TOTAL_RETURN)).isCloseTo(product - 1, within(1e-9));
    double[] hold = report.stitched().toBenchmark();
    int from = BARS.countUntil(report.folds().get(0).testStart()) - 2;
    int to = BARS.countUntil(report.folds().get(20).testEnd()) - 1;
    assertThat(hold[moments - 1]).isCloseTo(BARS.close(to) / BARS.close(from), within(1e-12));
  }

  @Test
  void overlapping_tests_count_each_moment_once() {
    WalkForwardReport report =
        WalkForwardAnalyzer.rolling(180, 60, 30).analyze(BARS, BuyAndHold.create());
    long[] times = report.stitched().toTimeNanos();
    for (int i = 1; i < times.length; i++) {
      assertThat(times[i]).isGreaterThan(times[i - 1]);
    }
    assertThat(times.length - 1)
        .isEqualTo(
            BARS.countUntil(report.folds().get(report.folds().size() - 1).testEnd())
                - BARS.countUntil(report.folds().get(0).testStart())
                + 1);
  }

  @Test
  void the_search_runs_on_the_training_part_only_and_its_trials_are_counted() {
    List<TrainingPart> seen = new ArrayList<>();
    GridSearch grid = grid();
    WalkForwardReport report =
        WalkForwardAnalyzer.rolling(180, 30, 30)
            .withPurge(2)
            .withEmbargo(1)
            .walk(
                BARS,
                part -> {
                  seen.add(part);
                  return grid.train(part);
                });
    assertThat(seen).hasSameSizeAs(report.folds());
    for (FoldResult f : report.folds()) {
      BarSeries part = seen.get(f.number()).bars().get(0);
      assertThat(part.time(part.size() - 1)).isEqualTo(f.trainEnd());
      assertThat(part.time(0)).isEqualTo(f.trainStart());
      int gap = BARS.countUntil(f.testStart()) - BARS.countUntil(f.trainEnd()) - 1;
      assertThat(gap).isEqualTo(3);
      assertThat(f.trials()).isEqualTo(6);
      assertThat(f.parameters()).containsOnlyKeys("fast", "slow");
    }
    assertThat(report.trials()).hasSize(6 * report.folds().size());
    assertThat(report.search().count()).isEqualTo(6.0 * report.folds().size());
    assertThat(report.stability())
        .extracting(ParameterStability::name)
        .containsExactly("fast", "slow");
    double psr = report.trackRecord().orElseThrow().probabilistic(0);
    double dsr = report.trackRecord().orElseThrow().deflated(report.search());
    assertThat(dsr).isLessThan(psr);
    assertThat(report.toString()).contains("fold", "efficiency", "126 trials");
  }

  @Test
  void nothing_after_a_test_changes_its_fold() {
    WalkForwardReport whole = WalkForwardAnalyzer.rolling(180, 30, 30).walk(BARS, grid());
    for (Future future : Future.values()) {
      BarSeries poisoned = future.after(BARS.window(0, 325), 300, 5);
      WalkForwardReport other = WalkForwardAnalyzer.rolling(180, 30, 30).walk(poisoned, grid());
      int compared = 0;
      for (FoldResult f : whole.folds()) {
        if (BARS.countUntil(f.testEnd()) <= 300 && f.number() < other.folds().size()) {
          FoldResult g = other.folds().get(f.number());
          assertThat(g.parameters()).isEqualTo(f.parameters());
          assertThat(g.result().toEquity()).isEqualTo(f.result().toEquity());
          compared++;
        }
      }
      assertThat(compared).isGreaterThanOrEqualTo(7);
    }
  }

  @Test
  void several_series_and_the_context_are_cut_at_the_same_moments() {
    BarSeries other = Bars.daily("OTHER", 450, 12);
    NewsItem late =
        new NewsItem("TEST", BARS.time(100), BARS.time(500), "wire", "received months later");
    MarketContext context = MarketContext.builder().news(List.of(late)).build();
    List<TrainingPart> seen = new ArrayList<>();
    WalkForwardReport report =
        WalkForwardAnalyzer.rolling(180, 60, 60)
            .walk(
                List.of(BARS, other),
                context,
                part -> {
                  seen.add(part);
                  return FittedStrategy.of(BuyAndHold.create());
                });
    assertThat(report.folds()).hasSameSizeAs(seen);
    for (TrainingPart part : seen) {
      Instant end = report.folds().get(part.fold()).trainEnd();
      assertThat(part.bars()).hasSize(2);
      for (BarSeries b : part.bars()) {
        if (!b.isEmpty()) {
          assertThat(b.time(b.size() - 1)).isBeforeOrEqualTo(end);
          assertThat(b.time(0)).isAfterOrEqualTo(report.folds().get(part.fold()).trainStart());
        }
      }
      assertThat(part.context().news()).hasSize(end.isBefore(late.known()) ? 0 : 1);
    }
    assertThat(seen.stream().map(TrainingPart::seed).distinct()).hasSameSizeAs(seen);
  }

  @Test
  void refits_happen_when_asked_and_warm_starts_hand_over_what_was_fitted() {
    List<Integer> fits = new ArrayList<>();
    List<Boolean> warm = new ArrayList<>();
    WalkForwardReport report =
        WalkForwardAnalyzer.rolling(180, 30, 30)
            .withRefitEvery(3)
            .withWarmStart(true)
            .walk(
                BARS,
                part -> {
                  fits.add(part.fold());
                  warm.add(part.previous() != null);
                  return FittedStrategy.of(SmaCross.longOnly(5, 20));
                });
    assertThat(fits).containsExactly(0, 3, 6, 9, 12, 15, 18);
    assertThat(warm.get(0)).isFalse();
    assertThat(warm.subList(1, 7)).containsOnly(true);
    assertThat(report.folds().get(4).refit()).isFalse();
    assertThat(report.search()).isEqualTo(Trials.single());
  }

  @Test
  void costs_and_delay_are_varied_by_default() {
    WalkForwardReport report =
        WalkForwardAnalyzer.rolling(180, 30, 30)
            .withEngine(BacktestEngine.builder().slippageBps(20).build())
            .analyze(BARS, SmaCross.longShort(3, 8));
    List<ScenarioResult> s = report.sensitivity();
    assertThat(s)
        .extracting(ScenarioResult::name)
        .containsExactly("costs × 0", "costs × 1", "costs × 2", "orders one bar later");
    double free = s.get(0).metrics().get(Metric.TOTAL_RETURN);
    double once = s.get(1).metrics().get(Metric.TOTAL_RETURN);
    double twice = s.get(2).metrics().get(Metric.TOTAL_RETURN);
    assertThat(free).isGreaterThan(once);
    assertThat(once).isGreaterThan(twice);
    assertThat(once).isEqualTo(report.outOfSample().get(Metric.TOTAL_RETURN));
    assertThat(s.get(3).metrics().get(Metric.TOTAL_RETURN)).isNotEqualTo(once);
  }

  @Test
  void efficiency_and_degradation_follow_their_definitions() {
    WalkForwardReport report = WalkForwardAnalyzer.rolling(180, 30, 30).walk(BARS, grid());
    double inside =
        report.folds().stream()
            .mapToDouble(f -> Performance.mean(f.train().returns()))
            .average()
            .orElseThrow();
    assertThat(report.efficiency())
        .isCloseTo(Performance.mean(report.outOfSample().returns()) / inside, within(1e-12));
    // The cycle in the returns is real: the search finds profit that carries over.
    assertThat(report.efficiency()).isPositive();
    assertThat(report.profitableFolds()).isBetween(0.5, 1.0);
    assertThat(report.outOfSample().config().periods().value()).isEqualTo(252);
  }

  @Test
  void the_same_walk_twice_gives_the_same_bytes() {
    WalkForwardReport a = WalkForwardAnalyzer.rolling(180, 30, 30).walk(BARS, grid());
    WalkForwardReport b = WalkForwardAnalyzer.rolling(180, 30, 30).walk(BARS, grid());
    assertThat(b.stitched().toEquity()).isEqualTo(a.stitched().toEquity());
    assertThat(b.outOfSample().values()).isEqualTo(a.outOfSample().values());
  }

  @Test
  void too_little_history_is_named_with_both_counts() {
    BarSeries few = BARS.window(0, 100);
    assertThatThrownBy(
            () -> WalkForwardAnalyzer.rolling(180, 30, 30).analyze(few, BuyAndHold.create()))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessage("TEST: days for one training and one test: needs at least 210, got 138");
    assertThatThrownBy(
            () ->
                WalkForwardAnalyzer.rolling(30, 30, 30)
                    .withPurge(40)
                    .analyze(BARS, BuyAndHold.create()))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessageContaining("TEST, fold 0: training bars after purge and embargo");
    assertThatThrownBy(() -> WalkForwardAnalyzer.rolling(0, 30, 30))
        .hasMessage("trainPeriodDays: must be at least 1, got 0");
  }

  @Test
  void a_grid_search_returns_what_pbo_needs() {
    double[][] returns =
        grid().returns(new TrainingPart(0, List.of(BARS), MarketContext.empty(), 1, null));
    assertThat(returns).hasNumberOfRows(6);
    assertThat(returns[0].length).isEqualTo(returns[5].length);
  }
}
