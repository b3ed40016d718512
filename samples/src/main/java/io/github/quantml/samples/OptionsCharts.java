// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import io.github.quantml.api.OptionChain;
import io.github.quantml.options.exposure.GammaExposure;
import io.github.quantml.options.exposure.GammaProfile;
import io.github.quantml.options.exposure.ZeroGammaLevel;
import io.github.quantml.options.surface.QuotedSmile;
import io.github.quantml.options.surface.Slice;
import io.github.quantml.options.surface.VolatilitySurface;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The pictures of the options page. */
final class OptionsCharts {
  private static final int POINTS = 121;

  private OptionsCharts() {}

  /** Quotes of one expiry and the fitted slice. */
  static XYChart smile(QuotedSmile smile, Slice slice) {
    XYChart chart =
        ChartStyle.chart(
            smile.forward().root() + " " + smile.forward().expiry() + ": quotes and eSSVI fit",
            "ln(strike/forward)",
            "volatility, %");
    chart.getStyler().setXAxisDecimalPattern("0.00");
    double[] k = smile.quotes().k();
    double low = Arrays.stream(k).min().orElse(-0.1);
    double high = Arrays.stream(k).max().orElse(0.1);
    ChartStyle.line(
        chart,
        "fit",
        grid(low, high),
        curve(slice, low, high, smile.quotes().years()),
        ChartStyle.INK);
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int i = 0; i < k.length; i++) {
      x.add(k[i]);
      y.add(100 * smile.quotes().volatility()[i]);
    }
    XYSeries dots = ChartStyle.line(chart, "quotes", x, y, ChartStyle.ALARM);
    dots.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    dots.setMarker(SeriesMarkers.CIRCLE);
    dots.setMarkerColor(ChartStyle.ALARM);
    return chart;
  }

  /** Total variance of every expiry: lines that do not cross have no calendar arbitrage. */
  static XYChart surface(List<QuotedSmile> smiles, VolatilitySurface surface) {
    XYChart chart =
        ChartStyle.chart(
            "surface: total variance by expiry, shortest at the bottom",
            "ln(strike/forward)",
            "total variance");
    chart.getStyler().setXAxisDecimalPattern("0.00");
    chart.getStyler().setYAxisDecimalPattern("0.000");
    chart.getStyler().setLegendVisible(smiles.size() <= 12);
    for (int i = 0; i < smiles.size(); i++) {
      Slice s = surface.slices().get(i);
      List<Double> w = new ArrayList<>();
      for (double k : grid(-0.3, 0.2)) {
        w.add(s.totalVariance(k));
      }
      float hue = 0.6f * i / Math.max(1, smiles.size() - 1);
      ChartStyle.line(
          chart,
          smiles.get(i).forward().root() + " " + smiles.get(i).forward().expiry(),
          grid(-0.3, 0.2),
          w,
          Color.getHSBColor(0.62f - hue, 0.65f, 0.75f));
    }
    return chart;
  }

  /** Gamma exposure over spot, with spot, zero-gamma levels and walls. */
  static XYChart gamma(OptionChain chain, GammaExposure exposure, List<ZeroGammaLevel> levels) {
    double spot = chain.spot();
    GammaProfile profile = exposure.profile(0.8 * spot, 1.2 * spot, POINTS);
    XYChart chart =
        ChartStyle.chart(
            chain.underlying() + ": gamma exposure over spot", "spot", "money per 1 % move");
    List<Double> x = Arrays.stream(profile.spots()).boxed().toList();
    List<Double> y = Arrays.stream(profile.gamma()).boxed().toList();
    ChartStyle.line(chart, "gamma exposure", x, y, ChartStyle.INK);
    double low = Arrays.stream(profile.gamma()).min().orElse(0);
    double high = Arrays.stream(profile.gamma()).max().orElse(0);
    vertical(chart, "spot", spot, low, high, ChartStyle.QUIET);
    for (ZeroGammaLevel z : levels) {
      if (z.level() > x.get(0) && z.level() < x.get(x.size() - 1)) {
        vertical(
            chart,
            String.format(Locale.ROOT, "zero gamma %.2f", z.level()),
            z.level(),
            low,
            high,
            ChartStyle.ALARM);
      }
    }
    exposure
        .wall(true, GammaExposure.WallDefinition.GAMMA)
        .ifPresent(w -> vertical(chart, "call wall " + w, w, low, high, ChartStyle.color(1)));
    exposure
        .wall(false, GammaExposure.WallDefinition.GAMMA)
        .ifPresent(w -> vertical(chart, "put wall " + w, w, low, high, ChartStyle.color(2)));
    return chart;
  }

  private static void vertical(
      XYChart chart, String name, double x, double low, double high, Color color) {
    ChartStyle.line(chart, name, List.of(x, x), List.of(low, high), color);
  }

  private static List<Double> grid(double low, double high) {
    List<Double> out = new ArrayList<>();
    for (int i = 0; i < POINTS; i++) {
      out.add(low + (high - low) * i / (POINTS - 1));
    }
    return out;
  }

  private static List<Double> curve(Slice slice, double low, double high, double years) {
    List<Double> out = new ArrayList<>();
    for (double k : grid(low, high)) {
      out.add(100 * Math.sqrt(slice.totalVariance(k) / years));
    }
    return out;
  }
}
