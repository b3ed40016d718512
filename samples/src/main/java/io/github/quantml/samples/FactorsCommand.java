// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import io.github.quantml.factors.data.Basis;
import io.github.quantml.factors.data.FrenchCsvReader;
import io.github.quantml.factors.data.FrenchFile;
import io.github.quantml.factors.data.ReturnTable;
import io.github.quantml.factors.pricing.AlphaTests;
import io.github.quantml.factors.pricing.FactorModel;
import io.github.quantml.factors.pricing.FactorModelFit;
import io.github.quantml.factors.pricing.FactorRegression;
import io.github.quantml.factors.pricing.FactorSet;
import io.github.quantml.factors.pricing.RollingFactorModel;
import io.github.quantml.factors.pricing.RollingLoadings;
import io.github.quantml.factors.pricing.TestResult;
import io.github.quantml.factors.signal.QuantileReturns;
import io.github.quantml.factors.signal.SignalStudy;
import io.github.quantml.math.random.CounterRandom;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Factor regressions, GRS and a signal study of files of the Kenneth French library. */
@Command(
    name = "factors",
    description = {
      "Regresses portfolios on three factors and shows loadings, factors and a signal's spread.",
      "Give monthly files of the Kenneth French library, or none to see simulated returns."
    },
    mixinStandardHelpOptions = true)
final class FactorsCommand implements Callable<Integer> {
  private static final int WINDOW = 60;
  private static final int LAG = 4;

  @Option(names = "--factors", description = "CSV file with Mkt-RF, SMB, HML and RF.")
  private @Nullable Path factorFile;

  @Option(names = "--portfolios", description = "CSV file of at least 10 portfolios.")
  private @Nullable Path portfolioFile;

  @Option(
      names = "--page",
      description = "Where to write the page; default: ${DEFAULT-VALUE}.",
      defaultValue = "target/factors.html")
  private Path page = Path.of("target/factors.html");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    ReturnTable factors;
    ReturnTable raw;
    double[] riskFree;
    String source;
    if (factorFile != null && portfolioFile != null) {
      FrenchFile f = FrenchCsvReader.factors().read(factorFile);
      FrenchFile p = FrenchCsvReader.portfolios().read(portfolioFile);
      f.warnings().forEach(w -> out.println("warning: " + w));
      p.warnings().forEach(w -> out.println("warning: " + w));
      factors = f.table().onDatesOf(p.table());
      raw = p.table().onDatesOf(factors);
      int first = f.table().dates().indexOf(factors.dates().get(0));
      riskFree = Arrays.copyOfRange(f.riskFree(), first, first + factors.size());
      String vintage = f.vintage() == null ? "vintage not stated" : "vintage " + f.vintage();
      source = vintage + ", SHA-256 " + f.sha256();
    } else {
      factors = simulatedFactors();
      riskFree = new double[factors.size()];
      Arrays.fill(riskFree, 0.003);
      raw = simulatedPortfolios(factors);
      source = "simulated returns: numbers to look at, not evidence";
    }
    show(factors, raw, riskFree, source, out);
    return 0;
  }

  private void show(
      ReturnTable factors, ReturnTable raw, double[] riskFree, String source, PrintWriter out)
      throws IOException {
    FactorModelFit fit = FactorModel.of(FactorSet.FF3, LAG).fit(raw, factors, riskFree);
    fit.warnings().forEach(w -> out.println("warning: " + w));
    ReturnTable excess = raw.minusRiskFree(riskFree);
    TestResult grs = AlphaTests.of(excess, factors.select(FactorSet.FF3.factors())).grs();
    StringBuilder table = new StringBuilder();
    table.append(raw.size()).append(" months; ").append(source).append('\n');
    table.append(
        String.format(
            Locale.ROOT,
            "GRS F(%.0f, %.0f) = %.3f, p = %.3g%n%n%-18s %9s %6s %7s %7s %7s %5s%n",
            grs.df1(),
            grs.df2(),
            grs.statistic(),
            grs.pValue(),
            "",
            "alpha %",
            "t",
            "Mkt-RF",
            "SMB",
            "HML",
            "R2"));
    for (int i = 0; i < raw.width(); i++) {
      FactorRegression r = fit.asset(i);
      double[] b = r.loadings();
      table.append(
          String.format(
              Locale.ROOT,
              "%-18s %9.3f %6.2f %7.3f %7.3f %7.3f %5.2f%n",
              r.asset(),
              100 * r.alpha(),
              r.alphaT(),
              b[0],
              b[1],
              b[2],
              r.rSquared()));
    }
    table.append("t: ").append(String.join("\n   ", fit.notes())).append('\n');
    out.println(table);
    new HtmlPage("quant-ml: factors")
        .table(table.toString())
        .chart(loadings(excess, factors))
        .chart(cumulative(factors))
        .chart(spread(raw))
        .note(
            "Loadings at a date know the "
                + WINDOW
                + " months before it. The signal is the return"
                + " of the twelve months before the last one.")
        .write(page);
    out.println("Charts: " + page.toAbsolutePath().normalize());
    out.flush();
  }

  private static XYChart dated(String title, String unit, List<LocalDate> dates) {
    return ChartStyle.chart(
        title,
        unit,
        dates.get(0).atStartOfDay(ZoneOffset.UTC).toInstant(),
        dates.get(dates.size() - 1).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private static Date date(LocalDate day) {
    return Date.from(day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private static XYChart loadings(ReturnTable excess, ReturnTable factors) {
    RollingLoadings rolling =
        RollingFactorModel.of(FactorSet.FF3, WINDOW, LAG).fit(excess, factors);
    XYChart chart =
        dated(excess.names().get(0) + ": rolling loadings, 60 months", "loading", excess.dates());
    for (int j = 0; j < 3; j++) {
      List<Date> x = new ArrayList<>();
      List<Double> y = new ArrayList<>();
      for (int t = WINDOW - 1; t < excess.size(); t++) {
        if (rolling.status(0, t) == RollingLoadings.Status.OK) {
          x.add(date(excess.dates().get(t)));
          y.add(rolling.loading(0, j, t));
        }
      }
      ChartStyle.line(chart, FactorSet.FF3.factors().get(j), x, y, ChartStyle.color(j));
    }
    return chart;
  }

  private static XYChart cumulative(ReturnTable factors) {
    XYChart chart = dated("cumulative factor returns", "growth of 1", factors.dates());
    chart.getStyler().setYAxisLogarithmic(true);
    for (int j = 0; j < 3; j++) {
      String name = FactorSet.FF3.factors().get(j);
      chartGrowth(chart, name, factors.dates(), factors.column(name), j);
    }
    return chart;
  }

  private static void chartGrowth(
      XYChart chart, String name, List<LocalDate> dates, double[] returns, int color) {
    List<Double> y = new ArrayList<>();
    double growth = 1;
    for (double r : returns) {
      growth *= 1 + r;
      y.add(growth);
    }
    ChartStyle.line(
        chart, name, dates.stream().map(FactorsCommand::date).toList(), y, ChartStyle.color(color));
  }

  /** Highest less lowest quintile of momentum among the portfolios, held for a month. */
  private static XYChart spread(ReturnTable raw) {
    double[][] price = new double[raw.width()][raw.size()];
    double[][] signal = new double[raw.width()][raw.size()];
    for (int i = 0; i < raw.width(); i++) {
      double level = 1;
      for (int t = 0; t < raw.size(); t++) {
        level *= 1 + raw.value(i, t);
        price[i][t] = level;
        signal[i][t] = t < 12 ? Double.NaN : price[i][t - 1] / price[i][t - 12] - 1;
      }
    }
    QuantileReturns q =
        SignalStudy.of(raw.names(), raw.dates(), signal, price)
            .withMinAssets(Math.min(10, raw.width()))
            .quantiles(5, 1);
    double[] spread = q.series()[4];
    double[] low = q.series()[0];
    for (int t = 0; t < spread.length; t++) {
      spread[t] -= low[t];
    }
    XYChart chart =
        dated(
            String.format(Locale.ROOT, "quantile spread of momentum, t = %.2f", q.spread().tHac()),
            "growth of 1",
            q.dates());
    chart.getStyler().setYAxisLogarithmic(true);
    chartGrowth(chart, "highest less lowest fifth", q.dates(), spread, 0);
    return chart;
  }

  private static ReturnTable simulatedFactors() {
    int n = 360;
    CounterRandom random = CounterRandom.of(42);
    double[][] f = new double[3][n];
    double[] means = {0.006, 0.002, 0.003};
    for (int j = 0; j < 3; j++) {
      for (int t = 0; t < n; t++) {
        f[j][t] = means[j] + (j == 0 ? 0.045 : 0.03) * random.nextGaussian();
      }
    }
    List<LocalDate> dates =
        IntStream.range(0, n)
            .mapToObj(t -> YearMonth.of(1990, 1).plusMonths(t).atEndOfMonth())
            .toList();
    return ReturnTable.of(FactorSet.FF3.factors(), dates, f, Basis.EXCESS);
  }

  private static ReturnTable simulatedPortfolios(ReturnTable factors) {
    CounterRandom random = CounterRandom.of(43);
    double[][] y = new double[15][factors.size()];
    for (int i = 0; i < y.length; i++) {
      for (int t = 0; t < factors.size(); t++) {
        y[i][t] =
            0.003
                + (0.9 + 0.02 * i) * factors.value(0, t)
                + (1 - i % 5 / 2.0) * factors.value(1, t)
                + (i % 3 - 1) * 0.6 * factors.value(2, t)
                + 0.015 * random.nextGaussian();
      }
    }
    List<String> names = IntStream.range(0, y.length).mapToObj(i -> "P" + (i + 1)).toList();
    return ReturnTable.of(names, factors.dates(), y, Basis.RAW);
  }
}
