// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.report;

import io.github.quantml.backtest.BacktestResult;
import io.github.quantml.backtest.Ledger;
import io.github.quantml.backtest.Trade;
import io.github.quantml.backtest.metrics.Drawdown;
import io.github.quantml.backtest.metrics.Metric;
import io.github.quantml.backtest.metrics.MetricSet;
import io.github.quantml.backtest.significance.ConfidenceInterval;
import io.github.quantml.backtest.walkforward.FoldResult;
import io.github.quantml.backtest.walkforward.ParameterStability;
import io.github.quantml.backtest.walkforward.ScenarioResult;
import io.github.quantml.backtest.walkforward.WalkForwardReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
  private final StringBuilder html = new StringBuilder(1 << 21);

  HtmlReport(BacktestReport report) {
    this.report = report;
    this.result = report.result();
  }

  String page() {
    raw("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
    raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
    element("title", "", report.title());
    raw("<style>").raw(resource("report.css")).raw("</style></head>\n<body>\n");
    header();
    raw("<main>\n");
    tiles();
    performance();
    metrics();
    walk();
    robustness();
    trades();
    provenance();
    raw("</main>\n");
    scripts();
    return raw("</body></html>\n").html.toString();
  }

  private void header() {
    raw("<header>");
    element("h1", "", report.title());
    String span =
        result.strategy()
            + " on "
            + String.join(", ", result.symbols())
            + " · "
            + day(result.time(0))
            + " to "
            + day(result.time(result.size() - 1))
            + " · "
            + result.size()
            + " bars";
    element("p", "sub", span);
    report.cautions().forEach(c -> element("p", "warning", c));
    raw(
        "<noscript><p class=\"warning\">Charts need script; the tables below do not.</p></noscript>");
    raw("</header>\n");
  }

  private void tiles() {
    raw("<section class=\"tiles\">");
    for (Metric metric : TILES) {
      double value = report.metrics().get(metric);
      tile(metric.label(), metric.format(value), bounds(metric));
    }
    for (Significance s : Significance.of(report)) {
      if (s.name().startsWith("DSR") || s.name().equals("PBO")) {
        tile(s.name(), s.text(), "");
      }
    }
    raw("</section>\n");
  }

  private void tile(String label, String value, String note) {
    raw("<div class=\"tile\">");
    element("span", "label", label);
    element("span", "value", value);
    if (!note.isEmpty()) {
      element("span", "note", note);
    }
    raw("</div>");
  }

  private void performance() {
    raw("<section class=\"charts\">");
    chart("equity", "Equity", "logarithmic, against " + report.benchmark().name(), "wide");
    chart("underwater", "Drawdown", "below the running maximum", "wide");
    int window = window();
    chart(
        "rolling",
        "Rolling Sharpe and beta",
        "windows of " + window + " bars, annualised Sharpe, beta to the benchmark",
        "wide");
    chart("months", "Monthly returns", "calendar months, UTC", "");
    chart("histogram", "Returns per bar", "with the historical value at risk", "");
    raw("</section>\n<section>");
    monthTable();
    drawdowns();
    raw("</section>\n");
  }

  private int window() {
    double half = report.metrics().config().periods().value() / 2;
    return (int) Math.max(2, Math.min(Math.max(20, Math.min(half, 126)), result.size() / 3.0));
  }

  private void chart(String id, String title, String sub, String style) {
    raw("<figure class=\"card " + style + "\">");
    raw("<figcaption>");
    element("strong", "", title);
    raw(" ");
    element("span", "", sub);
    raw("</figcaption><div class=\"chart\" id=\"" + id + "\" role=\"img\" aria-label=\"");
    raw(escape(title + ": " + sub) + "\"></div></figure>\n");
  }

  private void monthTable() {
    Months months = Months.of(times(), result.toEquity());
    raw("<details><summary>Monthly returns as a table</summary><div class=\"scroll\"><table>");
    raw("<thead><tr><th>Year</th>");
    for (String m : "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Year".split(" ", -1)) {
      element("th", "n", m);
    }
    raw("</tr></thead><tbody>");
    for (Map.Entry<Integer, double[]> e : months.byYear().entrySet()) {
      raw("<tr>");
      element("th", "", Integer.toString(e.getKey()));
      for (double v : e.getValue()) {
        element("td", signed(v), Double.isNaN(v) ? "" : percent(v));
      }
      double year = Months.year(e.getValue());
      element("td", signed(year), percent(year));
      raw("</tr>");
    }
    raw("</tbody></table></div></details>\n");
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
    raw("<details><summary>Deepest drawdowns</summary><div class=\"scroll\"><table>");
    heads("Peak", "Trough", "Recovered", "n:Depth", "n:Bars");
    for (Drawdown d : deepest) {
      raw("<tr>");
      element("td", "", day(result.time(d.peak())));
      element("td", "", day(result.time(d.trough())));
      element("td", "", d.recovered() ? day(result.time(d.end())) : "not yet");
      element("td", "n down", percent(d.depth()));
      element("td", "n", Integer.toString(d.bars()));
      raw("</tr>");
    }
    raw("</tbody></table></div></details>\n");
  }

  private void metrics() {
    raw("<section class=\"card\">");
    element("h2", "", "Metrics");
    raw("<div class=\"scroll\"><table>");
    boolean intervals = !report.intervals().isEmpty();
    if (intervals) {
      heads("Metric", "n:Value", "n:Interval", "Convention");
    } else {
      heads("Metric", "n:Value", "Convention");
    }
    report
        .metrics()
        .values()
        .forEach(
            (metric, value) -> {
              raw("<tr>");
              element("th", "", metric.label());
              element("td", "n", metric.format(value));
              if (intervals) {
                element("td", "n muted", bounds(metric));
              }
              element("td", "muted", metric.convention());
              raw("</tr>");
            });
    raw("</tbody></table></div></section>\n");
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

  private void walk() {
    Optional<WalkForwardReport> found = report.walkForward();
    if (found.isEmpty()) {
      return;
    }
    WalkForwardReport walk = found.get();
    raw("<section>");
    element("h2", "", "Walk-forward");
    element("p", "sub", walk.description());
    raw("<div class=\"charts\">");
    chart("walk", "Out-of-sample equity", "folds joined, logarithmic, from 1", "wide");
    chart("folds", "Sharpe by fold", "in sample and out of sample", "");
    chart("scatter", "In sample against out of sample", "Sharpe ratio of each fold", "");
    raw("</div><div class=\"card scroll dense\"><table>");
    heads(
        "Fold",
        "Training",
        "Test",
        "n:Return in",
        "n:Return out",
        "n:Sharpe in",
        "n:Sharpe out",
        "n:Drawdown out",
        "n:Trials",
        "Parameters");
    for (FoldResult f : walk.folds()) {
      raw("<tr>");
      element("td", "", f.number() + (f.refit() ? "" : " (kept)"));
      element("td", "d", day(f.trainStart()) + " – " + day(f.trainEnd()));
      element("td", "d", day(f.testStart()) + " – " + day(f.testEnd()));
      cell(f.train(), Metric.TOTAL_RETURN);
      cell(f.test(), Metric.TOTAL_RETURN);
      cell(f.train(), Metric.SHARPE);
      cell(f.test(), Metric.SHARPE);
      cell(f.test(), Metric.MAX_DRAWDOWN);
      element("td", "n", Integer.toString(f.trials()));
      element("td", "d muted", parameters(f.parameters()));
      raw("</tr>");
    }
    raw("</tbody></table></div>");
    stability(walk.stability());
    raw("</section>\n");
  }

  private void stability(List<ParameterStability> all) {
    if (all.isEmpty()) {
      return;
    }
    raw("<details><summary>Stability of the parameters</summary><div class=\"scroll\"><table>");
    heads("Parameter", "n:Mean", "n:Deviation", "n:Range", "n:Values", "n:Changes");
    for (ParameterStability s : all) {
      raw("<tr>");
      element("th", "", s.name());
      element("td", "n", number(s.mean()));
      element("td", "n", number(s.stdDev()));
      element("td", "n", number(s.min()) + " – " + number(s.max()));
      element("td", "n", Integer.toString(s.distinct()));
      element("td", "n", Integer.toString(s.changes()));
      raw("</tr>");
    }
    raw("</tbody></table></div></details>\n");
  }

  private static String parameters(Map<String, Double> parameters) {
    StringBuilder out = new StringBuilder();
    parameters.forEach(
        (name, v) ->
            out.append(out.length() == 0 ? "" : ", ").append(name).append(' ').append(number(v)));
    return out.toString();
  }

  private void cell(MetricSet set, Metric metric) {
    double value = set.get(metric);
    element("td", signed(value), metric.format(value));
  }

  private void robustness() {
    raw("<section>");
    element("h2", "", "Can it be believed?");
    raw("<div class=\"charts\">");
    if (report.overfitting().isPresent()) {
      chart("logits", "Overfitting", "logits of the best in sample; left of 0 is overfit", "");
    }
    if (!report.sensitivity().isEmpty()) {
      chart("sensitivity", "Other assumptions", "total return", "");
    }
    raw("</div><div class=\"card scroll\"><table>");
    heads("Question", "n:Answer", "Meaning");
    for (Significance s : Significance.of(report)) {
      raw("<tr>");
      element("th", "", s.name());
      element("td", "n", s.text());
      element("td", "muted", s.meaning());
      raw("</tr>");
    }
    raw("</tbody></table></div>");
    if (!report.sensitivity().isEmpty()) {
      raw("<div class=\"card scroll\"><table>");
      heads("Assumption", "n:Return", "n:Sharpe", "n:Drawdown", "n:Trades");
      for (ScenarioResult s : report.sensitivity()) {
        raw("<tr>");
        element("th", "", s.name());
        cell(s.metrics(), Metric.TOTAL_RETURN);
        cell(s.metrics(), Metric.SHARPE);
        cell(s.metrics(), Metric.MAX_DRAWDOWN);
        element("td", "n", Metric.TRADES.format(s.metrics().get(Metric.TRADES)));
        raw("</tr>");
      }
      raw("</tbody></table></div>");
    }
    raw("</section>\n");
  }

  private void trades() {
    raw("<section>");
    element("h2", "", "Trades");
    raw("<div class=\"charts\">");
    chart("adverse", "Adverse excursion", "worst open loss of each trade, and its return", "");
    chart(
        "favourable", "Favourable excursion", "best open profit of each trade, and its return", "");
    raw("</div>");
    List<Trade> all = result.trades();
    List<Trade> shown = all.subList(Math.max(0, all.size() - SHOWN_TRADES), all.size());
    raw("<details class=\"dense\"><summary>");
    text(
        all.size() > SHOWN_TRADES
            ? "The last " + SHOWN_TRADES + " of " + all.size() + " trades"
            : all.size() + " trades");
    raw("</summary><div class=\"scroll\"><table>");
    heads(
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
      raw("<tr>");
      element("td", "", t.symbol());
      element("td", "", t.isLong() ? "long" : "short");
      element("td", "d", minute(t.entryTime()));
      element("td", "d", t.open() ? "open" : minute(t.exitTime()));
      element("td", "n", number(t.entryPrice()));
      element("td", "n", number(t.exitPrice()));
      element("td", signed(t.profit()), number(t.profit()));
      element("td", signed(t.returnFraction()), percent(t.returnFraction()));
      element("td", "n", percent(t.maxAdverse()));
      element("td", "n", percent(t.maxFavourable()));
      element("td", "muted", t.exit().name().toLowerCase(Locale.ROOT).replace('_', ' '));
      element("td", "muted", t.tag());
      raw("</tr>");
    }
    raw("</tbody></table></div></details></section>\n");
  }

  private void provenance() {
    raw("<section class=\"card\">");
    element("h2", "", "Conventions and provenance");
    raw("<ul>");
    element("li", "", "periods per year: " + report.metrics().config().periods().basis());
    for (String convention : result.conventions()) {
      element("li", "", convention);
    }
    if (!report.intervals().isEmpty()) {
      element("li", "", "intervals: stationary bootstrap of the returns, trades one by one");
    }
    raw("</ul>");
    ledger(result.ledger());
    raw("<dl>");
    pair("Data hash", ConsoleReport.hex(result.dataFingerprint()));
    pair("Configuration hash", ConsoleReport.hex(result.configurationFingerprint()));
    pair("Engine", "quant-ml " + result.engineVersion());
    raw("</dl><details><summary>Licences of the chart library</summary><pre>");
    text(library("NOTICE") + "\nLicensed under the Apache License, Version 2.0.\n\n");
    text("It contains parts of d3:\n" + library("licenses/LICENSE-d3"));
    raw("</pre></details></section>\n");
  }

  private void ledger(Ledger ledger) {
    raw("<div class=\"scroll\"><table class=\"ledger\">");
    heads("Where the money went", "n:Cash");
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
    raw("</tbody></table></div>");
  }

  /** A line of the ledger; kinds that did not occur are left out. */
  private void entry(String name, double cash) {
    if (cash != 0) {
      raw("<tr>");
      element("th", "", name);
      element("td", signed(cash), String.format(Locale.ROOT, "%.2f", cash));
      raw("</tr>");
    }
  }

  private void pair(String name, String value) {
    element("dt", "", name);
    raw("<dd><code>").text(value).raw("</code></dd>");
  }

  private void scripts() {
    raw("<script type=\"application/json\" id=\"data\">");
    raw(ChartData.of(report, window()));
    raw("</script>\n<script>").raw(library("dist/echarts.min.js")).raw("</script>\n");
    raw("<script>").raw(resource("report.js")).raw("</script>\n");
  }

  private HtmlReport raw(String markup) {
    html.append(markup);
    return this;
  }

  private HtmlReport text(String value) {
    return raw(escape(value));
  }

  private void element(String name, String style, String value) {
    raw("<" + name + (style.isEmpty() ? "" : " class=\"" + style + "\"") + ">");
    text(value).raw("</" + name + ">");
  }

  /** A head row; "n:" marks a column of numbers. Opens the body. */
  private void heads(String... names) {
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

  private static String signed(double value) {
    return value > 0 ? "n up" : value < 0 ? "n down" : "n";
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * value);
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }

  private static String day(Instant time) {
    return time.toString().substring(0, 10);
  }

  private static String minute(Instant time) {
    return time.toString().substring(0, 16).replace('T', ' ');
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
