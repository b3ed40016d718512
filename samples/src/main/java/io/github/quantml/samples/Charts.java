// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Prediction;
import io.github.quantml.api.Regime;
import io.github.quantml.ensemble.Evaluation;
import io.github.quantml.ensemble.MultiModelEnsemble;
import io.github.quantml.ensemble.OutOfSampleForecast;
import java.awt.BasicStroke;
import java.awt.Color;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The pictures of the quickstart page. */
final class Charts {
  private static final int WIDTH = 1100;
  private static final int HEIGHT = 420;
  private static final int MOST_BARS = 300;
  private static final int FAN_POINTS = 20;
  private static final Color INK = new Color(0x33415C);
  private static final Color FAN = new Color(0xD1495B);
  private static final Color QUIET = new Color(0xADB5BD);
  private static final Color[] PALETTE = {
    new Color(0x2A9D8F),
    new Color(0xE9C46A),
    new Color(0xE76F51),
    new Color(0x457B9D),
    new Color(0x8D6A9F),
    new Color(0x6C757D)
  };

  private Charts() {}

  private static XYChart chart(String title, String unit, Instant from, Instant to) {
    XYChart chart =
        new XYChartBuilder().width(WIDTH).height(HEIGHT).title(title).yAxisTitle(unit).build();
    Styler styler = chart.getStyler();
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setLegendPosition(Styler.LegendPosition.OutsideS);
    styler.setLegendLayout(Styler.LegendLayout.Horizontal);
    styler.setLegendBorderColor(Color.WHITE);
    chart.getStyler().setPlotGridLinesColor(new Color(0xE9ECEF));
    chart.getStyler().setMarkerSize(5);
    boolean months = Duration.between(from, to).compareTo(Duration.ofDays(60)) > 0;
    chart.getStyler().setDatePattern(months ? "d MMM yyyy" : "d MMM HH:mm");
    chart.getStyler().setLocale(Locale.ENGLISH);
    chart.getStyler().setTimezone(TimeZone.getTimeZone("UTC"));
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
    return chart;
  }

  private static XYChart chart(String title, String unit, List<OutOfSampleForecast> shown) {
    return chart(title, unit, shown.get(0).time(), shown.get(shown.size() - 1).time());
  }

  private static XYSeries add(XYChart chart, String name, List<Date> x, List<Double> y, Color c) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(c);
    series.setLineWidth(1.6f);
    return series;
  }

  /** The close, with dots in the colour of the regime the ensemble saw at each bar, and the fan. */
  static XYChart price(BarSeries bars, MultiModelEnsemble ensemble, Prediction prediction) {
    BarSeries shown = bars.last(MOST_BARS);
    XYChart chart =
        chart(
            bars.symbol() + ": price, regime and forecast",
            "price",
            shown.time(0),
            shown.time(shown.size() - 1));
    List<Date> times = new ArrayList<>();
    List<Double> closes = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      times.add(Date.from(shown.time(i)));
      closes.add(shown.close(i));
    }
    add(chart, "close", times, closes, INK);
    regimes(chart, bars, shown, ensemble);
    fan(chart, shown, prediction);
    return chart;
  }

  private static void regimes(
      XYChart chart, BarSeries bars, BarSeries shown, MultiModelEnsemble ensemble) {
    Map<String, List<Date>> times = new TreeMap<>();
    Map<String, List<Double>> closes = new TreeMap<>();
    for (int i = 0; i < shown.size(); i++) {
      BarSeries known = bars.window(0, bars.size() - shown.size() + i + 1);
      Regime regime = ensemble.predict(known, MarketContext.empty()).currentRegime();
      if (regime != null) {
        times.computeIfAbsent(regime.label(), k -> new ArrayList<>()).add(Date.from(shown.time(i)));
        closes.computeIfAbsent(regime.label(), k -> new ArrayList<>()).add(shown.close(i));
      }
    }
    int color = 0;
    for (String label : times.keySet()) {
      XYSeries dots = chart.addSeries("regime: " + label, times.get(label), closes.get(label));
      dots.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
      dots.setMarker(SeriesMarkers.CIRCLE);
      dots.setMarkerColor(PALETTE[color++ % PALETTE.length]);
    }
  }

  /** Bounds at the horizon are the forecast's; between now and then they grow as √time. */
  private static void fan(XYChart chart, BarSeries bars, Prediction p) {
    int n = bars.size();
    double close = bars.close(n - 1);
    Instant now = bars.time(n - 1);
    Duration perBar = Duration.between(bars.time(0), now).dividedBy(Math.max(1, n - 1));
    Duration ahead = perBar.multipliedBy(p.horizon().bars());
    double[] targets = {
      p.interval().upper(),
      p.expectedReturn() + p.volatility(),
      p.expectedReturn(),
      p.expectedReturn() - p.volatility(),
      p.interval().lower()
    };
    String level = Math.round(100 * p.interval().level()) + " %";
    String[] names = {level + " interval", "±1 volatility", "expected", "-1 volatility", "lower"};
    for (int k = 0; k < targets.length; k++) {
      List<Date> times = new ArrayList<>();
      List<Double> values = new ArrayList<>();
      for (int i = 0; i <= FAN_POINTS; i++) {
        double part = (double) i / FAN_POINTS;
        double drift = p.expectedReturn() * part;
        double spread = (targets[k] - p.expectedReturn()) * Math.sqrt(part);
        times.add(Date.from(now.plusMillis(Math.round(part * ahead.toMillis()))));
        values.add(close * (1 + drift + spread));
      }
      XYSeries line = add(chart, names[k], times, values, FAN);
      line.setShowInLegend(k < 3);
      line.setLineStyle(
          k == 2
              ? new BasicStroke(2f)
              : new BasicStroke(1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 0, dash(k), 0));
    }
  }

  private static float[] dash(int k) {
    return k == 0 || k == 4 ? new float[] {6, 4} : new float[] {2, 3};
  }

  /** The members' shares, stacked to one, through the out-of-sample forecasts. */
  static XYChart weights(String symbol, Evaluation e) {
    XYChart chart =
        chart(symbol + ": weight of each member, out of sample", "share", e.forecasts());
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0);
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Area);
    List<Date> times = new ArrayList<>();
    e.forecasts().forEach(f -> times.add(Date.from(f.time())));
    int members = e.members().size();
    for (int m = members - 1; m >= 0; m--) { // the tallest area first, the others cover its foot
      List<Double> upTo = new ArrayList<>();
      for (int i = 0; i < times.size(); i++) {
        double[] w = e.weights(i);
        double sum = 0;
        for (int k = 0; k <= m; k++) {
          sum += w[k];
        }
        upTo.add(sum);
      }
      XYSeries area = add(chart, e.members().get(m), times, upTo, PALETTE[m % PALETTE.length]);
      area.setFillColor(PALETTE[m % PALETTE.length]);
    }
    return chart;
  }

  /** What came, against the interval that had been given for it. */
  static XYChart coverage(String symbol, Evaluation e) {
    List<OutOfSampleForecast> shown =
        e.forecasts().subList(Math.max(0, e.forecasts().size() - MOST_BARS), e.forecasts().size());
    XYChart chart = chart(symbol + ": returns and the interval given before", "return, %", shown);
    List<Date> times = new ArrayList<>();
    List<Double> lower = new ArrayList<>();
    List<Double> upper = new ArrayList<>();
    List<Date> missTimes = new ArrayList<>();
    List<Double> misses = new ArrayList<>();
    List<Date> hitTimes = new ArrayList<>();
    List<Double> hits = new ArrayList<>();
    for (OutOfSampleForecast f : shown) {
      Date time = Date.from(f.time());
      times.add(time);
      lower.add(100 * f.interval().lower());
      upper.add(100 * f.interval().upper());
      (f.covered() ? hitTimes : missTimes).add(time);
      (f.covered() ? hits : misses).add(100 * f.realisedReturn());
    }
    add(chart, "lower bound", times, lower, INK);
    add(chart, "upper bound", times, upper, INK);
    dots(chart, "return inside", hitTimes, hits, QUIET);
    dots(chart, "return outside", missTimes, misses, FAN);
    return chart;
  }

  private static void dots(XYChart chart, String name, List<Date> x, List<Double> y, Color color) {
    if (!x.isEmpty()) {
      XYSeries series = chart.addSeries(name, x, y);
      series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
      series.setMarker(SeriesMarkers.CIRCLE);
      series.setMarkerColor(color);
    }
  }
}
