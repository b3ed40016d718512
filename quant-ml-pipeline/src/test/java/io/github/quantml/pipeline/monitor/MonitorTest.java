// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.random.CounterRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorTest {
  /** The stream and the alarms of MOA 2024.07 that quant-ml-math's DriftDetectorTest describes. */
  @Test
  void adwinAlarmsThroughTheMonitorAreThoseOfMoa() {
    ConceptDrift drift = ConceptDrift.withDefaults();
    List<ConceptDrift.Change> adwin = new ArrayList<>();
    List<ConceptDrift.Change> pageHinkley = new ArrayList<>();
    long x = 42;
    for (int i = 0; i < 3_000; i++) {
      x = (1_664_525 * x + 1_013_904_223) & 0xFFFFFFFFL;
      double p = i < 1_000 ? 0.2 : i < 2_000 ? 0.5 : 0.25;
      for (ConceptDrift.Change c : drift.update(x / 4294967296.0 < p ? 1 : 0, Simulated.time(i))) {
        (c.detector() == ConceptDrift.Detector.ADWIN ? adwin : pageHinkley).add(c);
      }
    }
    assertThat(adwin)
        .extracting(ConceptDrift.Change::index)
        .containsExactly(1087L, 1119L, 1151L, 2111L, 2271L, 2559L);
    assertThat(adwin)
        .extracting(ConceptDrift.Change::rose)
        .containsExactly(true, true, true, false, false, false);
    assertThat(pageHinkley).hasSize(2);
    assertThat(pageHinkley.get(0).index()).isEqualTo(1231);
    assertThat(pageHinkley).extracting(ConceptDrift.Change::rose).containsExactly(true, false);
  }

  private static MonitoringInput input(BarSeries bars, List<LoggedPrediction> predictions) {
    return MonitoringInput.of(
        "ensemble",
        predictions.get(predictions.size() - 1).version(),
        Joined.of(predictions, bars).scored(),
        bars.time(bars.size() - 1));
  }

  @Test
  void aHealthyModelRaisesAtAboutTheStatedRate() {
    Monitor monitor = Monitor.withDefaults();
    int alarms = 0;
    int rounds = 400;
    for (int seed = 0; seed < rounds; seed++) {
      BarSeries bars = Simulated.bars("ABC", 255, seed);
      MonitoringReport report =
          monitor.check(
              input(bars, Simulated.forecasts("ABC", 0, 254, 5, 1, 1)), MonitoringState.initial());
      alarms += report.findings().isEmpty() ? 0 : 1;
    }
    // Tests at 0.2 % of coverage (two-sided) and skill, and the error of the variance.
    assertThat(alarms / (double) rounds).isLessThan(0.03);
  }

  @Test
  void intervalsThatAreTooNarrowAskForTrainingOnceConfirmedAndOnlyOnce() {
    Monitor monitor = Monitor.of(MonitoringPolicy.defaults().withHysteresis(2, 3));
    BarSeries bars = Simulated.bars("ABC", 300, 3);
    List<LoggedPrediction> narrow = Simulated.forecasts("ABC", 0, 300, 1, 1, 0.5);
    MonitoringState state = MonitoringState.initial();
    List<String> asked = new ArrayList<>();
    for (int known = 250; known < 260; known++) {
      MonitoringReport report = monitor.check(input(bars.window(0, known), narrow), state);
      assertThat(report.findings()).extracting(Finding::kind).contains(Finding.Kind.COVERAGE);
      report.actions().forEach(a -> asked.add(a.kind().name()));
      assertThat(report.toString()).contains("COVERAGE");
      state = report.next();
    }
    // Ten daily checks: a warning, then training when confirmed and again after five days.
    assertThat(asked.get(0)).isEqualTo("WARN");
    assertThat(asked).filteredOn(a -> a.equals("RETRAIN")).hasSize(2);
  }

  @Test
  void findingsDoNotFlap() {
    MonitoringPolicy policy = MonitoringPolicy.defaults().withHysteresis(2, 3);
    Monitor monitor = Monitor.of(policy);
    MonitoringState state = MonitoringState.initial();
    DriftReport.ColumnDrift bad =
        new DriftReport.ColumnDrift("return", 0.1, 0.2, 0.001, 0.001, 1, 1, true);
    DriftReport drifted = new DriftReport(List.of(bad), 0.05, false);
    DriftReport clean = new DriftReport(List.of(), 0.05, false);
    StringBuilder story = new StringBuilder();
    String checks = "d.d.dd.d..d...d";
    for (int i = 0; i < checks.length(); i++) {
      MonitoringInput input =
          MonitoringInput.of("ensemble", 1, List.of(), Simulated.time(i))
              .withDrift(checks.charAt(i) == 'd' ? drifted : clean);
      MonitoringReport report = monitor.check(input, state);
      state = report.next();
      boolean stands = state.tracks().values().stream().anyMatch(MonitoringState.Track::stands);
      story.append(stands ? '!' : '.');
    }
    // Confirmed by two in a row, then one or two clean checks change nothing and three end it.
    assertThat(story).hasToString(".....!!!!!!!!..");
  }

  @Test
  void aBadMemberIsShrunkWhileTheFindingStands() {
    BarSeries bars = Simulated.bars("ABC", 301, 5);
    List<LoggedPrediction> predictions = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      predictions.add(
          Simulated.forecast(
              "ABC",
              i,
              1,
              1,
              0,
              Simulated.DEVIATION,
              List.of(
                  new LoggedPrediction.Member("good", 0, Simulated.DEVIATION, 0.6),
                  new LoggedPrediction.Member("wild", 0.03, 0.3 * Simulated.DEVIATION, 0.4))));
    }
    Monitor monitor = Monitor.withDefaults();
    MonitoringReport first = monitor.check(input(bars, predictions), MonitoringState.initial());
    assertThat(first.weights()).isEmpty();
    MonitoringReport second = monitor.check(input(bars, predictions), first.next());
    assertThat(second.weights()).containsOnlyKeys("wild").containsEntry("wild", 0.5);
    assertThat(second.asksFor(Action.Kind.SHRINK_WEIGHT)).isTrue();
    MonitoringReport third = monitor.check(input(bars, predictions), second.next());
    assertThat(third.weights()).containsEntry("wild", 0.5);
    assertThat(third.asksFor(Action.Kind.SHRINK_WEIGHT)).isFalse();
  }

  @Test
  void aVersionWorseThanTheOneBeforeOnTheSamePredictionsIsRolledBack() {
    BarSeries bars = Simulated.bars("ABC", 301, 9);
    CounterRandom random = CounterRandom.of(2);
    List<LoggedPrediction> predictions = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      double next = bars.close(i + 1) / bars.close(i) - 1;
      double noise = Simulated.DEVIATION * random.nextGaussian();
      predictions.add(Simulated.forecast("ABC", i, 1, 1, 0.5 * next, 0.009));
      predictions.add(Simulated.forecast("ABC", i, 1, 2, noise, 0.009));
    }
    Monitor monitor = Monitor.of(MonitoringPolicy.defaults().withHysteresis(1, 1));
    MonitoringReport report =
        monitor.check(input(bars, predictions).withBefore(1), MonitoringState.initial());
    assertThat(report.version()).isEqualTo(2);
    assertThat(report.findings()).extracting(Finding::kind).contains(Finding.Kind.VERSION);
    assertThat(report.asksFor(Action.Kind.ROLL_BACK)).isTrue();
    MonitoringInput reversed =
        MonitoringInput.of(
                "ensemble", 1, Joined.of(predictions, bars).scored(), Simulated.time(400))
            .withBefore(2);
    assertThat(monitor.check(reversed, MonitoringState.initial()).asksFor(Action.Kind.ROLL_BACK))
        .isFalse();
  }

  @Test
  void aLossThatRosesAsksForTrainingAtOnceAndIsNotReportedTwice() {
    BarSeries bars = Simulated.bars("ABC", 1201, 11);
    List<LoggedPrediction> predictions = new ArrayList<>();
    for (int i = 0; i < 1200; i++) {
      double next = bars.close(i + 1) / bars.close(i) - 1;
      // Right for 800 bars, then confidently wrong.
      double mean = Math.signum(next) * (i < 800 ? 0.01 : -0.01);
      predictions.add(Simulated.forecast("ABC", i, 1, 1, mean, 0.005));
    }
    Monitor monitor = Monitor.withDefaults();
    MonitoringReport quiet =
        monitor.check(input(bars.window(0, 800), predictions), MonitoringState.initial());
    assertThat(quiet.findings())
        .extracting(Finding::kind)
        .doesNotContain(Finding.Kind.CONCEPT_DRIFT);
    MonitoringReport report = monitor.check(input(bars.window(0, 900), predictions), quiet.next());
    assertThat(report.findings())
        .filteredOn(f -> f.kind() == Finding.Kind.CONCEPT_DRIFT)
        .isNotEmpty()
        .allMatch(Finding::confirmed);
    assertThat(report.asksFor(Action.Kind.RETRAIN)).isTrue();
    MonitoringReport again = monitor.check(input(bars.window(0, 900), predictions), report.next());
    assertThat(again.findings())
        .extracting(Finding::kind)
        .doesNotContain(Finding.Kind.CONCEPT_DRIFT);
  }

  @Test
  void nothingIsJudgedBelowTheMinimumAndTheFutureDoesNotCount() {
    BarSeries bars = Simulated.bars("ABC", 300, 3);
    List<LoggedPrediction> narrow = Simulated.forecasts("ABC", 0, 299, 1, 1, 0.2);
    List<ScoredPrediction> scored = Joined.of(narrow, bars).scored();
    MonitoringInput early = MonitoringInput.of("ensemble", 1, scored, Simulated.time(20));
    MonitoringReport report = Monitor.withDefaults().check(early, MonitoringState.initial());
    assertThat(report.accuracy().orElseThrow().count()).isEqualTo(20);
    assertThat(report.findings()).isEmpty();
    assertThat(report.toString()).contains("nothing found");
  }

  @Test
  void theStateSurvivesAFileAndDamageIsNamed(@TempDir Path root) throws IOException {
    Path file = root.resolve("monitor").resolve("state.json");
    assertThat(MonitoringState.read(file)).isEqualTo(MonitoringState.initial());
    MonitoringState state =
        new MonitoringState(
            Simulated.time(3),
            java.util.Map.of("MEMBER a b", new MonitoringState.Track(2, 0, true)),
            java.util.Map.of("RETRAIN m", Simulated.time(2)));
    state.write(file);
    state.write(file);
    assertThat(MonitoringState.read(file)).isEqualTo(state);
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 40));
    assertThatThrownBy(() -> MonitoringState.read(file))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void policiesCheckTheirRanges() {
    assertThatThrownBy(() -> MonitoringPolicy.defaults().withAlpha(0.7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("alpha");
    assertThatThrownBy(() -> MonitoringPolicy.defaults().withQuiet(Duration.ofDays(-1)))
        .hasMessageContaining("quiet");
    assertThatThrownBy(() -> MonitoringPolicy.defaults().withWindow(5))
        .hasMessageContaining("window");
  }
}
