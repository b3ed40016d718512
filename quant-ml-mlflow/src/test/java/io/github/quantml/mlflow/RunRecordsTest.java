// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.Contribution;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.Interval;
import io.github.quantml.api.Prediction;
import io.github.quantml.api.Probabilities;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRecordsTest {
  private static final Instant T = Instant.parse("2026-01-02T21:00:00Z");

  @TempDir Path work;
  private MLFlowTracker tracker;

  @BeforeEach
  void open() {
    tracker = MLFlowTracker.of(MLFlowConfig.journalOnly(work));
  }

  private JournalledRun only() {
    assertThat(tracker.journalled()).hasSize(1);
    return tracker.journalled().get(0);
  }

  private static double last(JournalledRun run, String key) {
    List<JournalledRun.Point> points = run.metrics().get(key);
    return points.get(points.size() - 1).value();
  }

  @Test
  void histories_folds_and_results_have_fixed_names() {
    try (MLFlowRun run = tracker.startRun("records", "run")) {
      RunRecords.of(run)
          .history("validation_loss", new double[] {3, 2})
          .fold(0, Map.of("Sharpe", 1.0))
          .fold(1, Map.of("Sharpe", 2.0))
          .results("backtest", Map.of("max drawdown %", -0.2))
          .report("page.html", "<p>x</p>");
    }
    JournalledRun run = only();
    assertThat(run.metrics().get("validation_loss"))
        .extracting(JournalledRun.Point::step)
        .containsExactly(0L, 1L);
    assertThat(run.metrics().get("fold.Sharpe"))
        .extracting(JournalledRun.Point::value)
        .containsExactly(1.0, 2.0);
    assertThat(run.metrics()).containsKey("backtest.max drawdown _");
    assertThat(run.artifacts().get("reports/page.html")).hasContent("<p>x</p>");
  }

  @Test
  void an_equity_curve_is_kept_whole_and_shown_thinned() throws Exception {
    double[] equity = IntStream.range(0, 5_001).mapToDouble(i -> i == 3 ? 50 : 100).toArray();
    List<Instant> times = IntStream.range(0, 5_001).mapToObj(i -> T.plusSeconds(i)).toList();
    try (MLFlowRun run = tracker.startRun("records", "run")) {
      RunRecords.of(run).equityCurve(times, equity);
      assertThatThrownBy(() -> RunRecords.of(run).equityCurve(times, new double[1]))
          .hasMessageContaining("5001 and 1");
    }
    JournalledRun run = only();
    assertThat(run.metrics().get("equity")).hasSizeLessThanOrEqualTo(2_001);
    assertThat(run.metrics().get("drawdown").get(1).value()).isEqualTo(-0.5);
    assertThat(run.metrics().get("equity").get(run.metrics().get("equity").size() - 1).step())
        .isEqualTo(5_000);
    List<String> csv = Files.readAllLines(run.artifacts().get("equity_curve.csv"));
    assertThat(csv).hasSize(5_002);
    assertThat(csv.get(4)).isEqualTo("2026-01-02T21:00:03Z,50.0,-0.5");
  }

  @Test
  void trials_are_runs_inside_the_run() {
    try (MLFlowRun run = tracker.startRun("records", "tuning")) {
      RunRecords records = RunRecords.of(run);
      records.trial(0, Map.of("depth", 3), Map.of("loss", 0.5));
      records.trial(1, Map.of("depth", 5), Map.of("loss", 0.4));
    }
    List<JournalledRun> runs = tracker.journalled();
    assertThat(runs)
        .extracting(JournalledRun::name)
        .containsExactly("tuning", "trial 0", "trial 1");
    assertThat(runs.get(2).parentId()).isEqualTo(runs.get(0).id());
    assertThat(runs.get(2).experiment()).isEqualTo("records");
    assertThat(runs.get(2).params()).containsEntry("depth", "5");
    assertThat(runs.get(2).status()).isEqualTo("FINISHED");
  }

  @Test
  void a_prediction_brings_its_weights_and_confidence() {
    Prediction p =
        new Prediction(
            "AAPL",
            T,
            Horizon.ofBars(5),
            0.01,
            0.02,
            new Probabilities(0.5, 0.3, 0.2, 0.001),
            new Interval(0.9, -0.03, 0.05),
            0.6,
            null,
            List.of(),
            Map.of(),
            List.of(
                new Contribution.Used("lstm", 0.7, 0.01, 0.02),
                new Contribution.Abstained("regime", "no view")));
    try (MLFlowRun run = tracker.startRun("records", "run")) {
      RunRecords.of(run).prediction(7, p).weights(8, Map.of("lstm", 1.0));
    }
    JournalledRun run = only();
    assertThat(last(run, "prediction.confidence")).isEqualTo(0.6);
    assertThat(run.metrics().get("weight.lstm"))
        .extracting(JournalledRun.Point::value)
        .containsExactly(0.7, 1.0);
    assertThat(run.metrics()).doesNotContainKey("weight.regime");
  }

  @Test
  void outcomes_are_scored() throws Exception {
    try (MLFlowRun run = tracker.startRun("records", "run")) {
      RunRecords.of(run)
          .outcomes(
              List.of(
                  new RunRecords.Outcome(T, 0.01, -0.02, 0.04, 0.03),
                  new RunRecords.Outcome(T, 0.01, -0.02, 0.04, -0.03),
                  new RunRecords.Outcome(T, 0, -0.02, 0.04, 0.01)));
    }
    JournalledRun run = only();
    // By hand: errors −0.02, 0.04 and −0.01.
    assertThat(last(run, "outcome.mae")).isCloseTo(0.07 / 3, within(1e-15));
    assertThat(last(run, "outcome.rmse")).isCloseTo(Math.sqrt(0.0021 / 3), within(1e-15));
    assertThat(last(run, "outcome.hit_rate")).isEqualTo(0.5);
    assertThat(last(run, "outcome.coverage")).isEqualTo(2.0 / 3);
    assertThat(Files.readAllLines(run.artifacts().get("actual_vs_predicted.csv"))).hasSize(4);
  }
}
