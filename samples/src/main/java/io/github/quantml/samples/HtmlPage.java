// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;

/** One self-contained page: no script, nothing fetched, light and dark. */
final class HtmlPage {
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

  private final StringBuilder html = new StringBuilder(1 << 20);

  HtmlPage(String title) {
    html.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
        .append(escape(title))
        .append("</title>\n<style>\n")
        .append(STYLE)
        .append("</style></head><body>\n<h1>")
        .append(escape(title))
        .append("</h1>\n");
  }

  HtmlPage heading(String text) {
    return element("h2", text);
  }

  HtmlPage table(String text) {
    return element("pre", text);
  }

  HtmlPage note(String text) {
    return element("p", text);
  }

  private HtmlPage element(String tag, String text) {
    html.append('<').append(tag).append('>').append(escape(text));
    html.append("</").append(tag).append(">\n");
    return this;
  }

  /** A picture made here, as it is. */
  HtmlPage svg(String element) {
    html.append(element);
    return this;
  }

  HtmlPage chart(XYChart chart) throws IOException {
    byte[] png = BitmapEncoder.getBitmapBytes(chart, BitmapEncoder.BitmapFormat.PNG);
    html.append("<img alt=\"")
        .append(escape(chart.getTitle()))
        .append("\" src=\"data:image/png;base64,")
        .append(Base64.getEncoder().encodeToString(png))
        .append("\">\n");
    return this;
  }

  void write(Path file) throws IOException {
    Path target = file.toAbsolutePath();
    Path directory = target.getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    Files.writeString(target, html + "</body></html>\n", StandardCharsets.UTF_8);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
