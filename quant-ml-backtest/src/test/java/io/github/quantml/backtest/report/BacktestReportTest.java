// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.MarketContext;
import io.github.quantml.backtest.BacktestEngine;
import io.github.quantml.backtest.BacktestResult;
import io.github.quantml.backtest.Bars;
import io.github.quantml.backtest.Desk;
import io.github.quantml.backtest.SharedFiles;
import io.github.quantml.backtest.SmaCross;
import io.github.quantml.backtest.Strategy;
import io.github.quantml.backtest.metrics.Metric;
import io.github.quantml.backtest.significance.BootstrapIntervals;
import io.github.quantml.backtest.significance.Cscv;
import io.github.quantml.backtest.walkforward.GridSearch;
import io.github.quantml.backtest.walkforward.Scenarios;
import io.github.quantml.backtest.walkforward.TrainingPart;
import io.github.quantml.backtest.walkforward.WalkForwardAnalyzer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestReportTest {
  private static final BacktestEngine ENGINE = BacktestEngine.builder().build();

  private static BacktestReport full(BarSeries bars, WalkForwardAnalyzer analyzer) {
    List<GridSearch.Candidate> candidates = new ArrayList<>();
    for (int fast : new int[] {5, 10, 15, 20}) {
      for (int slow : new int[] {30, 40, 60}) {
        candidates.add(
            new GridSearch.Candidate(
                Map.of("fast", (double) fast, "slow", (double) slow),
                () -> SmaCross.longShort(fast, slow)));
      }
    }
    GridSearch grid = GridSearch.of(ENGINE::run, candidates);
    BacktestResult result = ENGINE.run(bars, SmaCross.longShort(10, 30));
    TrainingPart whole = new TrainingPart(0, List.of(bars), MarketContext.empty(), 1, null);
    return BacktestReport.of(bars.symbol() + ": moving averages", result, bars)
        .withIntervals(BootstrapIntervals.of(1).withResamples(200))
        .withSensitivity(
            Scenarios.run(
                Scenarios.of(ENGINE),
                List.of(bars),
                MarketContext.empty(),
                () -> SmaCross.longShort(10, 30)))
        .withWalkForward(analyzer.walk(bars, grid))
        .withOverfitting(Cscv.of(10).estimate(grid.returns(whole)));
  }

  private static BacktestReport example() {
    return full(Bars.daily("TEST", 700, 4, .0004, .002), WalkForwardAnalyzer.rolling(270, 45, 45));
  }

  @Test
  void the_page_holds_everything_and_fetches_nothing() {
    BacktestReport report = example();
    String page = report.toHtml();
    assertThat(page).startsWith("<!doctype html>");
    // No element names a source, a style sheet or a picture outside.
    String markup = page.substring(0, page.indexOf("<script>"));
    assertThat(markup).doesNotContain("src=", "href=", "@import", "url(");
    assertThat(markup).doesNotContain("<script src", "<link", "<iframe", "<img");
    List<String> charts = new ArrayList<>();
    Matcher found = Pattern.compile("class=\"chart\" id=\"(\\w+)\"").matcher(page);
    while (found.find()) {
      charts.add(found.group(1));
    }
    assertThat(charts)
        .containsExactlyInAnyOrder(
            "equity",
            "underwater",
            "rolling",
            "months",
            "histogram",
            "walk",
            "folds",
            "scatter",
            "logits",
            "sensitivity",
            "adverse",
            "favourable");
    assertThat(page)
        .contains(
            "prefers-color-scheme: dark",
            "<noscript>",
            "periods per year: 252 (daily bars on 5 days of the week",
            String.format("%016x", report.result().dataFingerprint()),
            String.format("%016x", report.result().configurationFingerprint()),
            report.result().engineVersion(),
            "arithmetic: mean(r − f) / standard deviation (n − 1) · √p",
            "fill timing: market orders fill at the open of the next bar",
            "Walk-forward efficiency",
            "Apache Software Foundation",
            "Mike Bostock",
            "costs × 2");
  }

  @Test
  void the_data_in_the_page_are_the_results() throws IOException {
    BacktestReport report = example();
    String page = report.toHtml();
    String open = "<script type=\"application/json\" id=\"data\">";
    int from = page.indexOf(open) + open.length();
    String json = page.substring(from, page.indexOf("</script>", from));
    int values = 0;
    double last = 0;
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      boolean strategy = false;
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME) {
          strategy = parser.currentName().equals("strategy") && values == 0;
        } else if (strategy && parser.currentToken() == JsonToken.START_ARRAY) {
          while (parser.nextToken() == JsonToken.START_ARRAY) {
            parser.nextToken();
            parser.nextToken();
            last = parser.getDoubleValue();
            parser.nextToken();
            values++;
          }
          strategy = false;
        }
      }
    }
    assertThat(values).isEqualTo(report.result().size());
    assertThat(last).isCloseTo(report.result().finalEquity(), within(1e-9));
  }

  /** A strategy whose name tries to leave the text it stands in. */
  private record Hostile(String describe) implements Strategy {
    @Override
    public void onBar(Desk desk) {
      if (desk.bars(0) % 7 == 0) {
        desk.targetWeight(0, .5);
      } else if (desk.bars(0) % 7 == 3) {
        desk.flatten(0);
      }
    }
  }

  @Test
  void texts_cannot_leave_their_place() {
    String evil = "</script><script>alert(1)</script><img src=x onerror='alert(2)'>&\"";
    BarSeries bars = Bars.daily(evil, 100, 1);
    BacktestResult result = ENGINE.run(bars, new Hostile(evil));
    String page = BacktestReport.of(evil, result, bars).toHtml();
    assertThat(page).doesNotContain("alert(1)</script>", "<img src=x");
    assertThat(page).contains("&lt;/script&gt;&lt;script&gt;alert(1)");
    assertThat(Pattern.compile("<script").matcher(page).results().count()).isEqualTo(3);
    assertThat(ChartData.safe("{\"a\":\"</script>&\u2028\"}"))
        .isEqualTo("{\"a\":\"\\u003c/script\\u003e\\u0026\\u2028\"}");
  }

  @Test
  void json_has_every_metric_and_says_infinity_as_text() throws IOException {
    BacktestReport report = example();
    String json = report.toJson();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      while (parser.nextToken() != null) {
        assertThat(parser.currentToken()).isNotNull();
      }
    }
    for (Metric metric : Metric.values()) {
      assertThat(json).contains("\"" + metric.name() + "\"");
    }
    assertThat(json).contains("\"dataHash\"", "\"configurationHash\"", "\"walkForward\"");
    assertThat(json).doesNotContain(": NaN", ": \"NaN\"");
    BarSeries rising = rising();
    BacktestResult lucky = BacktestEngine.builder().withoutCosts().build().run(rising, new Twice());
    String text = BacktestReport.of("lucky", lucky, rising).toJson();
    assertThat(text).contains(": \"Infinity\"");
  }

  private static BarSeries rising() {
    BarSeriesBuilder out = BarSeries.builder("UP", Duration.ofDays(1));
    for (int i = 0; i < 40; i++) {
      double p = 100 + i;
      out.add(Instant.EPOCH.plus(Duration.ofDays(i + 1)), p, p + 1, p, p + .5, 1);
    }
    return out.build();
  }

  /** Buys and sells twice. */
  private static final class Twice implements Strategy {
    @Override
    public void onBar(Desk desk) {
      if (desk.bars(0) == 5 || desk.bars(0) == 15) {
        desk.market(0, 1);
      } else if (desk.bars(0) == 10 || desk.bars(0) == 20) {
        desk.flatten(0);
      }
    }
  }

  @Test
  void the_console_report_names_what_it_rests_on() {
    BacktestReport report = example();
    assertThat(report.toString())
        .contains(
            "TEST: moving averages",
            "Sharpe",
            "PSR",
            "DSR, out of sample",
            "PBO",
            "orders one bar later",
            "periods per year: 252",
            "fold",
            String.format("%016x", report.result().dataFingerprint()));
  }

  @Test
  void a_backtest_without_trades_still_makes_a_page() {
    BarSeries bars = Bars.daily("IDLE", 60, 3);
    BacktestResult result = ENGINE.run(bars, desk -> {});
    BacktestReport report = BacktestReport.of("idle", result, bars);
    assertThat(report.metrics().get(Metric.TRADES)).isZero();
    assertThat(report.trackRecord()).isEmpty();
    assertThat(report.toHtml()).contains("0 trades").doesNotContain("id=\"adverse\"");
    assertThat(report.toString()).contains("idle");
  }

  @Test
  void files_are_written_and_directories_made(@TempDir Path dir) throws IOException {
    BarSeries bars = Bars.daily("FILE", 80, 3);
    BacktestReport report = BacktestReport.of("x", ENGINE.run(bars, new Twice()), bars);
    Path page = dir.resolve("a/b/page.html");
    report.writeHtml(page);
    report.writeJson(dir.resolve("page.json"));
    assertThat(page).content().isEqualTo(report.toHtml());
    assertThat(dir.resolve("page.json")).content().isEqualTo(report.toJson());
  }

  @Tag("data")
  @Test
  void eight_years_of_a_real_stock_fill_the_page() throws IOException {
    List<String[]> rows = SharedFiles.rows("backtestingpy/GOOG.csv", true);
    BarSeriesBuilder builder = BarSeries.builder("GOOG", Duration.ofDays(1));
    long[] days = SharedFiles.dates(rows, 0);
    for (int i = 0; i < days.length; i++) {
      double[] v = new double[5];
      for (int k = 0; k < 5; k++) {
        v[k] = Double.parseDouble(rows.get(i)[k + 1]);
      }
      Instant close = Instant.EPOCH.plusNanos(days[i]).plus(Duration.ofHours(21));
      builder.add(close, v[0], v[1], v[2], v[3], v[4]);
    }
    BacktestReport report = full(builder.build(), WalkForwardAnalyzer.rolling(365, 90, 90));
    Path page = Path.of("target/report-goog.html");
    report.writeHtml(page);
    assertThat(page).content().contains("GOOG", "DSR, out of sample", "2004-08-19");
    assertThat(report.walkForward().orElseThrow().folds()).hasSizeGreaterThan(25);
  }
}
