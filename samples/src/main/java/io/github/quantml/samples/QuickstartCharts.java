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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

/** The pictures of the quickstart page. */
final class QuickstartCharts {
  private static final int FAN_POINTS = 20;

  private QuickstartCharts() {}

  private static XYChart chart(String title, String unit, List<OutOfSampleForecast> shown) {
    return ChartStyle.chart(title, unit, shown.get(0).time(), shown.get(shown.size() - 1).time());
  }

  /** The close, with dots in the colour of the regime the ensemble saw at each bar, and the fan. */
  static XYChart price(BarSeries bars, MultiModelEnsemble ensemble, Prediction prediction) {
    BarSeries shown = bars.last(ChartStyle.MOST_BARS);
    XYChart chart =
        ChartStyle.chart(
            bars.symbol() + ": price, regime and forecast",
            "price",
            shown.time(0),
            shown.time(shown.size() - 1));
    Points all = new Points();
    for (int i = 0; i < shown.size(); i++) {
      all.add(shown, i);
    }
    ChartStyle.line(chart, "close", all.times, all.closes, ChartStyle.INK);
    regimes(chart, bars, shown, ensemble);
    fan(chart, shown, prediction);
    return chart;
  }

  private static void regimes(
      XYChart chart, BarSeries bars, BarSeries shown, MultiModelEnsemble ensemble) {
    Map<String, Points> byLabel = new TreeMap<>();
    Instant first = ensemble.evaluation().forecasts().get(0).time();
    for (int i = 0; i < shown.size(); i++) {
      if (!shown.time(i).isBefore(first)) { // before it the ensemble had not begun to forecast
        BarSeries known = bars.window(0, bars.size() - shown.size() + i + 1);
        Regime regime = ensemble.predict(known, MarketContext.empty()).currentRegime();
        if (regime != null) {
          byLabel.computeIfAbsent(regime.label(), k -> new Points()).add(shown, i);
        }
      }
    }
    int color = 0;
    for (Map.Entry<String, Points> e : byLabel.entrySet()) {
      Points p = e.getValue();
      ChartStyle.dots(chart, "regime: " + e.getKey(), p.times, p.closes, ChartStyle.color(color++));
    }
  }

  /** Closes at some bars. */
  private static final class Points {
    final List<Date> times = new ArrayList<>();
    final List<Double> closes = new ArrayList<>();

    void add(BarSeries bars, int i) {
      times.add(Date.from(bars.time(i)));
      closes.add(bars.close(i));
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
      XYSeries line = ChartStyle.line(chart, names[k], times, values, ChartStyle.ALARM);
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
      XYSeries area = ChartStyle.line(chart, e.members().get(m), times, upTo, ChartStyle.color(m));
      area.setFillColor(ChartStyle.color(m));
    }
    return chart;
  }

  /** What came, against the interval that had been given for it. */
  static XYChart coverage(String symbol, Evaluation e) {
    List<OutOfSampleForecast> shown =
        e.forecasts()
            .subList(
                Math.max(0, e.forecasts().size() - ChartStyle.MOST_BARS), e.forecasts().size());
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
    ChartStyle.line(chart, "lower bound", times, lower, ChartStyle.INK);
    ChartStyle.line(chart, "upper bound", times, upper, ChartStyle.INK);
    ChartStyle.dots(chart, "return inside", hitTimes, hits, ChartStyle.QUIET);
    ChartStyle.dots(chart, "return outside", missTimes, misses, ChartStyle.ALARM);
    return chart;
  }
}
