// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands without a server; .ci/check-mlflow runs them against one. */
class MlflowCommandsTest {
  private static final String DIRECTORY = "ML_MLFLOW_JOURNAL_DIR";
  private static final String MODELS = "ML_MODEL_CACHE_DIR";

  @TempDir Path work;
  private final StringWriter out = new StringWriter();

  @BeforeEach
  void journalHere() {
    System.setProperty(DIRECTORY, work.toString());
    System.setProperty(MODELS, work.resolve("models").toString());
  }

  @AfterEach
  void forget() {
    System.clearProperty(DIRECTORY);
    System.clearProperty(MODELS);
  }

  private int run(String... arguments) {
    CommandLine line =
        new CommandLine(new QuantMlCommand())
            .setExecutionExceptionHandler(
                (error, command, parsed) -> {
                  command.getErr().println("error: " + error.getMessage());
                  return 1;
                });
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(out, true));
    return line.execute(arguments);
  }

  @Test
  void a_training_without_a_server_is_kept_in_the_journal() {
    assertThat(
            run(
                "ml",
                "train-network",
                "--model",
                "volatility",
                "--model-name",
                "v",
                "--days-back",
                "3"))
        .as(out.toString())
        .isZero();
    assertThat(out.toString()).contains("no server", "forecast: ", "kept in the journal");
    assertThat(run("ml", "runs")).isZero();
    assertThat(out.toString())
        .contains("FINISHED  quant-ml / train v", "symbol = BTC/USD", "days_back = 3.0")
        .contains("MLmodel", "model.quantml", "1 runs in " + work);
  }

  @Test
  void a_training_that_fails_says_why_and_leaves_a_failed_run() {
    assertThat(run("ml", "train-network", "--symbol", "NOPE")).isEqualTo(1);
    assertThat(run("ml", "train-network", "--model", "none")).isEqualTo(1);
    assertThat(run("ml", "train-network", "--epochs", "1.5")).isEqualTo(1);
    assertThat(run("ml", "train-network", "--interval", "1s")).isEqualTo(1);
    assertThat(run("ml", "train-network", "--interval", "daily")).isEqualTo(1);
    assertThat(run("ml", "train-network", "--days-back", "-1")).isEqualTo(1);
    assertThat(out.toString())
        .contains(
            "--symbol NOPE: no bars of it are bundled",
            "--model: must be one of [lstm",
            "--epochs: must be a whole number in [1, 1000000], got 1.5",
            "BTC/USD: its bars have interval PT5M, of which no bars of --interval 1s can be made",
            "--interval: must be a number with s, m, h, d or w, got 'daily'",
            "--days-back: must lie in [0, 100000], got -1.0");
    assertThat(run("ml", "runs")).isZero();
    assertThat(out.toString()).contains("FAILED  quant-ml / train lstm_price_forecast");
  }

  @Test
  void research_leaves_trials_folds_curves_weights_and_outcomes() {
    assertThat(run("ml", "research")).as(out.toString()).isZero();
    assertThat(run("ml", "runs")).isZero();
    assertThat(out.toString())
        .contains("quant-ml research / trial 5")
        .contains("fold.sharpe", "backtest.sharpe", "equity:", "drawdown:", "weight.regime")
        .contains("prediction.confidence", "outcome.coverage")
        .contains("reports/backtest.html", "equity_curve.csv", "actual_vs_predicted.csv");
  }

  @Test
  void what_needs_a_server_says_which_setting_names_one() {
    assertThat(run("ml", "replay")).isEqualTo(1);
    assertThat(run("ml", "deploy")).isEqualTo(1);
    assertThat(out.toString()).contains("set ML_MLFLOW_TRACKING_URI or MLFLOW_TRACKING_URI");
  }
}
