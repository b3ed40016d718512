// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import io.github.quantml.api.BarSeries;
import io.github.quantml.deep.data.Windows;
import io.github.quantml.deep.serve.OnnxForecaster;
import io.github.quantml.deep.train.TrainingHistory;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

/** The pictures of the page of {@link DeepCommand}. */
final class DeepCharts {
  private static final int SHOWN = 150;

  private DeepCharts() {}

  /** Losses by epoch, with the one whose weights were kept. */
  static XYChart history(TrainingHistory history) {
    XYChart chart =
        ChartStyle.chart(
            "training: " + history.stop() + ", best epoch " + (history.bestEpoch() + 1),
            "epoch",
            "pinball loss, standardised");
    List<Double> x = new ArrayList<>();
    List<Double> train = new ArrayList<>();
    List<Double> validation = new ArrayList<>();
    for (TrainingHistory.Epoch e : history.epochs()) {
      x.add(e.index() + 1.0);
      train.add(e.trainLoss());
      validation.add(e.validationLoss());
    }
    ChartStyle.line(chart, "training", x, train, ChartStyle.INK);
    ChartStyle.line(chart, "validation", x, validation, ChartStyle.ALARM);
    XYSeries best =
        chart.addSeries(
            "kept", List.of(history.bestEpoch() + 1.0), List.of(history.best().validationLoss()));
    best.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    best.setMarkerColor(ChartStyle.ALARM);
    return chart;
  }

  /** The last closes, the forecast made with one horizon still to come, and what came. */
  static XYChart fan(BarSeries bars, OnnxForecaster served, int length) {
    int steps = served.spec().targets().size();
    int now = bars.size() - 1 - steps;
    Windows known = DeepStudy.windows(bars, length, steps);
    float[] said = served.predict(known.window(known.size() - 1));
    BarSeries shown = bars.window(Math.max(0, now - SHOWN), bars.size());
    XYChart chart =
        ChartStyle.chart(
            bars.symbol() + ": history and forecast fan",
            "price",
            shown.time(0),
            shown.time(shown.size() - 1));
    List<Date> times = new ArrayList<>();
    List<Double> closes = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      times.add(Date.from(shown.time(i)));
      closes.add(shown.close(i));
    }
    ChartStyle.line(chart, "close", times, closes, ChartStyle.INK);
    double sigma = DeepStudy.volatility(bars, now);
    for (int k = 0; k < DeepStudy.LEVELS.length; k++) {
      List<Date> ahead = new ArrayList<>(List.of(Date.from(bars.time(now))));
      List<Double> values = new ArrayList<>(List.of(bars.close(now)));
      for (int s = 0; s < steps; s++) {
        ahead.add(Date.from(bars.time(now + s + 1)));
        double r = sigma * said[served.spec().indexOf(0, s, k)];
        values.add(bars.close(now) * Math.exp(r));
      }
      String name = String.format(Locale.ROOT, "%.0f %%", 100 * DeepStudy.LEVELS[k]);
      ChartStyle.line(chart, name, ahead, values, ChartStyle.color(k));
    }
    return chart;
  }
}
