// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.walkforward;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Progress;
import io.github.quantml.backtest.BacktestEngine;
import io.github.quantml.backtest.BacktestResult;
import io.github.quantml.backtest.ResultMetrics;
import io.github.quantml.backtest.Strategy;
import io.github.quantml.backtest.metrics.MetricSet;
import io.github.quantml.backtest.metrics.MetricsConfig;
import io.github.quantml.backtest.metrics.PeriodsPerYear;
import io.github.quantml.backtest.split.CalendarSplit;
import io.github.quantml.math.random.CounterRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trains on a stretch of the past, trades the stretch that follows, moves on, and joins what was
 * traded out of sample.
 *
 * <pre>{@code
 * WalkForwardReport report = WalkForwardAnalyzer.rolling(180, 30, 30).analyze(bars, strategy);
 * }</pre>
 *
 * <p>A trainer sees the bars of its training part and the context as of its end, nothing else. Each
 * test starts flat with the initial cash; bars before it are its history. Positions open at the end
 * of a test are marked at the last close. Immutable, thread-safe as far as trainer and strategies
 * are.
 *
 * <p>Source of the procedure and its efficiency: Pardo (2008), The evaluation and optimization of
 * trading strategies, chapter 11.
 */
public final class WalkForwardAnalyzer {
  private final WalkForwardConfig config;
  private final Simulator simulator;
  private final List<Scenario> scenarios;
  private final @Nullable PeriodsPerYear periods;
  private final long seed;
  private final Progress progress;

  private WalkForwardAnalyzer(
      WalkForwardConfig config,
      Simulator simulator,
      List<Scenario> scenarios,
      @Nullable PeriodsPerYear periods,
      long seed,
      Progress progress) {
    this.config = config;
    this.simulator = simulator;
    this.scenarios = scenarios;
    this.periods = periods;
    this.seed = seed;
    this.progress = progress;
  }

  private static WalkForwardAnalyzer of(WalkForwardConfig config) {
    BacktestEngine engine = BacktestEngine.builder().build();
    return new WalkForwardAnalyzer(
        config, engine::run, Scenarios.of(engine), null, 42, Progress.NONE);
  }

  /** A window of fixed length rolls forward. */
  public static WalkForwardAnalyzer rolling(int trainPeriodDays, int testPeriodDays, int stepDays) {
    return of(WalkForwardConfig.ofDays(trainPeriodDays, testPeriodDays, stepDays, false));
  }

  /** Training always begins at the first bar and grows. */
  public static WalkForwardAnalyzer anchored(
      int trainPeriodDays, int testPeriodDays, int stepDays) {
    return of(WalkForwardConfig.ofDays(trainPeriodDays, testPeriodDays, stepDays, true));
  }

  /** Tests begin on calendar dates. */
  public static WalkForwardAnalyzer calendar(CalendarSplit split) {
    return of(WalkForwardConfig.ofCalendar(split));
  }

  /** With an engine of its own settings, and the {@link Scenarios} that go with it. */
  public WalkForwardAnalyzer withEngine(BacktestEngine engine) {
    return withSimulator(engine::run).withScenarios(Scenarios.of(engine));
  }

  /** With any simulator, and no scenarios. */
  public WalkForwardAnalyzer withSimulator(Simulator value) {
    return new WalkForwardAnalyzer(config, value, List.of(), periods, seed, progress);
  }

  /** Walks again under these assumptions, with the strategies of the main walk; none is faster. */
  public WalkForwardAnalyzer withScenarios(List<Scenario> values) {
    return new WalkForwardAnalyzer(config, simulator, List.copyOf(values), periods, seed, progress);
  }

  /** Leaves out so many bars before each test because their labels reach into it. */
  public WalkForwardAnalyzer withPurge(int bars) {
    return with(config.withGap(bars, config.embargo()));
  }

  /** Leaves out so many further bars. */
  public WalkForwardAnalyzer withEmbargo(int bars) {
    return with(config.withGap(config.purge(), bars));
  }

  /** Refuses a fold with fewer training bars. */
  public WalkForwardAnalyzer withMinimumTrainBars(int bars) {
    return with(config.withMinimumTrainBars(bars));
  }

  /** Fits anew only for every so many folds. */
  public WalkForwardAnalyzer withRefitEvery(int folds) {
    return with(config.withRefits(folds, config.warmStart()));
  }

  /** Gives a trainer what it fitted before. */
  public WalkForwardAnalyzer withWarmStart(boolean value) {
    return with(config.withRefits(config.refitEvery(), value));
  }

  /** Keeps a last test that the data cuts short. */
  public WalkForwardAnalyzer withPartialTest(boolean value) {
    return with(config.withPartialTest(value));
  }

  private WalkForwardAnalyzer with(WalkForwardConfig value) {
    return new WalkForwardAnalyzer(value, simulator, scenarios, periods, seed, progress);
  }

  /** With periods per year that the caller decides; else they are read off the bar times. */
  public WalkForwardAnalyzer withPeriodsPerYear(PeriodsPerYear value) {
    return new WalkForwardAnalyzer(config, simulator, scenarios, value, seed, progress);
  }

  public WalkForwardAnalyzer withSeed(long value) {
    return new WalkForwardAnalyzer(config, simulator, scenarios, periods, value, progress);
  }

  public WalkForwardAnalyzer withProgress(Progress value) {
    return new WalkForwardAnalyzer(config, simulator, scenarios, periods, seed, value);
  }

  /** Walks a strategy that has nothing to fit. */
  public WalkForwardReport analyze(BarSeries bars, Strategy strategy) {
    return walk(List.of(bars), MarketContext.empty(), part -> FittedStrategy.of(strategy));
  }

  /** Walks a trainer over one series. */
  public WalkForwardReport walk(BarSeries bars, StrategyTrainer trainer) {
    return walk(List.of(bars), MarketContext.empty(), trainer);
  }

  /**
   * Walks a trainer over several series.
   *
   * @param bars the first series sets the folds and is the benchmark, held from start to end
   * @throws io.github.quantml.api.InsufficientDataException when there is no whole fold, or one
   *     without training bars
   */
  public WalkForwardReport walk(
      List<BarSeries> bars, MarketContext context, StrategyTrainer trainer) {
    BarSeries first = bars.get(0);
    List<FoldWindow> windows = config.windows(first);
    MetricsConfig metrics =
        MetricsConfig.of(periods == null ? PeriodsPerYear.infer(first) : periods);
    CounterRandom random = CounterRandom.of(seed);
    List<FoldResult> folds = new ArrayList<>();
    List<List<BacktestResult>> others = new ArrayList<>();
    scenarios.forEach(s -> others.add(new ArrayList<>()));
    List<Double> trials = new ArrayList<>();
    FittedStrategy fitted = null;
    for (int k = 0; k < windows.size(); k++) {
      FoldWindow w = windows.get(k);
      boolean refit = fitted == null || k % config.refitEvery() == 0;
      if (fitted == null || refit) {
        FittedStrategy previous = config.warmStart() ? fitted : null;
        long foldSeed = random.split(k).nextLong();
        fitted = trainer.train(part(bars, context, w, k, foldSeed, previous));
        for (double sharpe : fitted.trials()) {
          trials.add(sharpe);
        }
      }
      Strategy strategy = fitted.strategy();
      BacktestResult test = test(simulator, bars, context, w, strategy);
      Instant trainEnd = first.time(w.trainTo() - 1);
      BacktestResult train =
          simulator.run(
              until(bars, trainEnd), context.asOf(trainEnd), strategy, first.time(w.trainFrom()));
      folds.add(
          new FoldResult(
              k,
              refit,
              first.time(w.trainFrom()),
              trainEnd,
              w.trainTo() - w.trainFrom(),
              first.time(w.testFrom()),
              first.time(w.testTo() - 1),
              fitted.parameters(),
              refit ? fitted.trials().length : 0,
              ResultMetrics.of(train, metrics),
              ResultMetrics.of(test, metrics),
              test));
      for (int s = 0; s < scenarios.size(); s++) {
        others.get(s).add(test(scenarios.get(s).simulator(), bars, context, w, strategy));
      }
      progress.update("walking forward", k + 1L, windows.size());
    }
    Stitched stitched = Stitched.of(folds.stream().map(FoldResult::result).toList(), first);
    MetricSet outOfSample = stitched.metrics(metrics);
    List<ScenarioResult> sensitivity = new ArrayList<>();
    for (int s = 0; s < scenarios.size(); s++) {
      sensitivity.add(
          new ScenarioResult(
              scenarios.get(s).name(), Stitched.of(others.get(s), first).metrics(metrics)));
    }
    return new WalkForwardReport(
        config.describe(),
        List.copyOf(folds),
        stitched,
        outOfSample,
        trials.stream().mapToDouble(Double::doubleValue).toArray(),
        List.copyOf(sensitivity));
  }

  private static TrainingPart part(
      List<BarSeries> bars,
      MarketContext context,
      FoldWindow w,
      int fold,
      long seed,
      @Nullable FittedStrategy previous) {
    BarSeries first = bars.get(0);
    Instant from = first.time(w.trainFrom());
    Instant end = first.time(w.trainTo() - 1);
    List<BarSeries> seen = new ArrayList<>();
    for (BarSeries b : bars) {
      BarSeries known = b.until(end);
      seen.add(known.window(known.countUntil(from.minusNanos(1)), known.size()));
    }
    return new TrainingPart(fold, seen, context.asOf(end), seed, previous);
  }

  private static BacktestResult test(
      Simulator simulator,
      List<BarSeries> bars,
      MarketContext context,
      FoldWindow w,
      Strategy strategy) {
    BarSeries first = bars.get(0);
    Instant end = first.time(w.testTo() - 1);
    return simulator.run(until(bars, end), context.asOf(end), strategy, first.time(w.testFrom()));
  }

  private static List<BarSeries> until(List<BarSeries> bars, Instant end) {
    return bars.stream().map(b -> b.until(end)).toList();
  }
}
