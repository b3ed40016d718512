// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quantml.backtest.BacktestResult;
import io.github.quantml.backtest.Trade;
import io.github.quantml.backtest.metrics.Drawdown;
import io.github.quantml.backtest.metrics.Metric;
import io.github.quantml.backtest.metrics.RollingPerformance;
import io.github.quantml.backtest.significance.Degradation;
import io.github.quantml.backtest.significance.Overfitting;
import io.github.quantml.backtest.walkforward.FoldResult;
import io.github.quantml.backtest.walkforward.ScenarioResult;
import io.github.quantml.backtest.walkforward.Stitched;
import io.github.quantml.backtest.walkforward.WalkForwardReport;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;

/** What the page's script draws, as JSON that is safe inside a script element. */
final class ChartData {
  /** Points of a line beyond which only one in so many is drawn. */
  private static final int MOST_POINTS = 5000;

  private static final int MOST_TRADES = 3000;
  private static final long MILLI = 1_000_000L;

  private final JsonGenerator json;

  private ChartData(JsonGenerator json) {
    this.json = json;
  }

  static String of(BacktestReport report, int window) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      new ChartData(json).all(report, window);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return safe(out.toString());
  }

  /** These characters occur in JSON inside texts only, where an escape means the same. */
  static String safe(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private void all(BacktestReport report, int window) throws IOException {
    BacktestResult result = report.result();
    long[] times = times(result);
    json.writeStartObject();
    json.writeObjectFieldStart("equity");
    json.writeStringField("benchmarkName", report.benchmark().name());
    series("strategy", times, result.toEquity(), false);
    series("benchmark", times, report.benchmark().equity(), false);
    json.writeEndObject();
    json.writeObjectFieldStart("underwater");
    series("strategy", times, Drawdown.underwater(result.toEquity()), true);
    series("benchmark", times, Drawdown.underwater(report.benchmark().equity()), true);
    json.writeEndObject();
    rolling(report, times, window);
    months(Months.of(times, result.toEquity()));
    histogram(report);
    trades(result);
    if (!report.sensitivity().isEmpty()) {
      sensitivity(report);
    }
    if (report.walkForward().isPresent()) {
      walk(report.walkForward().get());
    }
    if (report.overfitting().isPresent()) {
      logits(report.overfitting().get());
    }
    json.writeEndObject();
  }

  private static long[] times(BacktestResult result) {
    long[] out = new long[result.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = result.timeNanos(i);
    }
    return out;
  }

  /** Pairs of time and value; where points are left out, the last or the lowest of each stretch. */
  private void series(String name, long[] timeNanos, double[] values, boolean lowest)
      throws IOException {
    int stride = (values.length + MOST_POINTS - 1) / MOST_POINTS;
    json.writeArrayFieldStart(name);
    for (int from = 0; from < values.length; from += Math.max(1, stride)) {
      int to = Math.min(values.length, from + stride);
      int at = to - 1;
      for (int i = from; lowest && i < to; i++) {
        at = values[i] < values[at] ? i : at;
      }
      if (Double.isFinite(values[at])) {
        json.writeStartArray();
        json.writeNumber(Math.floorDiv(timeNanos[at], MILLI));
        json.writeNumber(values[at]);
        json.writeEndArray();
      }
    }
    json.writeEndArray();
  }

  private void rolling(BacktestReport report, long[] times, int window) throws IOException {
    double[] returns = report.metrics().returns();
    double[] held = report.benchmark().returns();
    int shift = returns.length - held.length;
    double[] own = Arrays.copyOfRange(returns, shift, returns.length);
    long[] ends = Arrays.copyOfRange(times, times.length - held.length, times.length);
    double periods = report.metrics().config().periods().value();
    json.writeObjectFieldStart("rolling");
    json.writeNumberField("window", window);
    series("sharpe", ends, RollingPerformance.sharpe(own, window, periods), false);
    series("beta", ends, RollingPerformance.beta(own, held, window), false);
    json.writeEndObject();
  }

  private void months(Months months) throws IOException {
    json.writeObjectFieldStart("months");
    json.writeArrayFieldStart("years");
    for (int year : months.byYear().keySet()) {
      json.writeString(Integer.toString(year));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("cells");
    int row = 0;
    for (Map.Entry<Integer, double[]> e : months.byYear().entrySet()) {
      for (int m = 0; m < 12; m++) {
        if (!Double.isNaN(e.getValue()[m])) {
          row(m, row, e.getValue()[m]);
        }
      }
      row++;
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void row(double... values) throws IOException {
    json.writeStartArray();
    for (double v : values) {
      if (v == Math.rint(v) && Math.abs(v) < 1e15) {
        json.writeNumber((long) v);
      } else {
        json.writeNumber(v);
      }
    }
    json.writeEndArray();
  }

  private void histogram(BacktestReport report) throws IOException {
    Histogram h = Histogram.of(report.metrics().returns());
    json.writeObjectFieldStart("histogram");
    json.writeNumberField("lower", h.lower());
    json.writeNumberField("width", h.width());
    json.writeArrayFieldStart("counts");
    for (int c : h.counts()) {
      json.writeNumber(c);
    }
    json.writeEndArray();
    json.writeNumberField("valueAtRisk", report.metrics().get(Metric.VALUE_AT_RISK));
    json.writeEndObject();
  }

  private void trades(BacktestResult result) throws IOException {
    json.writeArrayFieldStart("trades");
    int count = 0;
    for (Trade t : result.trades()) {
      if (!t.open() && count++ < MOST_TRADES) {
        json.writeStartArray();
        json.writeNumber(t.maxAdverse());
        json.writeNumber(t.maxFavourable());
        json.writeNumber(t.returnFraction());
        json.writeString((t.isLong() ? "long " : "short ") + t.symbol());
        json.writeNumber(t.exitTime().toEpochMilli());
        json.writeEndArray();
      }
    }
    json.writeEndArray();
  }

  private void sensitivity(BacktestReport report) throws IOException {
    json.writeArrayFieldStart("sensitivity");
    for (ScenarioResult s : report.sensitivity()) {
      json.writeStartArray();
      json.writeString(s.name());
      json.writeNumber(s.metrics().get(Metric.TOTAL_RETURN));
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private void walk(WalkForwardReport walk) throws IOException {
    Stitched s = walk.stitched();
    json.writeObjectFieldStart("walk");
    series("strategy", s.toTimeNanos(), s.toEquity(), false);
    series("benchmark", s.toTimeNanos(), s.toBenchmark(), false);
    json.writeArrayFieldStart("starts");
    for (FoldResult f : walk.folds()) {
      json.writeNumber(f.testStart().toEpochMilli());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("folds");
    for (FoldResult f : walk.folds()) {
      double in = f.train().get(Metric.SHARPE);
      double out = f.test().get(Metric.SHARPE);
      if (Double.isFinite(in) && Double.isFinite(out)) {
        row(in, out, f.number());
      }
    }
    json.writeEndArray();
    line(walk.degradation());
    json.writeEndObject();
  }

  private void line(Degradation d) throws IOException {
    json.writeNumberField("slope", d.slope());
    json.writeNumberField("intercept", d.intercept());
  }

  private void logits(Overfitting o) throws IOException {
    Histogram h = Histogram.of(o.logits());
    json.writeObjectFieldStart("logits");
    json.writeNumberField("lower", h.lower());
    json.writeNumberField("width", h.width());
    json.writeArrayFieldStart("counts");
    for (int c : h.counts()) {
      json.writeNumber(c);
    }
    json.writeEndArray();
    json.writeNumberField("probability", o.probability());
    json.writeEndObject();
  }
}
