// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.options;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Model;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.RepairPolicy;
import io.github.quantml.api.ReturnDistribution;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.data.CsvBarSource;
import io.github.quantml.data.CsvFormat;
import io.github.quantml.ensemble.VolatilityConfig;
import io.github.quantml.ensemble.VolatilityTrainer;
import io.github.quantml.math.stats.DieboldMariano;
import io.github.quantml.options.VolatilityMemberConfig;
import io.github.quantml.options.VolatilityMemberTrainer;
import io.github.quantml.options.volatility.Innovation;
import io.github.quantml.options.volatility.VarianceModel;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints the comparison of {@code docs/OPTIONS.md}: the {@code volatility} member of
 * quant-ml-options beside the quick one of quant-ml-ensemble, on the S&amp;P 500 and on stocks.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar io.github.quantml.benchmarks.options.VolatilityStudy
 * </pre>
 *
 * <p>Members are trained anew every quarter on all bars before, and forecast every bar. The log
 * score is the mean log density of what came; QLIKE is r²/σ² − ln(r²/σ²) − 1 of the squared return,
 * r² at least 1e-8. DM compares with the quick member, positive where the other is better.
 */
public final class VolatilityStudy {
  private static final int FIRST = 750;
  private static final int QUARTER = 63;
  private static final String QUICK = "ensemble, GARCH";
  private static final List<String> STOCKS =
      List.of("AAPL", "BAC", "CVX", "DIS", "GE", "JNJ", "MSFT", "WMT", "XOM", "T");

  private final PrintStream out;

  private VolatilityStudy(PrintStream out) {
    this.out = out;
  }

  /** Losses of one member on one series. */
  private static final class Losses {
    final List<Double> log = new ArrayList<>();
    final List<Double> qlike = new ArrayList<>();
    double trainNanos;
    int trainings;
  }

  /** Prints. */
  public static void main(String[] args) {
    VolatilityStudy s =
        new VolatilityStudy(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    for (int h : new int[] {1, 5}) {
      s.table("S&P 500, 1999-2018", List.of(index()), h);
      s.table(STOCKS.size() + " stocks, 2012-2017", stocks(), h);
    }
  }

  private static Map<String, ModelTrainer> members() {
    Map<String, ModelTrainer> out = new LinkedHashMap<>();
    out.put(QUICK, VolatilityTrainer.of(VolatilityConfig.defaults()));
    for (VarianceModel model : List.of(VarianceModel.GARCH, VarianceModel.GJR)) {
      for (Innovation law : List.of(Innovation.NORMAL, Innovation.STUDENT_T)) {
        out.put(
            model + ", " + law, VolatilityMemberTrainer.of(new VolatilityMemberConfig(model, law)));
      }
    }
    return out;
  }

  private void table(String what, List<BarSeries> series, int h) {
    Map<String, Losses> losses = new LinkedHashMap<>();
    members()
        .forEach(
            (name, trainer) -> {
              Losses sum = new Losses();
              series.forEach(bars -> walk(bars, trainer, h, sum));
              losses.put(name, sum);
            });
    Losses quick = losses.get(QUICK);
    out.printf("%n| %s, %d bars ahead | log score | DM | QLIKE | DM | training |%n", what, h);
    out.println("|---|---:|---:|---:|---:|---:|");
    losses.forEach(
        (name, l) ->
            out.printf(
                "| %s | %.4f | %s | %.4f | %s | %.1f ms |%n",
                name,
                -mean(l.log),
                quick == null || quick == l ? "" : dm(quick.log, l.log, h),
                mean(l.qlike),
                quick == null || quick == l ? "" : dm(quick.qlike, l.qlike, h),
                l.trainNanos / l.trainings / 1e6));
  }

  private static double mean(List<Double> x) {
    return x.stream().mapToDouble(v -> v).average().orElse(Double.NaN);
  }

  private static String dm(List<Double> a, List<Double> b, int h) {
    DieboldMariano d = DieboldMariano.withBartlett(toArray(a), toArray(b), h, 4 * h);
    return "%.2f".formatted(d.correctedStatistic());
  }

  private static double[] toArray(List<Double> x) {
    return x.stream().mapToDouble(v -> v).toArray();
  }

  private static void walk(BarSeries bars, ModelTrainer trainer, int h, Losses sum) {
    Model model = null;
    for (int t = FIRST; t + h < bars.size(); t++) {
      BarSeries past = bars.window(0, t + 1);
      if (model == null || (t - FIRST) % QUARTER == 0) {
        long start = System.nanoTime();
        model =
            trainer.train(
                new TrainingData(past, MarketContext.empty(), Horizon.ofBars(h)),
                TrainingContext.defaults());
        sum.trainNanos += System.nanoTime() - start;
        sum.trainings++;
      }
      if (model.predict(past, MarketContext.empty()) instanceof Forecast.Distribution f) {
        ReturnDistribution d = f.returns();
        double r = bars.close(t + h) / bars.close(t) - 1;
        sum.log.add(-d.logDensity(r));
        double ratio = Math.max(r * r, 1e-8) / (d.stdDev() * d.stdDev());
        sum.qlike.add(ratio - Math.log(ratio) - 1);
      }
    }
  }

  private static BarSeries index() {
    double[] r = Samples.sp500Returns();
    BarSeriesBuilder out = BarSeries.builder("SPX", Duration.ofDays(1));
    Instant time = Instant.parse("1999-01-04T21:00:00Z");
    double close = 1228.1;
    out.add(time, close, close, close, close, 1);
    for (double v : r) {
      time = time.plus(Duration.ofDays(1));
      double open = close;
      close *= 1 + 0.01 * v;
      out.add(time, open, Math.max(open, close), Math.min(open, close), close, 1);
    }
    return out.build();
  }

  private static List<BarSeries> stocks() {
    CsvBarSource source =
        CsvBarSource.of(
            Path.of(System.getProperty("quantml.data", "../shared/data"), "stocknet_prices", "raw"),
            CsvFormat.defaults()
                .withSession(LocalTime.of(16, 0), ZoneId.of("America/New_York"))
                .withAdjustedPrices()
                .withRepair(RepairPolicy.strict().withBadBars(RepairPolicy.BadBars.DROP)));
    return STOCKS.stream().map(source::load).toList();
  }
}
