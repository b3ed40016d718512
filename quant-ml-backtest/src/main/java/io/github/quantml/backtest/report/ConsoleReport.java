// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.report;

import io.github.quantml.backtest.metrics.Metric;
import io.github.quantml.backtest.significance.ConfidenceInterval;
import io.github.quantml.backtest.walkforward.ScenarioResult;
import java.util.Locale;

/** The report as text of at most 100 columns. */
final class ConsoleReport {
  private ConsoleReport() {}

  static String write(BacktestReport report) {
    StringBuilder out = new StringBuilder();
    line(out, "%s", report.title());
    line(
        out,
        "%s on %s, %s to %s",
        report.result().strategy(),
        String.join(", ", report.result().symbols()),
        report.result().time(0),
        report.result().time(report.result().size() - 1));
    report.cautions().forEach(c -> line(out, "! %s", c));
    out.append('\n');
    report.metrics().values().forEach((metric, value) -> metric(out, report, metric, value));
    out.append('\n');
    for (Significance s : Significance.of(report)) {
      line(out, "%-38s %14s", s.name(), s.text());
    }
    if (!report.sensitivity().isEmpty()) {
      out.append('\n');
      line(out, "%-38s %14s %10s %12s", "under other assumptions", "return", "Sharpe", "drawdown");
      for (ScenarioResult s : report.sensitivity()) {
        line(
            out,
            "%-38s %14s %10s %12s",
            s.name(),
            text(s, Metric.TOTAL_RETURN),
            text(s, Metric.SHARPE),
            text(s, Metric.MAX_DRAWDOWN));
      }
    }
    report.walkForward().ifPresent(walk -> out.append('\n').append(walk));
    out.append('\n');
    line(out, "periods per year: %s", report.metrics().config().periods().basis());
    report.result().conventions().forEach(c -> line(out, "%s", c));
    line(
        out,
        "data %s, configuration %s, engine %s",
        hex(report.result().dataFingerprint()),
        hex(report.result().configurationFingerprint()),
        report.result().engineVersion());
    return out.toString();
  }

  private static void metric(
      StringBuilder out, BacktestReport report, Metric metric, double value) {
    ConfidenceInterval interval = report.intervals().get(metric);
    String bounds =
        interval == null
            ? ""
            : String.format(
                Locale.ROOT,
                "  [%s, %s]",
                metric.format(interval.lower()),
                metric.format(interval.upper()));
    line(out, "%-38s %14s%s", metric.label(), metric.format(value), bounds);
  }

  private static String text(ScenarioResult s, Metric metric) {
    return metric.format(s.metrics().get(metric));
  }

  static String hex(long fingerprint) {
    return String.format(Locale.ROOT, "%016x", fingerprint);
  }

  private static void line(StringBuilder out, String format, Object... args) {
    out.append(String.format(Locale.ROOT, format, args)).append('\n');
  }
}
