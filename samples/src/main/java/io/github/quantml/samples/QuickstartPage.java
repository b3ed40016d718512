// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Prediction;
import io.github.quantml.ensemble.MultiModelEnsemble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;

/** One self-contained page: no script, nothing fetched, light and dark. */
final class QuickstartPage {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; }
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 1120px; margin: 2rem auto;
             padding: 0 1rem; }
      img { max-width: 100%; border-radius: 6px; margin: .5rem 0; }
      pre { overflow-x: auto; padding: 1rem; border-radius: 6px;
            background: color-mix(in srgb, CanvasText 6%, Canvas); }
      @media (prefers-color-scheme: dark) {
        img { filter: invert(.92) hue-rotate(180deg); }
      }
      """;

  private QuickstartPage() {}

  /** What the page shows of one instrument. */
  record Section(BarSeries bars, MultiModelEnsemble ensemble, Prediction prediction) {}

  static void write(Path file, List<Section> sections) throws IOException {
    StringBuilder html = new StringBuilder(1 << 20);
    html.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width\">\n")
        .append("<title>quant-ml quickstart</title>\n<style>\n")
        .append(STYLE)
        .append("</style></head><body>\n<h1>quant-ml quickstart</h1>\n");
    for (Section s : sections) {
      String symbol = s.bars().symbol();
      html.append("<h2>").append(escape(symbol)).append("</h2>\n<pre>");
      html.append(escape(s.prediction().toString()))
          .append("</pre>\n")
          .append(image(Charts.price(s.bars(), s.ensemble(), s.prediction())))
          .append(image(Charts.weights(symbol, s.ensemble().evaluation())))
          .append(image(Charts.coverage(symbol, s.ensemble().evaluation())))
          .append("<pre>")
          .append(escape(EvaluationText.table(s.ensemble().evaluation())))
          .append("</pre>\n");
    }
    html.append(
        "<p>Regimes are filtered: each dot used the bars up to its own and the parameters of the"
            + " last training. The fan's bounds at the horizon are the forecast's; before it they"
            + " are drawn as the square root of time. No forecast is advice.</p>\n");
    html.append("</body></html>\n");
    Path target = file.toAbsolutePath();
    Path directory = target.getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    Files.writeString(target, html, StandardCharsets.UTF_8);
  }

  private static String image(XYChart chart) throws IOException {
    byte[] png = BitmapEncoder.getBitmapBytes(chart, BitmapEncoder.BitmapFormat.PNG);
    return "<img alt=\""
        + escape(chart.getTitle())
        + "\" src=\"data:image/png;base64,"
        + Base64.getEncoder().encodeToString(png)
        + "\">\n";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
