// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Model;
import io.github.quantml.api.Regime;
import io.github.quantml.api.SimilarPattern;
import io.github.quantml.cyclical.anomaly.FilteredAnomalies;
import io.github.quantml.cyclical.seasonal.SmoothedDecomposition;
import io.github.quantml.cyclical.spectral.CycleReport;
import io.github.quantml.cyclical.spectral.RedNoiseTest;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

/** The pictures of the cyclical page. */
final class CyclicalCharts {
  private static final double MEDIAN = 0.5;
  private static final double LEVEL = 0.05;

  private CyclicalCharts() {}

  /** Power of the log returns by frequency, with what red noise alone would give. */
  static XYChart spectrum(String symbol, CycleReport report) {
    RedNoiseTest test = report.spectrum();
    List<Double> frequencies = new ArrayList<>();
    List<Double> power = new ArrayList<>();
    List<Double> median = new ArrayList<>();
    List<Double> bound = new ArrayList<>();
    for (int i = 0; i < test.size(); i++) {
      frequencies.add(test.frequency(i));
      power.add(test.power(i));
      median.add(test.noisePower(i, MEDIAN));
      bound.add(test.noisePower(i, test.localLevel(LEVEL)));
    }
    XYChart chart =
        ChartStyle.chart(
            symbol + ": spectrum of log returns against red noise", "cycles per bar", "power");
    chart.getStyler().setYAxisLogarithmic(true);
    chart.getStyler().setXAxisDecimalPattern("0.00");
    ChartStyle.line(chart, "power", frequencies, power, ChartStyle.INK);
    ChartStyle.line(chart, "red noise, median", frequencies, median, ChartStyle.QUIET);
    ChartStyle.line(
        chart, "exceeded by chance in 5 % of series", frequencies, bound, ChartStyle.ALARM);
    return chart;
  }

  /** The close, each bar in the colour of the regime seen at it (filtered). */
  static XYChart regimes(BarSeries bars, Model model) {
    BarSeries shown = bars.last(ChartStyle.MOST_BARS);
    XYChart chart =
        ChartStyle.chart(
            bars.symbol() + ": regimes over price",
            "price",
            shown.time(0),
            shown.time(shown.size() - 1));
    ChartStyle.line(chart, "close", times(shown), closes(shown), ChartStyle.INK);
    Map<String, List<Integer>> byLabel = new TreeMap<>();
    for (int i = 0; i < shown.size(); i++) {
      BarSeries known = bars.window(0, bars.size() - shown.size() + i + 1);
      if (known.size() >= model.warmUp()
          && model.predict(known, MarketContext.empty()) instanceof Forecast.Distribution d) {
        Regime regime = d.insights().regime();
        if (regime != null) {
          byLabel.computeIfAbsent(regime.label(), k -> new ArrayList<>()).add(i);
        }
      }
    }
    int color = 0;
    for (Map.Entry<String, List<Integer>> e : byLabel.entrySet()) {
      List<Date> x = e.getValue().stream().map(i -> Date.from(shown.time(i))).toList();
      List<Double> y = e.getValue().stream().map(shown::close).toList();
      ChartStyle.dots(chart, e.getKey(), x, y, ChartStyle.color(color++));
    }
    return chart;
  }

  /**
   * The present stretch and its analogues, each in per cent of its last close, and what followed.
   */
  static XYChart analogues(BarSeries bars, List<SimilarPattern> patterns, int window, int horizon) {
    XYChart chart =
        ChartStyle.chart(
            bars.symbol() + ": the present and its nearest analogues",
            "bars from the last close",
            "per cent of the last close");
    for (int k = 0; k < patterns.size(); k++) {
      int end = bars.countUntil(patterns.get(k).to()) - 1;
      String name = patterns.get(k).to().toString().substring(0, "2013-11-25T08:20".length());
      ChartStyle.line(
          chart,
          "to " + name,
          steps(1 - window, horizon),
          relative(bars, end, window, horizon),
          ChartStyle.color(k));
    }
    XYSeries now =
        ChartStyle.line(
            chart,
            "now",
            steps(1 - window, 0),
            relative(bars, bars.size() - 1, window, 0),
            ChartStyle.INK);
    now.setLineWidth(3f);
    return chart;
  }

  private static List<Integer> steps(int from, int to) {
    List<Integer> steps = new ArrayList<>();
    for (int i = from; i <= to; i++) {
      steps.add(i);
    }
    return steps;
  }

  private static List<Double> relative(BarSeries bars, int end, int window, int after) {
    List<Double> values = new ArrayList<>();
    for (int i = end - window + 1; i <= end + after; i++) {
      values.add(100 * bars.close(i) / bars.close(end));
    }
    return values;
  }

  /** Trend over the log closes. */
  static XYChart trend(BarSeries bars, double[] logs, SmoothedDecomposition stl) {
    XYChart chart = overTime(bars, ": log close and STL trend (smoothed: it saw the future)");
    ChartStyle.line(chart, "log close", times(bars), list(logs), ChartStyle.QUIET);
    ChartStyle.line(chart, "trend", times(bars), list(stl.trend()), ChartStyle.ALARM);
    return chart;
  }

  /** Seasonal and remainder. */
  static XYChart season(BarSeries bars, SmoothedDecomposition stl) {
    XYChart chart = overTime(bars, ": STL seasonal and remainder (smoothed)");
    ChartStyle.line(chart, "remainder", times(bars), list(stl.remainder()), ChartStyle.QUIET);
    ChartStyle.line(chart, "seasonal", times(bars), list(stl.seasonal()), ChartStyle.color(0));
    return chart;
  }

  /** The closes with the bars whose return was odd given the volatility before it. */
  static XYChart anomalies(BarSeries bars, FilteredAnomalies returns) {
    XYChart chart = overTime(bars, ": anomalous returns (causal robust z)");
    ChartStyle.line(chart, "close", times(bars), closes(bars), ChartStyle.INK);
    List<Date> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int t : returns.alarms()) {
      x.add(Date.from(bars.time(t + 1)));
      y.add(bars.close(t + 1));
    }
    ChartStyle.dots(chart, "anomaly", x, y, ChartStyle.ALARM);
    return chart;
  }

  private static XYChart overTime(BarSeries bars, String title) {
    return ChartStyle.chart(bars.symbol() + title, "", bars.time(0), bars.time(bars.size() - 1));
  }

  private static List<Date> times(BarSeries bars) {
    List<Date> times = new ArrayList<>();
    for (int i = 0; i < bars.size(); i++) {
      times.add(Date.from(bars.time(i)));
    }
    return times;
  }

  private static List<Double> closes(BarSeries bars) {
    return list(bars.toCloses());
  }

  private static List<Double> list(double[] values) {
    List<Double> list = new ArrayList<>();
    for (double v : values) {
      list.add(v);
    }
    return list;
  }
}
