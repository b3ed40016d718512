// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.report;

import io.github.quantml.backtest.BacktestResult;
import io.github.quantml.backtest.Ledger;
import io.github.quantml.backtest.Trade;
import io.github.quantml.backtest.metrics.Drawdown;
import io.github.quantml.backtest.metrics.Metric;
import io.github.quantml.backtest.significance.ConfidenceInterval;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The report as one page: style, script, data and the chart library inside, nothing fetched.
 * Without script the tables still say everything.
 */
final class HtmlReport {
  private static final String ECHARTS = "META-INF/resources/webjars/echarts/5.3.1/";
  private static final int SHOWN_TRADES = 100;
  private static final int SHOWN_DRAWDOWNS = 5;

  private static final List<Metric> TILES =
      List.of(
          Metric.TOTAL_RETURN,
          Metric.CAGR,
          Metric.SHARPE,
          Metric.SORTINO,
          Metric.MAX_DRAWDOWN,
          Metric.VOLATILITY,
          Metric.TRADES);

  private final BacktestReport report;
  private final BacktestResult result;
  private final HtmlWriter html = new HtmlWriter();

  HtmlReport(BacktestReport report) {
    this.report = report;
    this.result = report.result();
  }

  String page() {
    html.raw("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
    html.element("title", "", report.title());
    html.raw("<style>").raw(resource("report.css")).raw("</style></head>\n<body>\n");
    header();
    html.raw("<main>\n");
    tiles();
    performance();
    metrics();
    new EvidenceSection(report, html).write();
    trades();
    provenance();
    html.raw("</main>\n");
    scripts();
    return html.raw("</body></html>\n").toString();
  }

  private void header() {
    html.raw("<header>");
    html.element("h1", "", report.title());
    String span =
        result.strategy()
            + " on "
            + String.join(", ", result.symbols())
            + " · "
            + HtmlWriter.day(result.time(0))
            + " to "
            + HtmlWriter.day(result.time(result.size() - 1))
            + " · "
            + result.size()
            + " bars";
    html.element("p", "sub", span);
    report.cautions().forEach(c -> html.element("p", "warning", c));
    html.raw(
        "<noscript><p class=\"warning\">Charts need script; the tables below do not.</p></noscript>");
    html.raw("</header>\n");
  }

  private void tiles() {
    html.raw("<section class=\"tiles\">");
    for (Metric metric : TILES) {
      double value = report.metrics().get(metric);
      tile(metric.label(), metric.format(value), bounds(metric));
    }
    for (Significance s : Significance.of(report)) {
      if (s.name().startsWith("DSR") || s.name().equals("PBO")) {
        tile(s.name(), s.text(), "");
      }
    }
    html.raw("</section>\n");
  }

  private void tile(String label, String value, String note) {
    html.raw("<div class=\"tile\">");
    html.element("span", "label", label);
    html.element("span", "value", value);
    if (!note.isEmpty()) {
      html.element("span", "note", note);
    }
    html.raw("</div>");
  }

  private void performance() {
    html.raw("<section class=\"charts\">");
    html.chart("equity", "Equity", "logarithmic, against " + report.benchmark().name(), "wide");
    html.chart("underwater", "Drawdown", "below the running maximum", "wide");
    int window = window();
    html.chart(
        "rolling",
        "Rolling Sharpe and beta",
        "windows of " + window + " bars, annualised Sharpe, beta to the benchmark",
        "wide");
    html.chart("months", "Monthly returns", "calendar months, UTC", "");
    html.chart("histogram", "Returns per bar", "with the historical value at risk", "");
    html.raw("</section>\n<section>");
    monthTable();
    drawdowns();
    html.raw("</section>\n");
  }

  private int window() {
    double half = report.metrics().config().periods().value() / 2;
    return (int) Math.max(2, Math.min(Math.max(20, Math.min(half, 126)), result.size() / 3.0));
  }

  private void monthTable() {
    Months months = Months.of(times(), result.toEquity());
    html.raw("<details><summary>Monthly returns as a table</summary><div class=\"scroll\"><table>");
    html.raw("<thead><tr><th>Year</th>");
    for (String m : "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Year".split(" ", -1)) {
      html.element("th", "n", m);
    }
    html.raw("</tr></thead><tbody>");
    for (Map.Entry<Integer, double[]> e : months.byYear().entrySet()) {
      html.raw("<tr>");
      html.element("th", "", Integer.toString(e.getKey()));
      for (double v : e.getValue()) {
        html.element("td", HtmlWriter.signed(v), Double.isNaN(v) ? "" : HtmlWriter.percent(v));
      }
      double year = Months.year(e.getValue());
      html.element("td", HtmlWriter.signed(year), HtmlWriter.percent(year));
      html.raw("</tr>");
    }
    html.raw("</tbody></table></div></details>\n");
  }

  private long[] times() {
    long[] out = new long[result.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = result.timeNanos(i);
    }
    return out;
  }

  private void drawdowns() {
    List<Drawdown> deepest = Drawdown.deepest(result.toEquity(), SHOWN_DRAWDOWNS);
    html.raw("<details><summary>Deepest drawdowns</summary><div class=\"scroll\"><table>");
    html.heads("Peak", "Trough", "Recovered", "n:Depth", "n:Bars");
    for (Drawdown d : deepest) {
      html.raw("<tr>");
      html.element("td", "", HtmlWriter.day(result.time(d.peak())));
      html.element("td", "", HtmlWriter.day(result.time(d.trough())));
      html.element("td", "", d.recovered() ? HtmlWriter.day(result.time(d.end())) : "not yet");
      html.element("td", "n down", HtmlWriter.percent(d.depth()));
      html.element("td", "n", Integer.toString(d.bars()));
      html.raw("</tr>");
    }
    html.raw("</tbody></table></div></details>\n");
  }

  private void metrics() {
    html.raw("<section class=\"card\">");
    html.element("h2", "", "Metrics");
    html.raw("<div class=\"scroll\"><table>");
    boolean intervals = !report.intervals().isEmpty();
    if (intervals) {
      html.heads("Metric", "n:Value", "n:Interval", "Convention");
    } else {
      html.heads("Metric", "n:Value", "Convention");
    }
    report
        .metrics()
        .values()
        .forEach(
            (metric, value) -> {
              html.raw("<tr>");
              html.element("th", "", metric.label());
              html.element("td", "n", metric.format(value));
              if (intervals) {
                html.element("td", "n muted", bounds(metric));
              }
              html.element("td", "muted", metric.convention());
              html.raw("</tr>");
            });
    html.raw("</tbody></table></div></section>\n");
  }

  private String bounds(Metric metric) {
    ConfidenceInterval i = report.intervals().get(metric);
    return i == null
        ? ""
        : String.format(
            Locale.ROOT,
            "%.0f %%: %s to %s",
            100 * i.level(),
            metric.format(i.lower()),
            metric.format(i.upper()));
  }

  private void trades() {
    html.raw("<section>");
    html.element("h2", "", "Trades");
    List<Trade> all = result.trades();
    if (all.stream().anyMatch(t -> !t.open())) {
      html.raw("<div class=\"charts\">");
      html.chart(
          "adverse", "Adverse excursion", "worst open loss of each trade, and its return", "");
      html.chart(
          "favourable",
          "Favourable excursion",
          "best open profit of each trade, and its return",
          "");
      html.raw("</div>");
    }
    List<Trade> shown = all.subList(Math.max(0, all.size() - SHOWN_TRADES), all.size());
    html.raw("<details class=\"dense\"><summary>");
    html.text(
        all.size() > SHOWN_TRADES
            ? "The last " + SHOWN_TRADES + " of " + all.size() + " trades"
            : all.size() + " trades");
    html.raw("</summary><div class=\"scroll\"><table>");
    html.heads(
        "Symbol",
        "Side",
        "Entry",
        "Exit",
        "n:Entry price",
        "n:Exit price",
        "n:Profit",
        "n:Return",
        "n:MAE",
        "n:MFE",
        "Why it ended",
        "Tag");
    for (Trade t : shown) {
      html.raw("<tr>");
      html.element("td", "", t.symbol());
      html.element("td", "", t.isLong() ? "long" : "short");
      html.element("td", "d", HtmlWriter.minute(t.entryTime()));
      html.element("td", "d", t.open() ? "open" : HtmlWriter.minute(t.exitTime()));
      html.element("td", "n", HtmlWriter.number(t.entryPrice()));
      html.element("td", "n", HtmlWriter.number(t.exitPrice()));
      html.element("td", HtmlWriter.signed(t.profit()), HtmlWriter.number(t.profit()));
      html.element(
          "td", HtmlWriter.signed(t.returnFraction()), HtmlWriter.percent(t.returnFraction()));
      html.element("td", "n", HtmlWriter.percent(t.maxAdverse()));
      html.element("td", "n", HtmlWriter.percent(t.maxFavourable()));
      html.element("td", "muted", t.exit().name().toLowerCase(Locale.ROOT).replace('_', ' '));
      html.element("td", "muted", t.tag());
      html.raw("</tr>");
    }
    html.raw("</tbody></table></div></details></section>\n");
  }

  private void provenance() {
    html.raw("<section class=\"card\">");
    html.element("h2", "", "Conventions and provenance");
    html.raw("<ul>");
    html.element("li", "", "periods per year: " + report.metrics().config().periods().basis());
    for (String convention : result.conventions()) {
      html.element("li", "", convention);
    }
    if (!report.intervals().isEmpty()) {
      html.element("li", "", "intervals: stationary bootstrap of the returns, trades one by one");
    }
    html.raw("</ul>");
    ledger(result.ledger());
    html.raw("<dl>");
    pair("Data hash", ConsoleReport.hex(result.dataFingerprint()));
    pair("Configuration hash", ConsoleReport.hex(result.configurationFingerprint()));
    pair("Engine", "quant-ml " + result.engineVersion());
    html.raw("</dl><details><summary>Licences of the chart library</summary><pre>");
    html.text(library("NOTICE") + "\nLicensed under the Apache License, Version 2.0.\n\n");
    html.text("It contains parts of d3:\n" + library("licenses/LICENSE-d3"));
    html.raw("</pre></details></section>\n");
  }

  private void ledger(Ledger ledger) {
    html.raw("<div class=\"scroll\"><table class=\"ledger\">");
    html.heads("Where the money went", "n:Cash");
    entry("Trading at reference prices", ledger.trading());
    entry("Commission", -ledger.commission());
    entry("Slippage", -ledger.slippage());
    entry("Spread", -ledger.spread());
    entry("Market impact", -ledger.impact());
    entry("Borrowing", -ledger.borrow());
    entry("Financing", -ledger.financing());
    entry("Dividends", ledger.dividends());
    entry("Delistings", ledger.delisting());
    entry("Written off by the broker", ledger.writeOff());
    entry("Profit", result.finalEquity() - result.initialCash());
    html.raw("</tbody></table></div>");
  }

  /** A line of the ledger; kinds that did not occur are left out. */
  private void entry(String name, double cash) {
    if (cash != 0) {
      html.raw("<tr>");
      html.element("th", "", name);
      html.element("td", HtmlWriter.signed(cash), String.format(Locale.ROOT, "%.2f", cash));
      html.raw("</tr>");
    }
  }

  private void pair(String name, String value) {
    html.element("dt", "", name);
    html.raw("<dd><code>").text(value).raw("</code></dd>");
  }

  private void scripts() {
    html.raw("<script type=\"application/json\" id=\"data\">");
    html.raw(ChartData.of(report, window()));
    html.raw("</script>\n<script>").raw(library("dist/echarts.min.js")).raw("</script>\n");
    html.raw("<script>").raw(resource("report.js")).raw("</script>\n");
  }

  private static String resource(String name) {
    return read(HtmlReport.class.getResourceAsStream(name), name);
  }

  private static String library(String name) {
    ClassLoader loader = HtmlReport.class.getClassLoader();
    return read(loader == null ? null : loader.getResourceAsStream(ECHARTS + name), ECHARTS + name);
  }

  private static String read(@Nullable InputStream in, String name) {
    if (in == null) {
      throw new IllegalStateException(
          name + " is not on the class path: add org.webjars.npm:echarts:5.3.1");
    }
    try (in) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
