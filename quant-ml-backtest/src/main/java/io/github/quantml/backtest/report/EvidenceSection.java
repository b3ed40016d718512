// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.report;

import io.github.quantml.backtest.metrics.Metric;
import io.github.quantml.backtest.walkforward.FoldResult;
import io.github.quantml.backtest.walkforward.ParameterStability;
import io.github.quantml.backtest.walkforward.ScenarioResult;
import io.github.quantml.backtest.walkforward.WalkForwardReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The part of the page that says how far to believe the rest: folds, significance, scenarios. */
final class EvidenceSection {
  private final BacktestReport report;
  private final HtmlWriter html;

  EvidenceSection(BacktestReport report, HtmlWriter html) {
    this.report = report;
    this.html = html;
  }

  void write() {
    walk();
    robustness();
  }

  private void walk() {
    Optional<WalkForwardReport> found = report.walkForward();
    if (found.isEmpty()) {
      return;
    }
    WalkForwardReport walk = found.get();
    html.raw("<section>");
    html.element("h2", "", "Walk-forward");
    html.element("p", "sub", walk.description());
    html.raw("<div class=\"charts\">");
    html.chart("walk", "Out-of-sample equity", "folds joined, logarithmic, from 1", "wide");
    html.chart("folds", "Sharpe by fold", "in sample and out of sample", "");
    html.chart("scatter", "In sample against out of sample", "Sharpe ratio of each fold", "");
    html.raw("</div><div class=\"card scroll dense\"><table>");
    html.heads(
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
      html.raw("<tr>");
      html.element("td", "", f.number() + (f.refit() ? "" : " (kept)"));
      html.element(
          "td", "d", HtmlWriter.day(f.trainStart()) + " – " + HtmlWriter.day(f.trainEnd()));
      html.element("td", "d", HtmlWriter.day(f.testStart()) + " – " + HtmlWriter.day(f.testEnd()));
      html.cell(f.train(), Metric.TOTAL_RETURN);
      html.cell(f.test(), Metric.TOTAL_RETURN);
      html.cell(f.train(), Metric.SHARPE);
      html.cell(f.test(), Metric.SHARPE);
      html.cell(f.test(), Metric.MAX_DRAWDOWN);
      html.element("td", "n", Integer.toString(f.trials()));
      html.element("td", "d muted", parameters(f.parameters()));
      html.raw("</tr>");
    }
    html.raw("</tbody></table></div>");
    stability(walk.stability());
    html.raw("</section>\n");
  }

  private void stability(List<ParameterStability> all) {
    if (all.isEmpty()) {
      return;
    }
    html.raw(
        "<details><summary>Stability of the parameters</summary><div class=\"scroll\"><table>");
    html.heads("Parameter", "n:Mean", "n:Deviation", "n:Range", "n:Values", "n:Changes");
    for (ParameterStability s : all) {
      html.raw("<tr>");
      html.element("th", "", s.name());
      html.element("td", "n", HtmlWriter.number(s.mean()));
      html.element("td", "n", HtmlWriter.number(s.stdDev()));
      html.element("td", "n", HtmlWriter.number(s.min()) + " – " + HtmlWriter.number(s.max()));
      html.element("td", "n", Integer.toString(s.distinct()));
      html.element("td", "n", Integer.toString(s.changes()));
      html.raw("</tr>");
    }
    html.raw("</tbody></table></div></details>\n");
  }

  private static String parameters(Map<String, Double> parameters) {
    StringBuilder out = new StringBuilder();
    parameters.forEach(
        (name, v) ->
            out.append(out.length() == 0 ? "" : ", ")
                .append(name)
                .append(' ')
                .append(HtmlWriter.number(v)));
    return out.toString();
  }

  private void robustness() {
    html.raw("<section>");
    html.element("h2", "", "Can it be believed?");
    html.raw("<div class=\"charts\">");
    if (report.overfitting().isPresent()) {
      html.chart("logits", "Overfitting", "logits of the best in sample; left of 0 is overfit", "");
    }
    if (!report.sensitivity().isEmpty()) {
      html.chart("sensitivity", "Other assumptions", "total return", "");
    }
    html.raw("</div><div class=\"card scroll\"><table>");
    html.heads("Question", "n:Answer", "Meaning");
    for (Significance s : Significance.of(report)) {
      html.raw("<tr>");
      html.element("th", "", s.name());
      html.element("td", "n", s.text());
      html.element("td", "muted", s.meaning());
      html.raw("</tr>");
    }
    html.raw("</tbody></table></div>");
    if (!report.sensitivity().isEmpty()) {
      html.raw("<div class=\"card scroll\"><table>");
      html.heads("Assumption", "n:Return", "n:Sharpe", "n:Drawdown", "n:Trades");
      for (ScenarioResult s : report.sensitivity()) {
        html.raw("<tr>");
        html.element("th", "", s.name());
        html.cell(s.metrics(), Metric.TOTAL_RETURN);
        html.cell(s.metrics(), Metric.SHARPE);
        html.cell(s.metrics(), Metric.MAX_DRAWDOWN);
        html.element("td", "n", Metric.TRADES.format(s.metrics().get(Metric.TRADES)));
        html.raw("</tr>");
      }
      html.raw("</tbody></table></div>");
    }
    html.raw("</section>\n");
  }
}
