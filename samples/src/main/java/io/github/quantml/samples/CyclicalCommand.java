// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Model;
import io.github.quantml.api.SimilarPattern;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.cyclical.FourierCyclicalDetector;
import io.github.quantml.cyclical.PatternConfig;
import io.github.quantml.cyclical.PatternTrainer;
import io.github.quantml.cyclical.RegimeTrainer;
import io.github.quantml.cyclical.anomaly.FilteredAnomalies;
import io.github.quantml.cyclical.anomaly.RobustZ;
import io.github.quantml.cyclical.anomaly.VolatilityScale;
import io.github.quantml.cyclical.seasonal.SmoothedDecomposition;
import io.github.quantml.cyclical.seasonal.Stl;
import io.github.quantml.cyclical.seasonal.StlConfig;
import io.github.quantml.cyclical.spectral.Cycle;
import io.github.quantml.cyclical.spectral.CycleReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.commons.math3.util.FastMath;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the cyclical module sees in real data: cycles, regimes, analogues, seasons, anomalies. */
@Command(
    name = "cyclical",
    description = "Looks for cycles, regimes, analogues, seasons and anomalies in real data.",
    mixinStandardHelpOptions = true)
final class CyclicalCommand implements Callable<Integer> {
  private static final int ANOMALY_WINDOW = 60;

  @Option(
      names = "--page",
      description = "Where to write the page; default: ${DEFAULT-VALUE}.",
      defaultValue = "target/cyclical.html")
  private Path page = Path.of("target/cyclical.html");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    HtmlPage html = new HtmlPage("quant-ml: cycles, regimes, analogues, seasons, anomalies");
    show(SampleData.apple(), Horizon.ofBars(5), 5, html, out);
    show(SampleData.bitcoin(), Horizon.ofBars(12), 288, html, out);
    html.note(
            "Spectra and STL panels describe the whole stretch and used all of it; regimes,"
                + " analogues and anomalies used at each bar only the bars before it.")
        .write(page);
    out.println("Charts: " + page.toAbsolutePath().normalize());
    out.flush();
    return 0;
  }

  /**
   * Shows one instrument.
   *
   * @param season bars of a week or a day, the period of the STL panels
   */
  private static void show(
      BarSeries bars, Horizon horizon, int season, HtmlPage html, PrintWriter out)
      throws IOException {
    double[] logs = bars.toCloses();
    double[] returns = new double[logs.length - 1];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = FastMath.log(logs[i]);
    }
    for (int i = 0; i < returns.length; i++) {
      returns[i] = logs[i + 1] - logs[i];
    }
    TrainingData data = TrainingData.of(bars).withHorizon(horizon);
    CycleReport cycles = FourierCyclicalDetector.withDefaults().detectCycles(bars);
    Model regime = RegimeTrainer.withDefaults().train(data, TrainingContext.defaults());
    PatternConfig pattern = PatternConfig.defaults();
    List<SimilarPattern> patterns = analogues(bars, data, pattern);
    SmoothedDecomposition stl = Stl.of(StlConfig.of(season)).decompose(logs);
    FilteredAnomalies odd =
        new RobustZ(ANOMALY_WINDOW, RobustZ.threshold(1, 4), VolatilityScale.ewma(0.94))
            .scan(returns);
    String text = text(bars, cycles, stl, odd);
    out.println(text);
    html.heading(bars.symbol())
        .table(text)
        .chart(CyclicalCharts.spectrum(bars.symbol(), cycles))
        .chart(CyclicalCharts.regimes(bars, regime))
        .chart(CyclicalCharts.analogues(bars, patterns, pattern.window(), horizon.bars()))
        .chart(CyclicalCharts.trend(bars, logs, stl))
        .chart(CyclicalCharts.season(bars, stl))
        .chart(CyclicalCharts.anomalies(bars, odd));
  }

  private static List<SimilarPattern> analogues(
      BarSeries bars, TrainingData data, PatternConfig config) {
    Forecast forecast =
        PatternTrainer.of(config)
            .train(data, TrainingContext.defaults())
            .predict(bars, MarketContext.empty());
    return forecast instanceof Forecast.Distribution d ? d.insights().similarPatterns() : List.of();
  }

  private static String text(
      BarSeries bars, CycleReport cycles, SmoothedDecomposition stl, FilteredAnomalies odd) {
    StringBuilder out = new StringBuilder();
    line(out, "%s, %d bars", bars.symbol(), bars.size());
    for (Cycle c : cycles.cycles()) {
      line(
          out,
          "  cycle of %.2f bars   p = %.4f over all frequencies   %s",
          c.period(),
          c.familyP(),
          c.significant() ? "stands out" : "does not stand out from red noise");
    }
    cycles.warnings().forEach(w -> line(out, "  warning: %s", w));
    line(
        out,
        "  strength of the season %.2f, of the trend %.2f (pure noise has some, too)",
        stl.seasonalStrength(),
        stl.trendStrength());
    line(out, "  anomalous returns: %d", odd.alarms().length);
    return out.toString();
  }

  private static void line(StringBuilder out, String format, Object... args) {
    out.append(String.format(Locale.ROOT, format, args)).append('\n');
  }
}
