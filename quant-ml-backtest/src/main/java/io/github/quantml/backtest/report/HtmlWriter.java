// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.report;

import io.github.quantml.backtest.metrics.Metric;
import io.github.quantml.backtest.metrics.MetricSet;
import java.time.Instant;
import java.util.Locale;

/** Writes markup; every text is escaped on its way. */
final class HtmlWriter {
  private final StringBuilder html = new StringBuilder(1 << 21);

  /** Markup as it is: constants of this package only. */
  HtmlWriter raw(String markup) {
    html.append(markup);
    return this;
  }

  /** A text between tags. */
  HtmlWriter text(String value) {
    return raw(escape(value));
  }

  /** An element around a text; no class where {@code style} is empty. */
  void element(String name, String style, String value) {
    raw("<" + name + (style.isEmpty() ? "" : " class=\"" + style + "\"") + ">");
    text(value).raw("</" + name + ">");
  }

  /** A head row; "n:" marks a column of numbers. Opens the body. */
  void heads(String... names) {
    raw("<thead><tr>");
    for (String name : names) {
      boolean numbers = name.startsWith("n:");
      element("th", numbers ? "n" : "", numbers ? name.substring(2) : name);
    }
    raw("</tr></thead><tbody>");
  }

  /** Every text passes here; quotes too, for attributes. */
  static String escape(String value) {
    StringBuilder out = new StringBuilder(value.length() + 16);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  static String signed(double value) {
    return value > 0 ? "n up" : value < 0 ? "n down" : "n";
  }

  static String percent(double value) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * value);
  }

  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }

  static String day(Instant time) {
    return time.toString().substring(0, 10);
  }

  static String minute(Instant time) {
    return time.toString().substring(0, 16).replace('T', ' ');
  }

  /** A card with an empty box that the page's script draws into. */
  void chart(String id, String title, String sub, String style) {
    raw("<figure class=\"card " + style + "\">");
    raw("<figcaption>");
    element("strong", "", title);
    raw(" ");
    element("span", "", sub);
    raw("</figcaption><div class=\"chart\" id=\"" + id + "\" role=\"img\" aria-label=\"");
    raw(escape(title + ": " + sub) + "\"></div></figure>\n");
  }

  /** A cell with a metric, coloured by its sign. */
  void cell(MetricSet set, Metric metric) {
    double value = set.get(metric);
    element("td", signed(value), metric.format(value));
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
