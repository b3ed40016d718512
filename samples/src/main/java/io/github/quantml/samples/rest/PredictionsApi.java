// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.ModelUri;
import io.github.quantml.ensemble.MultiModelEnsemble;
import io.github.quantml.pipeline.MLTrainingPipeline;
import io.github.quantml.pipeline.Served;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/v1/ml/predictions/{ticker}}: the champion's answer from the newest bar. */
final class PredictionsApi {
  private static final String DEFAULT_HORIZON = "30d";

  private final Models models;
  private final Limits limits;
  private final Answers answers;

  PredictionsApi(Models models, Limits limits, Answers answers) {
    this.models = models;
    this.limits = limits;
    this.answers = answers;
  }

  void get(Context http) {
    String text = http.queryParam("horizon");
    String ticker = http.pathParam("ticker");
    BarSeries bars = models.bars(ticker);
    ModelUri uri = models.serving(bars, horizonOr(text), MLTrainingPipeline.ENSEMBLE);
    Answers.Answer answer = limits.call(() -> answer(ticker, uri, bars));
    String query = http.queryString();
    String path = http.req().getRequestURI();
    answers.keep(query == null ? path : path + "?" + query, answer);
    http.header("X-Model", answer.model());
    http.contentType("application/json");
    http.result(answer.json());
  }

  private Answers.Answer answer(String ticker, ModelUri uri, BarSeries bars) {
    // Before the prediction: an ensemble that takes over meanwhile makes the answer old, not wrong.
    MultiModelEnsemble ensemble = models.inference().ensemble(uri);
    Served served = models.inference().predict(uri, bars, MarketContext.empty());
    return new Answers.Answer(
        ticker,
        bars,
        uri,
        ensemble,
        served.version(),
        served.prediction().toJson().getBytes(StandardCharsets.UTF_8));
  }

  /** The horizon of a request that may leave it out. */
  static Horizon horizonOr(@Nullable String text) {
    return Models.horizon(text == null ? DEFAULT_HORIZON : text);
  }
}
