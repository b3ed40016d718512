// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import java.awt.Color;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How every chart of the samples looks. */
final class ChartStyle {
  /** Most bars shown in one chart. */
  static final int MOST_BARS = 300;

  static final Color INK = new Color(0x33415C);
  static final Color ALARM = new Color(0xD1495B);
  static final Color QUIET = new Color(0xADB5BD);

  private static final List<Color> PALETTE =
      List.of(
          new Color(0x2A9D8F),
          new Color(0xE9C46A),
          new Color(0xE76F51),
          new Color(0x457B9D),
          new Color(0x8D6A9F),
          new Color(0x6C757D));
  private static final int WIDTH = 1100;
  private static final int HEIGHT = 420;

  private ChartStyle() {}

  /** The colour of the {@code i}-th of several things. */
  static Color color(int i) {
    return PALETTE.get(i % PALETTE.size());
  }

  /** An empty chart. */
  static XYChart chart(String title, String xUnit, String yUnit) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(xUnit)
            .yAxisTitle(yUnit)
            .build();
    XYStyler styler = chart.getStyler();
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(new Color(0xE9ECEF));
    styler.setLegendPosition(Styler.LegendPosition.OutsideS);
    styler.setLegendLayout(Styler.LegendLayout.Horizontal);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setMarkerSize(5);
    styler.setLocale(Locale.ENGLISH);
    styler.setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
    return chart;
  }

  /** An empty chart over time. */
  static XYChart chart(String title, String unit, Instant from, Instant to) {
    XYChart chart = chart(title, "", unit);
    boolean months = Duration.between(from, to).compareTo(Duration.ofDays(60)) > 0;
    chart.getStyler().setDatePattern(months ? "d MMM yyyy" : "d MMM HH:mm");
    chart.getStyler().setTimezone(TimeZone.getTimeZone("UTC"));
    return chart;
  }

  /** Adds a line. */
  static XYSeries line(XYChart chart, String name, List<?> x, List<Double> y, Color color) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(color);
    series.setLineWidth(1.6f);
    return series;
  }

  /** Adds dots; nothing when there are none, because an empty series cannot be drawn. */
  static void dots(XYChart chart, String name, List<Date> x, List<Double> y, Color color) {
    if (!x.isEmpty()) {
      XYSeries series = chart.addSeries(name, x, y);
      series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
      series.setMarker(SeriesMarkers.CIRCLE);
      series.setMarkerColor(color);
    }
  }
}
