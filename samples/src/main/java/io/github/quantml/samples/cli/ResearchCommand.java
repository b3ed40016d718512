// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Prediction;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.TrainingData;
import io.github.quantml.backtest.BacktestEngine;
import io.github.quantml.backtest.BacktestResult;
import io.github.quantml.backtest.SmaCross;
import io.github.quantml.backtest.cost.Commission;
import io.github.quantml.backtest.metrics.MetricSet;
import io.github.quantml.backtest.report.BacktestReport;
import io.github.quantml.backtest.walkforward.FoldResult;
import io.github.quantml.backtest.walkforward.GridSearch;
import io.github.quantml.backtest.walkforward.TrainingPart;
import io.github.quantml.backtest.walkforward.WalkForwardAnalyzer;
import io.github.quantml.backtest.walkforward.WalkForwardReport;
import io.github.quantml.ensemble.Evaluation;
import io.github.quantml.ensemble.MultiModelEnsemble;
import io.github.quantml.ensemble.OutOfSampleForecast;
import io.github.quantml.mlflow.MLFlowRun;
import io.github.quantml.mlflow.MLFlowTracker;
import io.github.quantml.mlflow.RunRecords;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tunes, walks forward, backtests and forecasts, and tracks all of it in one run. */
@Command(
    name = "research",
    description = {
      "Tunes a strategy, walks it forward, backtests it and evaluates the ensemble,",
      "with everything tracked: trials, folds, equity curve, report, weights, outcomes."
    },
    mixinStandardHelpOptions = true)
final class ResearchCommand implements Callable<Integer> {
  private static final int[] FAST = {6, 12, 24};
  private static final int[] SLOW = {48, 96};

  @Mixin private BarOptions options = new BarOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    QuantMlSettings settings = QuantMlSettings.load();
    MLFlowTracker tracker = MLFlowTracker.fromSettings(settings);
    BarSeries bars = options.load();
    try (MLFlowRun run = tracker.startRun("quant-ml research", "research " + bars.symbol())) {
      try {
        run.param("symbol", bars.symbol());
        run.param("seed", settings.randomSeed());
        run.dataset(bars, "research");
        RunRecords records = RunRecords.of(run);
        strategy(bars, settings.randomSeed(), records);
        ensemble(bars, settings, records);
        run.serverRunId().ifPresent(id -> out.println("run " + id));
      } catch (RuntimeException e) {
        run.fail(e);
        throw e;
      }
    }
    out.println("tracked: " + tracker.config());
    out.flush();
    return 0;
  }

  private static void strategy(BarSeries bars, long seed, RunRecords records) {
    BacktestEngine engine =
        BacktestEngine.builder()
            .initialCash(10_000)
            .commission(Commission.basisPoints(10))
            .slippageBps(5)
            .build();
    List<GridSearch.Candidate> candidates = new ArrayList<>();
    for (int fast : FAST) {
      for (int slow : SLOW) {
        GridSearch.Candidate candidate =
            new GridSearch.Candidate(
                Map.of("fast", (double) fast, "slow", (double) slow),
                () -> SmaCross.longShort(fast, slow));
        BacktestReport tried = report(bars, engine.run(bars, candidate.strategy().get()));
        records.trial(candidates.size(), candidate.parameters(), named(tried.metrics()));
        candidates.add(candidate);
      }
    }
    GridSearch grid = GridSearch.of(engine::run, candidates);
    int days = days(bars);
    int test = Math.max(1, days / 6);
    WalkForwardReport walk =
        WalkForwardAnalyzer.rolling(Math.max(2, days / 3), test, test)
            .withPartialTest(true)
            .withEngine(engine)
            .withSeed(seed)
            .walk(bars, grid);
    for (FoldResult fold : walk.folds()) {
      records.fold(fold.number(), named(fold.test()));
    }
    BacktestResult best =
        engine.run(
            bars,
            grid.train(new TrainingPart(0, List.of(bars), MarketContext.empty(), seed, null))
                .strategy());
    BacktestReport report = report(bars, best).withWalkForward(walk);
    List<Instant> times = new ArrayList<>();
    for (int i = 0; i < best.size(); i++) {
      times.add(best.time(i));
    }
    records
        .results("backtest", named(report.metrics()))
        .results("walk_forward", named(walk.outOfSample()))
        .equityCurve(times, best.toEquity())
        .report("backtest.html", report.toHtml());
  }

  /** Days with bars. */
  private static int days(BarSeries bars) {
    int days = 0;
    LocalDate last = LocalDate.MIN;
    for (int i = 0; i < bars.size(); i++) {
      LocalDate day = bars.time(i).atZone(ZoneOffset.UTC).toLocalDate();
      days += day.equals(last) ? 0 : 1;
      last = day;
    }
    return days;
  }

  private static BacktestReport report(BarSeries bars, BacktestResult result) {
    return BacktestReport.of(bars.symbol() + ": moving averages", result, bars);
  }

  private static Map<String, Double> named(MetricSet metrics) {
    Map<String, Double> named = new TreeMap<>();
    metrics.values().forEach((m, v) -> named.put(m.name().toLowerCase(Locale.ROOT), v));
    return named;
  }

  private static void ensemble(BarSeries bars, QuantMlSettings settings, RunRecords records) {
    MultiModelEnsemble ensemble =
        MultiModelEnsemble.trainer()
            .settings(settings)
            .horizon(Horizon.ofBars(12))
            .seed(settings.randomSeed())
            .members("regime", "cyclical")
            .train(TrainingData.of(bars), MarketContext.empty());
    Prediction prediction = ensemble.predict(bars, MarketContext.empty());
    records.prediction(0, prediction);
    Evaluation evaluation = ensemble.evaluation();
    List<RunRecords.Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < evaluation.forecasts().size(); i++) {
      OutOfSampleForecast f = evaluation.forecasts().get(i);
      outcomes.add(
          new RunRecords.Outcome(
              f.time(),
              f.expectedReturn(),
              f.interval().lower(),
              f.interval().upper(),
              f.realisedReturn()));
      if (i % 20 == 0) {
        records.weights(i, weights(evaluation, i));
      }
    }
    records.outcomes(outcomes);
  }

  private static Map<String, Double> weights(Evaluation evaluation, int i) {
    Map<String, Double> weights = new TreeMap<>();
    double[] shares = evaluation.weights(i);
    for (int m = 0; m < shares.length; m++) {
      weights.put(evaluation.members().get(m), shares[m]);
    }
    return weights;
  }
}
