// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.Cancellation;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.ModelUri;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.ensemble.MultiModelEnsemble;
import io.github.quantml.pipeline.monitor.LoggedPrediction;
import io.github.quantml.pipeline.monitor.PredictionLog;
import io.github.quantml.pipeline.store.LocalModelRegistry;
import io.github.quantml.pipeline.store.LocalTracker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Train, predict, models, deploy, backtest and monitor on one host without a server. */
class TrainingCommandsTest {
  private static final BarSeries BARS = Commands.bars("X", 300, 3);
  private static final String MEMBERS = "volatility,random_walk";

  @TempDir Path root;
  private Path market = Path.of("");
  private Commands commands;

  @BeforeEach
  void host() throws IOException {
    commands = Commands.in(root.resolve("home"));
    market = Files.createDirectories(root.resolve("market"));
    Commands.csv(market.resolve("X.csv"), BARS);
  }

  @AfterEach
  void forget() {
    commands.close();
  }

  private Commands.Ran train(String... more) {
    return commands.run(
        with(
            List.of("ml", "train", "--symbol", "X", "--data", market.toString(), "-q"),
            List.of(more)));
  }

  private static String[] with(List<String> first, List<String> more) {
    return Stream.concat(first.stream(), more.stream()).toArray(String[]::new);
  }

  @Test
  void a_training_is_registered_serves_and_is_left_alone_while_nothing_changes() {
    Commands.Ran first = train("--members", MEMBERS, "--json");
    assertThat(first.code()).as(first.err()).isZero();
    JsonNode model = first.json().get("models").get(0);
    assertThat(model.get("outcome").asText()).isEqualTo("trained");
    assertThat(model.get("name").asText()).isEqualTo("X-5b-ensemble");
    assertThat(model.get("promotion").get("promoted").asBoolean()).isTrue();
    assertThat(model.get("evaluation").get("forecasts").asInt()).isGreaterThan(100);
    assertThat(train("--members", MEMBERS, "--json").json().findValuesAsText("outcome"))
        .containsExactly("up_to_date");
    Commands.Ran forced = train("--members", MEMBERS, "--force");
    assertThat(forced.out())
        .contains("version 2 of X-5b-ensemble", "next: samples/run quantml ml predict X --data");
    LocalModelRegistry registry = LocalModelRegistry.in(commands.home().resolve("registry"));
    assertThat(registry.resolve(ModelUri.parse("models:/X-5b-ensemble/1")).toBytes())
        .isEqualTo(registry.resolve(ModelUri.parse("models:/X-5b-ensemble/2")).toBytes());
    assertThat(LocalTracker.in(commands.home().resolve("runs")).runs("X-5b")).hasSize(2);
  }

  @Test
  void one_member_alone_or_all_of_them_can_be_trained_and_tuned() {
    assertThat(train("--model", "volatility").out()).contains("version 1 of X-5b-volatility");
    Commands.Ran all = train("--members", MEMBERS, "--model", "all", "--horizon", "10b", "--force");
    assertThat(all.code()).isZero();
    assertThat(all.out())
        .contains("X-10b-volatility", "X-10b-random_walk", "version 1 of X-10b-ensemble");
    Commands.Ran tuned =
        train("--members", "feature_regression,volatility", "--tune", "2", "--interval", "1d");
    // A first share of 300 bars is too little for a regression: it is named, the rest goes on.
    assertThat(tuned.out()).contains("without feature_regression: tuning failed");
    assertThat(train("--members", MEMBERS, "--tune", "2").err())
        .contains("--tune: none of [random_walk, volatility] has settings to search for");
  }

  @Test
  void bad_use_of_a_training_is_an_error_that_names_it() {
    assertThat(train("--members", "none").err()).contains("members: there is no 'none'");
    assertThat(train("--model", "none").err()).contains("there is no 'none'");
    assertThat(train("--until", "2019-01-01").err()).contains("X: bars until 2019-01-01");
    assertThat(commands.run("ml", "train", "--symbol", "Y", "--data", market.toString()).err())
        .contains("ticker 'Y': there are no bars of it; there are bars of [AAPL, BTC-USD, X]");
    assertThat(train("--deep").code()).isEqualTo(1);
    assertThat(train("--nonsense").code()).isEqualTo(2);
    assertThat(train("--horizon", "soon").code()).isEqualTo(1);
  }

  @Test
  void what_is_not_trained_is_answered_with_the_command_that_trains_it() {
    Commands.Ran none =
        commands.run("ml", "predict", "X", "--data", market.toString(), "--horizon", "30d");
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err())
        .contains(
            "X: no 'ensemble' is trained for horizon 30d",
            "samples/run quantml ml train --symbol X --data " + market + " --horizon 30d");
    train("--members", MEMBERS);
    assertThat(
            commands
                .run("ml", "predict", "X", "--horizon", "7b", "--data", market.toString())
                .err())
        .contains("there are 5b");
  }

  @Test
  void a_prediction_is_a_table_or_json_and_is_logged() {
    train("--members", MEMBERS, "--horizon", "8b");
    Commands.Ran text = commands.run("ml", "predict", "X", "--data", market.toString());
    assertThat(text.out()).contains("X, 8b ahead", "90 % interval", "by models:/X-8b-ensemble/1");
    JsonNode json =
        commands
            .run("ml", "predict", "--symbol", "X", "--data", market.toString(), "--json")
            .json();
    assertThat(json.get("model").asText()).isEqualTo("models:/X-8b-ensemble/1");
    assertThat(json.get("prediction").get("probability").get("up").asDouble()).isBetween(0.0, 1.0);
    assertThat(
            commands
                .run(
                    "ml",
                    "predict",
                    "--model-uri",
                    "models:/X-8b-ensemble/1",
                    "--symbol",
                    "X",
                    "--data",
                    market.toString(),
                    "--json")
                .json())
        .isEqualTo(json);
    List<LoggedPrediction> logged =
        PredictionLog.in(commands.home().resolve("predictions")).read().predictions();
    assertThat(logged).hasSize(1);
    assertThat(logged.get(0).model()).isEqualTo("X-8b-ensemble");
  }

  @Test
  void versions_are_listed_shown_promoted_rolled_back_and_deployed() {
    assertThat(commands.run("ml", "models", "list").out()).contains("no models in");
    train("--members", MEMBERS);
    train("--members", MEMBERS, "--force");
    String name = "X-5b-ensemble";
    assertThat(commands.run("ml", "models", "list", "--json").json().get("models")).hasSize(2);
    assertThat(commands.run("ml", "models", "show", name + "@champion").out())
        .contains("version      2", "trained on   300 bars of X", "random_walk", "out of sample");
    JsonNode shown = commands.run("ml", "models", "show", name + "/1", "--json").json();
    assertThat(shown.get("provenance").get("bars").asInt()).isEqualTo(300);
    assertThat(shown.get("weights").get("volatility").asDouble()).isPositive();
    assertThat(commands.run("ml", "models", "promote", name, "1").out())
        .contains("models:/" + name + "@champion is version 1");
    assertThat(commands.run("ml", "models", "rollback", name).out()).contains("is version 2");
    assertThat(commands.run("ml", "models", "promote", name, "9").err())
        .contains("there is no such version; there are [1, 2]");
    assertThat(commands.run("ml", "models", "show", "nobody").code()).isEqualTo(1);
    String uri = "models:/" + name + "/1";
    assertThat(commands.run("ml", "deploy", "--model-uri", uri).out())
        .contains(uri + " is now [production, champion]");
    assertThat(commands.run("ml", "deploy", "--model-uri", uri, "--action", "rollback").out())
        .contains("@champion is back at version 2");
    assertThat(commands.run("ml", "deploy", "--model-uri", uri, "--stage", "archived").out())
        .contains("no longer promoted");
    assertThat(commands.run("ml", "deploy", "--model-uri", uri, "--action", "x").code())
        .isEqualTo(1);
  }

  @Test
  void a_model_is_backtested_on_bars_after_its_training_only() {
    String until = BARS.time(219).atOffset(ZoneOffset.UTC).toLocalDate().minusDays(1).toString();
    train("--members", MEMBERS, "--until", until);
    String[] backtest = {
      "ml", "backtest", "--strategy", "ml", "--symbol", "X", "--data", market.toString()
    };
    Commands.Ran ran =
        commands.run(with(List.of(backtest), List.of("--min-confidence", "0", "--json")));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.json().get("notes").get(0).asText())
        .contains("none of which it has seen", "80 bars from " + BARS.time(220));
    train("--members", MEMBERS);
    // Which of the two serves is the promotion's to say.
    assertThat(commands.run(with(List.of(backtest), List.of("--model-version", "2"))).err())
        .contains("is not shown bars it has seen", "--until DAY", "needs at least 2, got 0");
    assertThat(commands.run(with(List.of(backtest), List.of("--model-version", "1"))).code())
        .isZero();
  }

  @Test
  void monitoring_scores_what_was_served_and_asks_for_training_when_the_market_left()
      throws IOException {
    String until = BARS.time(199).atOffset(ZoneOffset.UTC).toLocalDate().toString();
    train("--members", MEMBERS, "--until", until);
    LocalModelRegistry registry = LocalModelRegistry.in(commands.home().resolve("registry"));
    MultiModelEnsemble ensemble =
        MultiModelEnsemble.of(
            registry.resolve(ModelUri.parse("models:/X-5b-ensemble@champion")),
            QuantMlSettings.defaults());
    for (int i = 220; i < 295; i++) {
      PredictionLog log =
          PredictionLog.in(
              commands.home().resolve("predictions"), Clock.fixed(BARS.time(i), ZoneOffset.UTC));
      log.append(
          ensemble.predict(BARS.window(0, i + 1), MarketContext.empty()), "X-5b-ensemble", 1);
    }
    // From the last trained bar on the market is ten times as wild.
    Path wild = Files.createDirectories(root.resolve("wild"));
    Commands.csv(wild.resolve("X.csv"), wild(BARS, 200));
    String[] monitor = {"ml", "monitor", "--symbol", "X", "--data", wild.toString(), "-q"};
    Commands.Ran first = commands.run(with(List.of(monitor), List.of("--json")));
    JsonNode model = first.json().get("models").get(0);
    assertThat(model.get("scored").asInt()).isEqualTo(75);
    assertThat(model.get("findings").findValuesAsText("kind")).contains("DATA_DRIFT");
    assertThat(first.code()).isIn(0, MonitorCommand.ASKS);
    Commands.Ran second = commands.run(monitor);
    assertThat(second.code()).as(second.out() + second.err()).isEqualTo(MonitorCommand.ASKS);
    assertThat(second.out()).contains("confirmed", "RETRAIN", "75 predictions scored");
    Files.delete(commands.home().resolve("monitoring/X-5b-ensemble.json"));
    commands.run(monitor);
    Commands.Ran applied = commands.run(with(List.of(monitor), List.of("--apply")));
    assertThat(applied.code()).as(applied.err()).isZero();
    assertThat(applied.out()).contains("done: training of X", "version 2 of X-5b-ensemble");
    assertThat(commands.run("ml", "monitor", "--symbol", "AAPL").out())
        .contains("AAPL: nothing serves it");
  }

  private static BarSeries wild(BarSeries bars, int from) {
    BarSeriesBuilder out = BarSeries.builder(bars.symbol(), bars.interval());
    double close = bars.close(0);
    for (int i = 0; i < bars.size(); i++) {
      double move = i == 0 ? 0 : bars.close(i) / bars.close(i - 1) - 1;
      double open = close;
      close *= 1 + (i < from ? 1 : 10) * move;
      close = Math.max(close, 0.2 * open);
      out.add(
          bars.time(i), open, Math.max(open, close), Math.min(open, close), close, bars.volume(i));
    }
    return out.build();
  }

  @Test
  void whoever_interrupts_is_told_that_the_same_command_goes_on() {
    StringWriter said = new StringWriter();
    Cancellation cancellation = new Cancellation();
    Interruption interruption =
        Interruption.of(cancellation, new PrintWriter(said, true), "it goes on");
    Thread signal = new Thread(interruption::stop);
    try {
      interruption.during(
          () -> {
            signal.start();
            while (!cancellation.isRequested()) {
              Thread.onSpinWait();
            }
            cancellation.check();
            return 0;
          });
      throw new AssertionError("it was not cancelled");
    } catch (CancellationException e) {
      assertThat(cancellation.isRequested()).isTrue();
    }
    while (signal.isAlive()) {
      Thread.onSpinWait();
    }
    assertThat(said.toString()).contains("stopping ...", "cancelled; it goes on");
  }
}
