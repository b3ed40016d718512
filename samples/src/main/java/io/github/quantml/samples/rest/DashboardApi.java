// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.quantml.api.BarSeries;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.ModelUri;
import io.github.quantml.api.Prediction;
import io.github.quantml.api.Regime;
import io.github.quantml.api.ReturnDistribution;
import io.github.quantml.ensemble.Evaluation;
import io.github.quantml.ensemble.MultiModelEnsemble;
import io.github.quantml.ensemble.OutOfSampleForecast;
import io.github.quantml.math.calibration.Reliability;
import io.github.quantml.pipeline.MLTrainingPipeline;
import io.github.quantml.pipeline.Served;
import io.github.quantml.pipeline.monitor.DriftReport;
import io.github.quantml.pipeline.monitor.MonitoringReport;
import io.github.quantml.samples.host.MarketData;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the dashboard shows, as JSON. */
final class DashboardApi {
  private static final double[] LEVELS = {0.05, 0.25, 0.5, 0.75, 0.95};
  private static final int SHOWN_BARS = 60;
  private static final int SHOWN_FORECASTS = 200;
  private static final int COVERAGE_WINDOW = 60;

  private final Models models;
  private final Jobs jobs;
  private final Monitoring monitoring;
  private final Limits limits;
  private final RestConfig config;

  DashboardApi(Models models, Jobs jobs, Monitoring monitoring, Limits limits, RestConfig config) {
    this.models = models;
    this.jobs = jobs;
    this.monitoring = monitoring;
    this.limits = limits;
    this.config = config;
  }

  /** A ticker and the horizons it has a model for. */
  record Ticker(String ticker, List<String> horizons) {}

  /** The first look: tickers, models, jobs. */
  record Overview(
      List<Ticker> tickers,
      List<Models.ModelView> models,
      List<JobView> jobs,
      int jobDashboardPort) {}

  /** Close prices. */
  record Close(Instant time, double close) {}

  /** Quantiles of the price at the horizon, and the conformal interval. */
  record Fan(
      double now,
      int bars,
      String horizon,
      Map<String, Double> quantiles,
      double level,
      double lower,
      double upper) {}

  /** One forecast of the walk that evaluated the model. */
  record Past(
      Instant time, int regime, boolean covered, double coverage, Map<String, Double> weights) {}

  record Bin(double said, double came, int count) {}

  record State(String label, double probability) {}

  record Drift(String name, double stability, double pAdjusted, boolean drifted) {}

  record Seen(String kind, String subject, boolean confirmed, String text) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TickerView(
      String ticker,
      String model,
      int version,
      Instant asOf,
      List<Close> closes,
      Fan fan,
      double expectedReturn,
      double volatility,
      double up,
      double down,
      double flat,
      double confidence,
      @Nullable String regime,
      List<State> regimes,
      Map<String, Double> weights,
      List<Past> history,
      List<Bin> calibration,
      double coverage,
      double coverageLevel,
      double logScore,
      double randomWalkLogScore,
      List<Drift> drift,
      List<Seen> findings,
      List<String> actions,
      int scored) {}

  /** {@code GET /api/v1/ml/dashboard}. */
  void overview(Context http) {
    List<Ticker> tickers = new ArrayList<>();
    for (String ticker : models.host().market().tickers()) {
      tickers.add(new Ticker(ticker, models.horizons(ticker)));
    }
    Json.send(http, new Overview(tickers, models.list(), jobs.list(), config.jobDashboardPort()));
  }

  /** {@code GET /api/v1/ml/dashboard/{ticker}}. */
  void ticker(Context http) {
    String ticker = http.pathParam("ticker");
    BarSeries bars = models.bars(ticker);
    String text = http.queryParam("horizon");
    ModelUri uri =
        models.serving(bars, PredictionsApi.horizonOr(text), MLTrainingPipeline.ENSEMBLE);
    TickerView view = limits.call(() -> view(bars, uri));
    Json.send(http, view);
  }

  private TickerView view(BarSeries bars, ModelUri uri) {
    Served served = models.inference().predict(uri, bars, MarketContext.empty());
    MultiModelEnsemble ensemble = models.inference().ensemble(uri);
    Evaluation evaluation = ensemble.evaluation();
    Prediction p = served.prediction();
    MonitoringReport report = monitoring.check(uri, bars);
    Regime regime = p.currentRegime();
    return new TickerView(
        MarketData.slug(bars.symbol()),
        served.version().name(),
        served.version().version(),
        p.asOf(),
        closes(bars),
        fan(bars, ensemble, p),
        p.expectedReturn(),
        p.volatility(),
        p.probabilities().up(),
        p.probabilities().down(),
        p.probabilities().flat(),
        p.confidence(),
        regime == null ? null : regime.label(),
        regime == null
            ? List.of()
            : regime.states().stream().map(s -> new State(s.label(), s.probability())).toList(),
        ensemble.weights(),
        history(evaluation),
        calibration(evaluation.reliability()),
        evaluation.coverage(),
        p.interval().level(),
        evaluation.logScore(),
        evaluation.randomWalkLogScore(),
        drift(report.drift()),
        report.findings().stream()
            .map(f -> new Seen(f.kind().toString(), f.subject(), f.confirmed(), f.text()))
            .toList(),
        report.actions().stream().map(a -> a.kind() + " " + a.subject()).toList(),
        report.accuracy().map(a -> a.count()).orElse(0));
  }

  private static List<Close> closes(BarSeries bars) {
    BarSeries recent = bars.last(SHOWN_BARS);
    List<Close> closes = new ArrayList<>();
    for (int i = 0; i < recent.size(); i++) {
      closes.add(new Close(recent.time(i), recent.close(i)));
    }
    return closes;
  }

  private static Fan fan(BarSeries bars, MultiModelEnsemble ensemble, Prediction p) {
    ReturnDistribution returns = ensemble.distribution(bars, MarketContext.empty());
    double now = bars.close(bars.size() - 1);
    Map<String, Double> quantiles = new LinkedHashMap<>();
    for (double level : LEVELS) {
      quantiles.put(Double.toString(level), now * (1 + returns.quantile(level)));
    }
    return new Fan(
        now,
        p.horizon().bars(),
        p.horizon().toString(),
        quantiles,
        p.interval().level(),
        now * (1 + p.interval().lower()),
        now * (1 + p.interval().upper()));
  }

  private static List<Past> history(Evaluation evaluation) {
    List<OutOfSampleForecast> all = evaluation.forecasts();
    int stride = Math.max(1, all.size() / SHOWN_FORECASTS);
    List<Past> history = new ArrayList<>();
    for (int i = 0; i < all.size(); i += stride) {
      OutOfSampleForecast f = all.get(i);
      Map<String, Double> weights = new LinkedHashMap<>();
      double[] shares = evaluation.weights(i);
      for (int m = 0; m < shares.length; m++) {
        weights.put(evaluation.members().get(m), shares[m]);
      }
      history.add(new Past(f.time(), f.regime(), f.covered(), coverage(all, i), weights));
    }
    return history;
  }

  /** Share of covered returns among the last forecasts up to the i-th. */
  private static double coverage(List<OutOfSampleForecast> all, int i) {
    int from = Math.max(0, i - COVERAGE_WINDOW + 1);
    int covered = 0;
    for (int k = from; k <= i; k++) {
      covered += all.get(k).covered() ? 1 : 0;
    }
    return (double) covered / (i - from + 1);
  }

  private static List<Bin> calibration(Reliability reliability) {
    List<Bin> bins = new ArrayList<>();
    for (Reliability.Bin bin : reliability.bins()) {
      bins.add(new Bin(bin.meanProbability(), bin.frequency(), bin.count()));
    }
    return bins;
  }

  private static List<Drift> drift(Optional<DriftReport> report) {
    List<Drift> rows = new ArrayList<>();
    report.ifPresent(
        r ->
            r.columns()
                .forEach(
                    c -> rows.add(new Drift(c.name(), c.stability(), c.adjusted(), c.drifted()))));
    return rows;
  }
}
