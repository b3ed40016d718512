// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.Disclosure;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.LoadLimits;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.Setting;
import io.github.quantml.api.TrainingData;
import io.github.quantml.backtest.BacktestEngine;
import io.github.quantml.backtest.SmaCross;
import io.github.quantml.backtest.cost.Commission;
import io.github.quantml.backtest.walkforward.WalkForwardAnalyzer;
import io.github.quantml.data.BarRule;
import io.github.quantml.data.CsvBarSource;
import io.github.quantml.data.TradeAggregator;
import io.github.quantml.ensemble.AggregationConfig;
import io.github.quantml.ensemble.EnsembleConfig;
import io.github.quantml.ensemble.IntervalConfig;
import io.github.quantml.ensemble.MultiModelEnsemble;
import io.github.quantml.ensemble.ScheduleConfig;
import io.github.quantml.math.distribution.NormalReturns;
import io.github.quantml.sentiment.SentimentMLStrategy;
import io.github.quantml.sentiment.news.NewsConfig;
import io.github.quantml.sentiment.ngram.LabelledText;
import io.github.quantml.sentiment.ngram.Mood;
import io.github.quantml.sentiment.ngram.NgramConfig;
import io.github.quantml.sentiment.ngram.NgramTrainer;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every bad input gets a message that names what is wrong; docs/ERRORS.md is this test's output.
 *
 * <p>Run with {@code -Dquantml.write.errors=true} to write the file anew.
 */
class BadInputTest {
  private static final Path TABLE =
      Path.of(System.getProperty("user.dir"), "..", "docs", "ERRORS.md");
  private static final String HEADER = "date,open,high,low,close,volume\n";
  private static final String GOOD = "2024-01-02,10,11,9,10,100\n";

  @TempDir Path directory;

  private final Map<String, String> rows = new LinkedHashMap<>();

  @FunctionalInterface
  private interface Action {
    void run() throws Exception;
  }

  private void expectRefusal(String input, Action action) throws Exception {
    try {
      action.run();
    } catch (QuantMlException | IllegalArgumentException refused) {
      String message = String.valueOf(refused.getMessage());
      rows.put(
          input,
          publicName(refused) + ": " + message.replace(directory + "/", "").replace("\n", " "));
      return;
    }
    throw new AssertionError(input + " was accepted");
  }

  /** The class a caller can name in a catch clause. */
  private static String publicName(RuntimeException refused) {
    Class<?> type = refused.getClass();
    while (!Modifier.isPublic(type.getModifiers())) {
      type = type.getSuperclass();
    }
    return type.getSimpleName();
  }

  private void csv(String input, String content) throws Exception {
    Path file = directory.resolve("x.csv");
    Files.writeString(file, content);
    expectRefusal(input, () -> CsvBarSource.of(file).load("X"));
  }

  private static BarSeries flat(int n) {
    BarSeriesBuilder out = BarSeries.builder("FLAT", Duration.ofDays(1));
    for (int i = 0; i < n; i++) {
      out.add(Instant.EPOCH.plus(Duration.ofDays(i)), 10, 10, 10, 10, 1);
    }
    return out.build();
  }

  @Test
  void bad_inputs_are_refused_with_the_documented_messages() throws Exception {
    files();
    bars();
    settings();
    models();
    ensembles();
    backtests();
    texts();
    StringBuilder table = new StringBuilder();
    table
        .append("# Errors\n\nWhat bad input is answered with. ")
        .append("`BadInputTest` in `samples` makes each of these happen and writes this table.\n\n")
        .append("| input | answer |\n|---|---|\n");
    rows.forEach(
        (input, answer) ->
            table
                .append("| ")
                .append(input)
                .append(" | `")
                .append(answer.replace("|", "\\|"))
                .append("` |\n"));
    System.out.println(table);
    assertThat(rows).hasSizeGreaterThanOrEqualTo(20);
    if (Boolean.getBoolean("quantml.write.errors")) {
      Files.writeString(TABLE, table);
    }
    assertThat(TABLE).content().isEqualTo(table.toString());
  }

  private void files() throws Exception {
    expectRefusal(
        "a file that is not there", () -> CsvBarSource.of(directory.resolve("no.csv")).load("X"));
    csv("an empty file", "");
    csv("a header and no rows", HEADER);
    csv("no close column", "date,open,high,low,volume\n2024-01-02,10,11,9,100\n");
    csv("a price that is no number", HEADER + GOOD + "2024-01-03,10,11,9,abc,100\n");
    csv("a NaN close", HEADER + GOOD + "2024-01-03,10,11,9,NaN,100\n");
    csv("a negative price", HEADER + GOOD + "2024-01-03,10,11,-9,10,100\n");
    csv("a high below the low", HEADER + GOOD + "2024-01-03,10,8,9,10,100\n");
    csv("a close outside low and high", HEADER + GOOD + "2024-01-03,10,11,9,12,100\n");
    csv("a negative volume", HEADER + GOOD + "2024-01-03,10,11,9,10,-1\n");
    csv("a duplicate time", HEADER + GOOD + GOOD);
    csv("times that go back", HEADER + GOOD + "2024-01-01,10,11,9,10,100\n");
    csv("a time without zone", HEADER + "2024-01-02T16:00:00,10,11,9,10,100\n");
    csv("a time that is none", HEADER + "02/01/2024,10,11,9,10,100\n");
    csv("a row with too few fields", HEADER + "2024-01-02,10,11,9\n");
    Path fake = Files.writeString(directory.resolve("y.csv.gz"), HEADER + GOOD);
    expectRefusal("a .gz that is not gzip", () -> CsvBarSource.of(fake).load("Y"));
  }

  private void bars() throws Exception {
    BarSeries apple = SampleData.apple();
    expectRefusal(
        "one bar", () -> MultiModelEnsemble.trainer().train(TrainingData.of(apple.window(0, 1))));
    expectRefusal(
        "a price that never moves",
        () -> MultiModelEnsemble.trainer().train(TrainingData.of(flat(200))));
    expectRefusal(
        "a horizon longer than the data",
        () ->
            MultiModelEnsemble.trainer()
                .horizon(Horizon.parse("400d"))
                .train(TrainingData.of(apple)));
    expectRefusal(
        "a horizon too long to learn from",
        () ->
            MultiModelEnsemble.trainer()
                .horizon(Horizon.parse("200b"))
                .train(TrainingData.of(apple)));
    expectRefusal("a horizon that is none", () -> Horizon.parse("soon"));
    expectRefusal(
        "a trade of a negative amount",
        () ->
            TradeAggregator.of("BTC/USD", BarRule.time(Duration.ofMinutes(5))).accept(0, 100, -1));
    expectRefusal(
        "a disclosure filed before its trade",
        () ->
            new Disclosure(
                "A. Filer",
                "AAPL",
                Disclosure.Side.BUY,
                1_001,
                15_000,
                Instant.parse("2024-02-01T00:00:00Z"),
                Instant.parse("2024-01-01T00:00:00Z")));
  }

  private void settings() throws Exception {
    System.setProperty("ML_RANDOM_SEDE", "7");
    try {
      expectRefusal("an unknown `ML_` variable", QuantMlSettings::load);
    } finally {
      System.clearProperty("ML_RANDOM_SEDE");
    }
    expectRefusal(
        "a setting out of range",
        () -> QuantMlSettings.defaults().with(Setting.ML_LSTM_EPOCHS, "0"));
    expectRefusal(
        "an unknown member",
        () ->
            MultiModelEnsemble.trainer()
                .members("regime", "crystal_ball")
                .train(TrainingData.of(SampleData.apple())));
  }

  private void models() throws Exception {
    BarSeries apple = SampleData.apple();
    MultiModelEnsemble ensemble =
        MultiModelEnsemble.trainer()
            .members("random_walk", "volatility")
            .train(TrainingData.of(apple));
    expectRefusal(
        "no bars to predict from",
        () -> ensemble.predict(apple.window(0, 0), MarketContext.empty()));
    byte[] file = ensemble.toBundle().toBytes();
    model("a truncated model file", Arrays.copyOf(file, 1_000));
    byte[] flipped = file.clone();
    flipped[500] ^= 4;
    model("a model file with a flipped bit", flipped);
    model("a file that is no model", "%PDF-1.7".repeat(20).getBytes(StandardCharsets.UTF_8));
    byte[] newer = file.clone();
    newer[9] = 9;
    model("a model file of a newer version", newer);
    expectRefusal(
        "a model file over the size limit",
        () -> ModelBundle.fromBytes(file, LoadLimits.defaults().withMaxBytes(1_000)));
    model("a model of another kind", ModelBundle.builder("toast", 1).build().toBytes());
  }

  private void ensembles() throws Exception {
    expectRefusal(
        "a learning rate of nothing", () -> AggregationConfig.defaults().withExponential(0, 0.05));
    expectRefusal("an interval that is certain", () -> IntervalConfig.defaults().withLevel(1));
    expectRefusal(
        "a deadline that is no number",
        () -> QuantMlSettings.defaults().with(Setting.ML_MEMBER_DEADLINE_MS, "soon"));
    expectRefusal(
        "a member of a function that needs no bars",
        () -> ModelTrainer.of("constant", 0, data -> bars -> NormalReturns.of(0, 0.01)));
    expectRefusal(
        "configurations with different schedules compared",
        () ->
            MultiModelEnsemble.trainer()
                .compare(
                    TrainingData.of(SampleData.apple()),
                    List.of(
                        EnsembleConfig.defaults()
                            .withSchedule(new ScheduleConfig(50, 1.1, 5_000, 500)))));
  }

  private void backtests() throws Exception {
    BarSeries apple = SampleData.apple();
    expectRefusal(
        "negative cash to begin with", () -> BacktestEngine.builder().initialCash(-1).build());
    expectRefusal("a negative commission", () -> Commission.basisPoints(-5));
    expectRefusal(
        "fewer bars than a strategy's warm-up",
        () -> BacktestEngine.builder().build().run(apple.window(0, 20), SmaCross.longOnly(10, 30)));
    expectRefusal(
        "an order for an unknown instrument",
        () ->
            BacktestEngine.builder()
                .build()
                .run(apple, desk -> desk.market(desk.asset("MSFT"), 1)));
    expectRefusal(
        "a walk longer than the history",
        () -> WalkForwardAnalyzer.rolling(400, 30, 30).analyze(apple, SmaCross.longOnly(5, 20)));
  }

  private void texts() throws Exception {
    expectRefusal(
        "a half-life of nothing", () -> NewsConfig.defaults().withHalfLife(Duration.ZERO));
    expectRefusal(
        "a blank text to learn from",
        () ->
            NgramTrainer.of(NgramConfig.defaults())
                .train(List.of(new LabelledText(" ", Mood.POSITIVE))));
    expectRefusal(
        "too few texts to learn from",
        () ->
            NgramTrainer.of(NgramConfig.defaults())
                .train(List.of(new LabelledText("good", Mood.POSITIVE))));
    expectRefusal("hybrid signals of no weight", () -> SentimentMLStrategy.of(0, 0, 0.6));
  }

  private void model(String input, byte[] bytes) throws Exception {
    Path saved = Files.createDirectories(directory.resolve("model"));
    Files.write(saved.resolve("ensemble.quantml"), bytes);
    expectRefusal(
        input,
        () -> {
          try {
            MultiModelEnsemble.load(saved);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }
}
