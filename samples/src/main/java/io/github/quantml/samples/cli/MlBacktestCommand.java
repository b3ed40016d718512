// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.backtest.BacktestEngine;
import io.github.quantml.backtest.BacktestResult;
import io.github.quantml.backtest.cost.Commission;
import io.github.quantml.backtest.report.BacktestReport;
import io.github.quantml.pipeline.MLTrainingPipeline;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a strategy over the past, with costs. */
@Command(
    name = "backtest",
    description = {
      "Runs a strategy over past bars, with costs unless they are taken away.",
      "follow_politicians buys what was disclosed, from the day after the filing, never from the",
      "day of the trade. ml follows the version that serves, on bars after its training only."
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong use.",
      "",
      "Examples:",
      "  samples/run quantml ml backtest --strategy follow_politicians",
      "  samples/run quantml ml backtest --strategy follow_politicians --start 2014-01-01 \\",
      "      --senate senate/all_daily_summaries.json --prices stocks/ --html senate.html",
      "  samples/run quantml ml backtest --strategy sma_cross --symbol AAPL --fast 5 --slow 21",
      "  samples/run quantml ml train --until 2013-11-29",
      "  samples/run quantml ml backtest --strategy ml --start 2013-11-30"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class MlBacktestCommand implements Callable<Integer> {
  /** What can be run. */
  enum Kind {
    follow_politicians,
    sma_cross,
    ml
  }

  @Option(names = "--strategy", required = true, description = "One of ${COMPLETION-CANDIDATES}.")
  private Kind strategy = Kind.sma_cross;

  @Option(names = "--start", description = "First day that may be traded, such as 2014-01-01.")
  private @Nullable LocalDate start;

  @Option(names = "--end", description = "Last day (UTC).")
  private @Nullable LocalDate end;

  @Mixin private BarOptions bars = new BarOptions();

  @Option(
      names = "--senate",
      description = "follow_politicians: JSON file of the reports of the Senate.")
  private @Nullable Path senate;

  @Option(
      names = "--prices",
      description = "follow_politicians: directory of daily bars, one TICKER.csv each.")
  private @Nullable Path prices;

  @Option(
      names = "--simulate",
      description =
          "follow_politicians: made-up filers and prices, in which nobody knows anything; what is"
              + " done without --senate and --prices.")
  private boolean simulate;

  @Option(
      names = "--weight",
      defaultValue = "0.02",
      description =
          "follow_politicians: share of the equity per purchase; default: ${DEFAULT-VALUE}.")
  private double weight = 0.02;

  @Option(
      names = "--fast",
      defaultValue = "10",
      description = "sma_cross: bars of the fast average; default: ${DEFAULT-VALUE}.")
  private int fast = 10;

  @Option(
      names = "--slow",
      defaultValue = "30",
      description = "sma_cross: bars of the slow average; default: ${DEFAULT-VALUE}.")
  private int slow = 30;

  @Option(
      names = "--horizon",
      defaultValue = "",
      description = "ml: horizon of the model, as it was trained.")
  private String horizon = "";

  @Option(
      names = "--model",
      defaultValue = MLTrainingPipeline.ENSEMBLE,
      description = "ml: ensemble or a member's name; default: ${DEFAULT-VALUE}.")
  private String model = MLTrainingPipeline.ENSEMBLE;

  @Option(names = "--model-version", description = "ml: a version other than the one that serves.")
  private @Nullable Integer version;

  @Option(
      names = "--min-confidence",
      defaultValue = "0.4",
      description = "ml: confidence that is acted upon; default: ${DEFAULT-VALUE}.")
  private double confidence = 0.4;

  @Option(names = "--long-only", description = "sma_cross, ml: no short positions.")
  private boolean longOnly;

  @Option(
      names = "--cash",
      defaultValue = "100000",
      description = "Money at the start; default: ${DEFAULT-VALUE}.")
  private double cash = 100_000;

  @Option(
      names = "--commission-bps",
      defaultValue = "10",
      description = "Commission in basis points of a trade; default: ${DEFAULT-VALUE}.")
  private double commission = 10;

  @Option(
      names = "--slippage-bps",
      defaultValue = "5",
      description = "Slippage in basis points of a price; default: ${DEFAULT-VALUE}.")
  private double slippage = 5;

  @Option(names = "--no-costs", description = "Without commission and slippage.")
  private boolean noCosts;

  @Option(
      names = "--seed",
      defaultValue = "42",
      description = "Seed of the simulation; default: ${DEFAULT-VALUE}.")
  private long seed = 42;

  @Option(names = "--html", description = "Writes the report with its charts there.")
  private @Nullable Path html;

  @Mixin private OutputOptions output = new OutputOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (start != null && end != null && end.isBefore(start)) {
      throw new IllegalArgumentException("--end: " + end + " is before --start " + start);
    }
    if (senate == null != (prices == null)) {
      throw new IllegalArgumentException("--senate and --prices: give both or neither");
    }
    if (simulate && senate != null) {
      throw new IllegalArgumentException("--simulate: not together with --senate and --prices");
    }
    Playing play = playing();
    BacktestEngine engine = engine();
    BacktestResult result = engine.run(play.bars(), play.context(), play.strategy(), play.from());
    if (result.size() < 2) {
      throw new InsufficientDataException("bars to backtest on", 2, result.size());
    }
    BacktestReport report = BacktestReport.of(play.title(), result, play.held());
    StringBuilder text = new StringBuilder();
    play.notes().forEach(note -> text.append(note).append(System.lineSeparator()));
    text.append(System.lineSeparator()).append(report);
    if (html != null) {
      report.writeHtml(html);
      text.append(System.lineSeparator())
          .append("Page: ")
          .append(html.toAbsolutePath().normalize());
    }
    output.print(
        out, text.toString(), JsonText.with(Map.of("notes", play.notes()), report.toJson()));
    return 0;
  }

  private Playing playing() throws IOException {
    Playing.Span span = new Playing.Span(startOr(Instant.MIN), endOr(Instant.MAX));
    return switch (strategy) {
      case sma_cross -> Playing.averages(bars.load(), fast, slow, longOnly, span);
      case ml -> Playing.model(bars, horizon, model, version, confidence, longOnly, span);
      case follow_politicians ->
          senate == null || prices == null
              ? Politicians.simulated(seed, weight, span)
              : Politicians.real(senate, prices, weight, span);
    };
  }

  private Instant startOr(Instant other) {
    return start == null ? other : start.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private Instant endOr(Instant other) {
    return end == null ? other : end.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private BacktestEngine engine() {
    BacktestEngine.Builder builder = BacktestEngine.builder().initialCash(cash);
    return noCosts
        ? builder.withoutCosts().build()
        : builder.commission(Commission.basisPoints(commission)).slippageBps(slippage).build();
  }
}
