// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.TrainingData;
import io.github.quantml.ensemble.Evaluation;
import io.github.quantml.ensemble.MultiModelEnsemble;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class QuickstartCommandTest {
  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine line = Samples.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(arguments);
  }

  @Test
  void real_data_gives_two_predictions_an_honest_evaluation_and_a_page() throws Exception {
    Path page = directory.resolve("q.html");
    assertThat(run("quickstart", "--evaluate", "--page", page.toString())).isZero();
    assertThat(out.toString())
        .contains("AAPL, 5b ahead, as of 2013-12-31T21:00:00Z")
        .contains("BTC/USD, 1h (12 bars) ahead, as of 2013-12-01T")
        .contains("coverage of the 90 % interval", "p-value, ensemble is worse", "verdict");
    String html = Files.readString(page);
    assertThat(html).contains("<h2>AAPL</h2>", "<h2>BTC/USD</h2>").doesNotContain("://");
    assertThat(html.split("data:image/png;base64,", -1)).hasSize(7);
  }

  private static Evaluation evaluate(BarSeries bars, String horizon) {
    return MultiModelEnsemble.trainer()
        .horizon(Horizon.parse(horizon))
        .train(TrainingData.of(bars))
        .evaluation();
  }

  @Test
  void the_interval_holds_and_the_random_walk_is_not_better_on_both_series() {
    for (Evaluation e :
        List.of(evaluate(SampleData.apple(), "5b"), evaluate(SampleData.bitcoin(), "1h"))) {
      assertThat(e.coverage()).isBetween(0.85, 0.95);
      assertThat(e.againstRandomWalk().pValueBBetter()).isGreaterThan(0.05);
    }
  }

  @Test
  void a_users_own_file_is_read_with_its_name_and_horizon() throws Exception {
    StringBuilder csv = new StringBuilder("Date,Open,High,Low,Close,Volume\n");
    BarSeries bars = SampleData.apple();
    for (int i = 0; i < bars.size(); i++) {
      csv.append(bars.time(i).toString(), 0, 10).append(',').append(bars.open(i)).append(',');
      csv.append(bars.high(i)).append(',').append(bars.low(i)).append(',');
      csv.append(bars.close(i)).append(',').append(bars.volume(i)).append('\n');
    }
    Path file = Files.writeString(directory.resolve("MINE.csv"), csv);
    Path page = directory.resolve("mine.html");
    assertThat(run("quickstart", "--csv", file.toString(), "--horizon", "30d", "--page", page + ""))
        .isZero();
    assertThat(out.toString()).contains("MINE, 30d (21 bars) ahead", "out of sample");
    assertThat(page).exists();
  }

  @Test
  void a_bad_file_is_one_clear_line_and_a_non_zero_exit() throws Exception {
    Path file = Files.writeString(directory.resolve("bad.csv"), "date,close\n");
    assertThat(run("quickstart", "--csv", file.toString())).isNotZero();
    assertThat(err.toString().strip().lines()).hasSize(1);
    assertThat(err.toString()).startsWith("error: ").contains("bad.csv");
  }
}
