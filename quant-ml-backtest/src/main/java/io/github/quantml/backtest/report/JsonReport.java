// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quantml.backtest.BacktestResult;
import io.github.quantml.backtest.Ledger;
import io.github.quantml.backtest.Trade;
import io.github.quantml.backtest.metrics.Metric;
import io.github.quantml.backtest.metrics.MetricSet;
import io.github.quantml.backtest.significance.ConfidenceInterval;
import io.github.quantml.backtest.walkforward.FoldResult;
import io.github.quantml.backtest.walkforward.ScenarioResult;
import io.github.quantml.backtest.walkforward.WalkForwardReport;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The report as JSON. Numbers are as computed; an infinity, which JSON lacks, is the text {@code
 * "Infinity"} or {@code "-Infinity"}.
 */
final class JsonReport {
  private final JsonGenerator json;

  private JsonReport(JsonGenerator json) {
    this.json = json;
  }

  static String write(BacktestReport report) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.useDefaultPrettyPrinter();
      new JsonReport(json).all(report);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toString();
  }

  private void all(BacktestReport report) throws IOException {
    BacktestResult result = report.result();
    json.writeStartObject();
    json.writeStringField("title", report.title());
    json.writeStringField("strategy", result.strategy());
    texts("symbols", result.symbols());
    json.writeStringField("from", result.time(0).toString());
    json.writeStringField("to", result.time(result.size() - 1).toString());
    json.writeStringField("dataHash", ConsoleReport.hex(result.dataFingerprint()));
    json.writeStringField(
        "configurationHash", ConsoleReport.hex(result.configurationFingerprint()));
    json.writeStringField("engineVersion", result.engineVersion());
    texts("cautions", report.cautions());
    texts("conventions", result.conventions());
    texts("metricConventions", report.metrics().conventions());
    metrics("metrics", report.metrics(), report.intervals());
    json.writeArrayFieldStart("significance");
    for (Significance s : Significance.of(report)) {
      json.writeStartObject();
      json.writeStringField("name", s.name());
      number("value", s.value());
      json.writeStringField("meaning", s.meaning());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("sensitivity");
    for (ScenarioResult s : report.sensitivity()) {
      json.writeStartObject();
      json.writeStringField("name", s.name());
      metrics("metrics", s.metrics(), Map.of());
      json.writeEndObject();
    }
    json.writeEndArray();
    ledger(result.ledger());
    curve(report);
    trades(result);
    if (report.walkForward().isPresent()) {
      walk(report.walkForward().get());
    }
    json.writeEndObject();
  }

  private void metrics(String name, MetricSet set, Map<Metric, ConfidenceInterval> intervals)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<Metric, Double> e : set.values().entrySet()) {
      Metric metric = e.getKey();
      json.writeObjectFieldStart(metric.name());
      number("value", e.getValue());
      json.writeStringField("unit", metric.unit().name());
      ConfidenceInterval interval = intervals.get(metric);
      if (interval != null) {
        number("level", interval.level());
        number("lower", interval.lower());
        number("upper", interval.upper());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void ledger(Ledger ledger) throws IOException {
    json.writeObjectFieldStart("ledger");
    number("trading", ledger.trading());
    number("commission", ledger.commission());
    number("slippage", ledger.slippage());
    number("spread", ledger.spread());
    number("impact", ledger.impact());
    number("borrow", ledger.borrow());
    number("financing", ledger.financing());
    number("dividends", ledger.dividends());
    number("delisting", ledger.delisting());
    number("writeOff", ledger.writeOff());
    json.writeEndObject();
  }

  private void curve(BacktestReport report) throws IOException {
    BacktestResult result = report.result();
    json.writeArrayFieldStart("equity");
    for (int i = 0; i < result.size(); i++) {
      json.writeStartObject();
      json.writeStringField("time", result.time(i).toString());
      number("equity", result.equity(i));
      number("benchmark", report.benchmark().equity()[i]);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void trades(BacktestResult result) throws IOException {
    json.writeArrayFieldStart("trades");
    for (Trade t : result.trades()) {
      json.writeStartObject();
      json.writeStringField("symbol", t.symbol());
      number("units", t.units());
      json.writeStringField("entryTime", t.entryTime().toString());
      json.writeStringField("exitTime", t.exitTime().toString());
      number("entryPrice", t.entryPrice());
      number("exitPrice", t.exitPrice());
      number("profit", t.profit());
      number("return", t.returnFraction());
      number("maxAdverse", t.maxAdverse());
      number("maxFavourable", t.maxFavourable());
      json.writeBooleanField("open", t.open());
      json.writeStringField("exit", t.exit().name());
      json.writeStringField("tag", t.tag());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void walk(WalkForwardReport walk) throws IOException {
    json.writeObjectFieldStart("walkForward");
    json.writeStringField("description", walk.description());
    number("efficiency", walk.efficiency());
    json.writeNumberField("trials", walk.trials().length);
    metrics("outOfSample", walk.outOfSample(), Map.of());
    json.writeArrayFieldStart("folds");
    for (FoldResult f : walk.folds()) {
      json.writeStartObject();
      json.writeNumberField("number", f.number());
      json.writeStringField("trainStart", f.trainStart().toString());
      json.writeStringField("trainEnd", f.trainEnd().toString());
      json.writeStringField("testStart", f.testStart().toString());
      json.writeStringField("testEnd", f.testEnd().toString());
      json.writeObjectFieldStart("parameters");
      for (Map.Entry<String, Double> p : f.parameters().entrySet()) {
        number(p.getKey(), p.getValue());
      }
      json.writeEndObject();
      number("trainSharpe", f.train().get(Metric.SHARPE));
      number("testSharpe", f.test().get(Metric.SHARPE));
      number("trainReturn", f.train().get(Metric.TOTAL_RETURN));
      number("testReturn", f.test().get(Metric.TOTAL_RETURN));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void texts(String name, Iterable<String> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  private void number(String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, value);
    } else {
      json.writeStringField(name, String.valueOf(value));
    }
  }
}
