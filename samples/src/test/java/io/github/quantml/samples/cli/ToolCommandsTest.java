// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Commands that need no model: backtests of rules, tuning, anomalies, data, doctor, help. */
class ToolCommandsTest {
  @TempDir Path root;
  private Commands commands;

  @BeforeEach
  void host() {
    commands = Commands.in(root.resolve("home"));
  }

  @AfterEach
  void forget() {
    commands.close();
  }

  @Test
  void politicians_are_followed_on_simulations_with_costs_and_a_page() {
    Path page = root.resolve("page.html");
    String[] follow = {"ml", "backtest", "--strategy", "follow_politicians"};
    Commands.Ran ran =
        commands.run(
            "ml", "backtest", "--strategy", "follow_politicians", "--html", page.toString());
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("nobody knows anything", "start of the day after its filing", "commission 0.001")
        .contains("Following simulated filers", "Page: " + page);
    assertThat(page).content().contains("Following simulated filers", "</html>");
    assertThat(commands.run(follow).out()).contains("Total return");
    Commands.Ran free =
        commands.run(
            "ml",
            "backtest",
            "--strategy",
            "follow_politicians",
            "--no-costs",
            "--start",
            "2021-01-01",
            "--end",
            "2021-06-30",
            "--json");
    assertThat(free.code()).as(free.err()).isZero();
    assertThat(free.out()).contains("2021-01-0").doesNotContain("2021-07-02");
  }

  @Test
  void politicians_are_followed_on_files() throws IOException {
    Path senate =
        Files.writeString(
            root.resolve("reports.json"),
            """
            [{"first_name": "A", "last_name": "B", "office": "B, A (Senator)",
              "ptr_link": "https://x/1", "date_recieved": "02/03/2020",
              "transactions": [{"transaction_date": "01/06/2020", "owner": "Self", "ticker": "X",
                "asset_description": "X Inc", "asset_type": "Stock", "type": "Purchase",
                "amount": "$1,001 - $15,000", "comment": "--"}]}]
            """);
    Path prices = Files.createDirectories(root.resolve("prices"));
    StringBuilder csv = new StringBuilder("Date,Open,High,Low,Close,Adj Close,Volume\n");
    LocalDate day = LocalDate.of(2020, 1, 2);
    for (int i = 0; i < 60; i++) {
      csv.append(day.plusDays(i)).append(",10,10,10,10,10,1000\n");
    }
    Files.writeString(prices.resolve("X.csv"), csv);
    Commands.Ran ran =
        commands.run(
            "ml",
            "backtest",
            "--strategy",
            "follow_politicians",
            "--senate",
            senate.toString(),
            "--prices",
            prices.toString());
    assertThat(ran.code()).as(ran.err()).isZero();
    // Bought at 2 % of the equity after 3 February, not on 6 January, and worth its costs less.
    assertThat(ran.out())
        .contains("1 of them were filed in these instruments", "picked survivors", "Trades");
    assertThat(
            commands
                .run("ml", "backtest", "--strategy", "follow_politicians", "--prices", "x")
                .err())
        .contains("--senate and --prices: give both or neither");
  }

  @Test
  void averages_cross_on_bundled_bars_and_costs_cost() {
    String[] with = {"ml", "backtest", "--strategy", "sma_cross", "--symbol", "AAPL", "--json"};
    JsonNode costly = commands.run(with).json();
    JsonNode free =
        commands
            .run(
                "ml",
                "backtest",
                "--strategy",
                "sma_cross",
                "--symbol",
                "AAPL",
                "--json",
                "--no-costs")
            .json();
    assertThat(total(costly)).isLessThan(total(free));
    assertThat(commands.run("ml", "backtest", "--strategy", "magic").code()).isEqualTo(2);
    assertThat(commands.run("ml", "backtest").code()).isEqualTo(2);
    assertThat(
            commands
                .run(
                    "ml",
                    "backtest",
                    "--strategy",
                    "sma_cross",
                    "--start",
                    "2014-01-02",
                    "--end",
                    "2014-01-01")
                .err())
        .contains("--end: 2014-01-01 is before --start 2014-01-02");
  }

  private static double total(JsonNode report) {
    return report.get("metrics").get("TOTAL_RETURN").get("value").asDouble();
  }

  @Test
  void a_study_is_printed_kept_in_its_journal_and_continued() {
    String[] tune = {"ml", "tune", "--share", "0.5", "--folds", "2", "-q", "--json", "--trials"};
    JsonNode first = commands.run(add(tune, "3", "--sampler", "sobol")).json();
    assertThat(first.get("trials")).hasSize(3);
    assertThat(first.get("best").get("settings").has("penalty")).isTrue();
    JsonNode more = commands.run(add(tune, "4", "--sampler", "sobol")).json();
    assertThat(more.get("trials").get(0)).isEqualTo(first.get("trials").get(0));
    assertThat(more.get("trials")).hasSize(4);
    assertThat(Path.of(more.get("journal").asText())).isNotEmptyFile();
    assertThat(commands.run(add(tune, "4", "--sampler", "random")).err())
        .contains("sampler: must be");
    assertThat(commands.run("ml", "tune", "--sampler", "magic").err())
        .contains("--sampler: must be tpe");
    assertThat(commands.run("ml", "tune", "--pruner", "magic").err())
        .contains("--pruner: must be median");
    assertThat(commands.run("ml", "tune", "--model", "magic").err())
        .contains("--model: must be one of [feature_regression, lstm]");
  }

  private static String[] add(String[] first, String... more) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void anomalies_are_a_table_or_json() throws IOException {
    BarSeries calm = Commands.bars("X", 400, 3);
    BarSeriesBuilder jump = BarSeries.builder("X", calm.interval());
    for (int i = 0; i < calm.size(); i++) {
      double level = i < 390 ? 1 : 1.4;
      double close = level * calm.close(i);
      double open = i == 390 ? calm.open(i) : level * calm.open(i);
      jump.add(
          calm.time(i), open, Math.max(open, close), Math.min(open, close), close, calm.volume(i));
    }
    Path file = Commands.csv(root.resolve("jump.csv"), jump.build());
    String[] look = {"ml", "anomalies", "--symbol", "X", "--data", file.toString(), "--last", "30"};
    Commands.Ran text = commands.run(look);
    assertThat(text.code()).isZero();
    assertThat(text.out())
        .contains("in the last 30 of 400 bars", calm.time(390) + "  price", "robust_z");
    JsonNode json = commands.run(add(look, "--json")).json();
    assertThat(json.get("anomalies").get(0).get("index").asInt()).isEqualTo(390);
    assertThat(commands.run("ml", "anomalies", "--last", "0").err()).contains("--last: must be");
  }

  @Test
  void every_fault_of_a_file_is_named_with_row_field_value_and_rule() throws IOException {
    Path directory = Files.createDirectories(root.resolve("bars"));
    Commands.csv(directory.resolve("good.csv"), Commands.bars("good", 60, 1));
    assertThat(commands.run("data", "validate", directory.toString()).code()).isZero();
    Files.writeString(
        directory.resolve("bad.csv"),
        """
        date,open,high,low,close,volume
        2020-01-02,10,11,9,10,100
        2020-01-03,10,9,8,10,100
        2020-01-06,10,11,9,ten,100
        2020-01-07,10,11,9,10,-5
        2020-01-08,10,11,9,10,100
        2020-01-08,10,11,9,10,100
        2020-01-09,10,11,9,-10,100
        """);
    Commands.Ran bad = commands.run("data", "validate", directory.toString());
    assertThat(bad.code()).isEqualTo(1);
    assertThat(bad.out())
        .contains("line 3", "line 4", "line 5", "line 8", "column close, value ten", "volume")
        .contains("2 files, 1 with faults");
    JsonNode json =
        commands.run("data", "validate", directory.resolve("bad.csv").toString(), "--json").json();
    assertThat(json.get("valid").asBoolean()).isFalse();
    assertThat(json.get("files").get(0).get("faults")).hasSize(5);
    Files.writeString(directory.resolve("worse.csv"), "a,b\n1,2\n");
    assertThat(commands.run("data", "validate", directory.resolve("worse.csv").toString()).out())
        .contains("FAULT  file: ");
    assertThat(commands.run("data", "validate", root.resolve("none").toString()).err())
        .contains("there is no such file or directory");
  }

  @Test
  void what_is_odd_but_allowed_fails_only_when_strict() throws IOException {
    StringBuilder csv = new StringBuilder("date,open,high,low,close,volume\n");
    for (int i = 10; i < 30; i++) {
      csv.append("2020-01-").append(i).append(",10,11,9,10,100\n");
    }
    Path file = Files.writeString(root.resolve("stale.csv"), csv);
    Commands.Ran odd = commands.run("data", "validate", file.toString());
    assertThat(odd.code()).isZero();
    assertThat(odd.out()).contains("stale: the same prices for 5 bars", "16 odd bars");
    assertThat(commands.run("data", "validate", "--strict", file.toString()).code()).isEqualTo(1);
  }

  @Test
  void the_doctor_finds_what_is_broken_and_says_what_to_do() throws IOException {
    Commands.Ran well = commands.run("doctor", "--json");
    assertThat(well.json().get("checks").findValuesAsText("check"))
        .contains("java", "onnx runtime", "settings", "pytorch", "gpu", "mlflow", "models");
    assertThat(well.code()).as(well.out()).isZero();
    Path file = Files.writeString(root.resolve("file"), "in the way");
    try (Commands broken = Commands.in(file.resolve("models"))) {
      Commands.Ran ran = broken.run("doctor");
      assertThat(ran.code()).isEqualTo(1);
      assertThat(ran.out()).contains("BROKEN", "What to do:", "name another by ML_MODEL_CACHE_DIR");
    }
    System.setProperty("ML_MLFLOW_TRACKING_URI", "http://127.0.0.1:1");
    System.setProperty("ML_USE_GPU", "perhaps");
    try {
      Commands.Ran ran = commands.run("doctor");
      assertThat(ran.code()).isEqualTo(1);
      assertThat(ran.out()).contains("ML_USE_GPU", "must be true or false");
      System.clearProperty("ML_USE_GPU");
      assertThat(commands.run("doctor").out()).contains("127.0.0.1:1", "mlflow server");
    } finally {
      System.clearProperty("ML_USE_GPU");
      System.clearProperty("ML_MLFLOW_TRACKING_URI");
    }
  }

  @Test
  void completion_knows_every_command_and_every_command_has_help_with_examples() {
    String script = commands.run("completion").out();
    assertThat(script).contains("complete -F _complete_quantml", "follow_politicians", "rollback");
    CommandLine quantml = new CommandLine(new QuantMlCommand());
    for (String group : List.of("ml", "data")) {
      quantml
          .getSubcommands()
          .get(group)
          .getSubcommands()
          .forEach(
              (name, command) -> {
                assertThat(script).contains(name);
                if (!List.of("runs", "replay", "research").contains(name)) {
                  assertThat(command.getUsageMessage()).as(name).contains("Example", "samples/run");
                }
              });
    }
    assertThat(commands.run("--help").out()).contains("Exit codes", "doctor", "completion");
  }
}
