// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.MarketContext;
import io.github.quantml.backtest.BacktestEngine;
import io.github.quantml.backtest.BacktestResult;
import io.github.quantml.backtest.SmaCross;
import io.github.quantml.backtest.cost.Commission;
import io.github.quantml.backtest.report.BacktestReport;
import io.github.quantml.backtest.significance.BootstrapIntervals;
import io.github.quantml.backtest.significance.Cscv;
import io.github.quantml.backtest.walkforward.FittedStrategy;
import io.github.quantml.backtest.walkforward.GridSearch;
import io.github.quantml.backtest.walkforward.Scenarios;
import io.github.quantml.backtest.walkforward.TrainingPart;
import io.github.quantml.backtest.walkforward.WalkForwardAnalyzer;
import io.github.quantml.backtest.walkforward.WalkForwardReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tunes, walks forward and judges a moving-average strategy on real bars. */
@Command(
    name = "backtest",
    description = "Backtests moving averages on real bars, and says how far to believe it.",
    mixinStandardHelpOptions = true)
final class BacktestCommand implements Callable<Integer> {
  private static final long SEED = 42;

  @Option(
      names = "--page",
      description = "Where to write the page on BTC/USD; default: ${DEFAULT-VALUE}.",
      defaultValue = "target/backtest.html")
  private Path page = Path.of("target/backtest.html");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Path apple = page.resolveSibling(beside(page, "-aapl"));
    show(
        SampleData.bitcoin(),
        WalkForwardAnalyzer.rolling(2, 1, 1).withPartialTest(true),
        new int[] {6, 12, 24},
        new int[] {48, 96, 144},
        page,
        out);
    show(
        SampleData.apple(),
        WalkForwardAnalyzer.rolling(120, 30, 30),
        new int[] {3, 5, 8},
        new int[] {13, 21, 34},
        apple,
        out);
    return 0;
  }

  private static String beside(Path file, String suffix) {
    String name = Objects.requireNonNull(file.getFileName()).toString();
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name + suffix : name.substring(0, dot) + suffix + name.substring(dot);
  }

  private static void show(
      BarSeries bars,
      WalkForwardAnalyzer analyzer,
      int[] fasts,
      int[] slows,
      Path file,
      PrintWriter out)
      throws IOException {
    BacktestEngine engine =
        BacktestEngine.builder()
            .initialCash(10_000)
            .commission(Commission.basisPoints(10))
            .slippageBps(5)
            .build();
    GridSearch grid = GridSearch.of(engine::run, candidates(fasts, slows));
    TrainingPart whole = new TrainingPart(0, List.of(bars), MarketContext.empty(), SEED, null);
    FittedStrategy best = grid.train(whole);
    BacktestResult result = engine.run(bars, best.strategy());
    try (ConsoleProgress progress = new ConsoleProgress(bars.symbol())) {
      WalkForwardReport walk =
          analyzer.withEngine(engine).withSeed(SEED).withProgress(progress).walk(bars, grid);
      BacktestReport report =
          BacktestReport.of(bars.symbol() + ": moving averages", result, bars)
              .withWalkForward(walk)
              .withOverfitting(Cscv.of(10).estimate(grid.returns(whole)))
              .withIntervals(BootstrapIntervals.of(SEED))
              .withSensitivity(
                  Scenarios.run(
                      Scenarios.of(engine),
                      List.of(bars),
                      MarketContext.empty(),
                      () -> grid.train(whole).strategy()));
      report.writeHtml(file);
      out.println(report);
      out.println("Page: " + file.toAbsolutePath().normalize());
      out.println();
      out.flush();
    }
  }

  private static List<GridSearch.Candidate> candidates(int[] fasts, int[] slows) {
    List<GridSearch.Candidate> out = new ArrayList<>();
    for (int fast : fasts) {
      for (int slow : slows) {
        out.add(
            new GridSearch.Candidate(
                Map.of("fast", (double) fast, "slow", (double) slow),
                () -> SmaCross.longShort(fast, slow)));
      }
    }
    return out;
  }
}
