// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.features;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Model;
import io.github.quantml.api.RepairPolicy;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.data.CsvBarSource;
import io.github.quantml.data.CsvFormat;
import io.github.quantml.factors.signal.MeanTest;
import io.github.quantml.factors.signal.SignalStudy;
import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.math.stats.DieboldMariano;
import io.github.quantml.tabular.TabularTrainer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.util.FastMath;

/**
 * What the member {@code tabular} can do: against the training mean where a signal is planted and
 * where there is none, and on real stocks beside linear regressions.
 *
 * <pre>{@code
 * java -cp benchmarks/target/benchmarks.jar \
 *     io.github.quantml.benchmarks.features.TabularStudy shared/data/stocknet_prices/raw
 * }</pre>
 */
public final class TabularStudy {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final int HORIZON = 5;

  private TabularStudy() {}

  /**
   * Prints all.
   *
   * @param args a directory of daily files with adjusted closes, one stock each
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      throw new IllegalArgumentException("arguments: must be one directory, got " + args.length);
    }
    planted(System.out);
    panel(panel(Path.of(args[0]), Integer.MAX_VALUE), 504, 251, System.out);
  }

  /** Diebold-Mariano statistics of squared errors one bar ahead against the training mean. */
  static void planted(PrintStream out) {
    out.println("squared error of tabular less that of the training mean, one bar ahead");
    out.printf(Locale.ROOT, "%-30s %8s %10s%n", "", "DM", "p (better)");
    for (int seed = 1; seed <= 3; seed++) {
      line(out, "planted bend, seed " + seed, compare(0.8, seed));
    }
    for (int seed = 11; seed <= 13; seed++) {
      line(out, "white noise, seed " + seed, compare(0, seed));
    }
  }

  private static void line(PrintStream out, String what, DieboldMariano dm) {
    out.printf(Locale.ROOT, "%-30s %8.2f %10.2g%n", what, dm.statistic(), dm.pValueABetter());
  }

  private static DieboldMariano compare(double signal, long seed) {
    int train = 1400;
    BarSeries all = simulated(2000, signal, seed);
    TrainingData past =
        new TrainingData(all.window(0, train), MarketContext.empty(), Horizon.ofBars(1));
    Model model = TabularTrainer.withDefaults().train(past, TrainingContext.defaults());
    double mean = 0;
    for (int i = 0; i < past.labelCount(); i++) {
      mean += past.label(i) / past.labelCount();
    }
    int n = all.size() - 1 - train;
    double[] ours = new double[n];
    double[] walk = new double[n];
    for (int i = 0; i < n; i++) {
      int t = train + i;
      double actual = all.close(t + 1) / all.close(t) - 1;
      double expected =
          model.predict(all.window(0, t + 1), MarketContext.empty())
                  instanceof Forecast.Distribution d
              ? d.returns().mean()
              : mean;
      ours[i] = (actual - expected) * (actual - expected);
      walk[i] = (actual - mean) * (actual - mean);
    }
    // Losses that are equal to the bit have no variance to compare by.
    ours[0] += 1e-12;
    return DieboldMariano.of(ours, walk, 1);
  }

  /** Returns of 1 % noise and {@code signal} × (|last return| − 0.008): no slope, but a bend. */
  private static BarSeries simulated(int n, double signal, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    BarSeriesBuilder out = BarSeries.builder("SIM", Duration.ofDays(1));
    Instant time = Instant.parse("2010-01-04T21:00:00Z");
    double close = 100;
    double last = 0;
    for (int t = 0; t < n; t++) {
      double open = close;
      last = 0.01 * random.nextGaussian() + signal * (Math.abs(last) - 0.008);
      close *= FastMath.exp(last);
      double high = Math.max(open, close) * (1 + 0.002 * random.nextDouble());
      double low = Math.min(open, close) * (1 - 0.002 * random.nextDouble());
      out.add(time, open, high, low, close, 1e6 * (1 + random.nextDouble()));
      time = time.plus(Duration.ofDays(1));
    }
    return out.build();
  }

  /** The stocks that have every bar that any has, in order of name, at most {@code most}. */
  static List<BarSeries> panel(Path directory, int most) throws IOException {
    CsvBarSource source =
        CsvBarSource.of(
            directory,
            CsvFormat.defaults()
                .withSession(LocalTime.of(16, 0), NEW_YORK)
                .withAdjustedPrices()
                .withRepair(RepairPolicy.strict().withBadBars(RepairPolicy.BadBars.DROP)));
    List<BarSeries> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      files
          .map(f -> f.getFileName().toString())
          .filter(name -> name.endsWith(".csv"))
          .sorted()
          .forEach(name -> all.add(source.load(name.substring(0, name.length() - 4))));
    }
    int longest = all.stream().mapToInt(BarSeries::size).max().orElse(0);
    List<BarSeries> whole = all.stream().filter(b -> b.size() == longest).limit(most).toList();
    for (BarSeries bars : whole) {
      for (int t = 0; t < longest; t++) {
        if (bars.timeNanos(t) != whole.get(0).timeNanos(t)) {
          throw new InvalidDataException(
              bars.symbol() + ", row " + t + ": must have the times of " + whole.get(0).symbol());
        }
      }
    }
    return whole;
  }

  /** Rank correlations of forecasts with the returns after them; the tests by name. */
  static Map<String, MeanTest> panel(List<BarSeries> panel, int first, int block, PrintStream out) {
    PanelForecasts forecasts = new PanelForecasts(panel, HORIZON, first, block);
    int n = panel.get(0).size();
    List<LocalDate> dates =
        IntStream.range(0, n)
            .mapToObj(t -> panel.get(0).time(t).atZone(NEW_YORK).toLocalDate())
            .toList();
    double[][] prices = panel.stream().map(BarSeries::toCloses).toArray(double[][]::new);
    out.printf(
        Locale.ROOT,
        "%n%d stocks, %d bars, forecast from bar %d, trained anew every %d bars, horizon %d%n",
        panel.size(),
        n,
        first,
        block,
        HORIZON);
    out.printf(
        Locale.ROOT,
        "%-36s %6s %9s %7s %7s %9s %9s%n",
        "",
        "days",
        "rank IC",
        "t iid",
        "t HAC",
        "t cosine",
        "p cosine");
    Map<String, double[][]> signals = new LinkedHashMap<>();
    signals.put("tabular, a model for each stock", forecasts.tabular());
    signals.put("ridge, a model for each stock", forecasts.ridge());
    signals.put("forest, one model of all stocks", forecasts.pooledForest());
    signals.put("ridge, one model of all stocks", forecasts.pooledRidge());
    Map<String, MeanTest> tests = new LinkedHashMap<>();
    List<String> names = panel.stream().map(BarSeries::symbol).toList();
    signals.forEach(
        (name, signal) -> {
          MeanTest test =
              SignalStudy.of(names, dates, signal, prices)
                  .withMinAssets(Math.min(10, panel.size()))
                  .rankIc(HORIZON)
                  .test();
          tests.put(name, test);
          out.printf(
              Locale.ROOT,
              "%-36s %6d %9.4f %7.2f %7.2f %9.2f %9.2g%n",
              name,
              test.observations(),
              test.mean(),
              test.tIid(),
              test.tHac(),
              test.tCosine(),
              test.pCosine());
        });
    return tests;
  }
}
