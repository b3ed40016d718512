// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.ModelUri;
import io.github.quantml.pipeline.MLTrainingPipeline;
import io.github.quantml.pipeline.Served;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** {@code GET /api/v1/ml/predictions/{ticker}}: the champion's answer from the newest bar. */
final class PredictionsApi {
  private static final String DEFAULT_HORIZON = "30d";
  private static final int MOST_KEPT = 1_000;

  private final Models models;
  private final Limits limits;
  private final Map<Asked, Answer> answers = new ConcurrentHashMap<>();

  PredictionsApi(Models models, Limits limits) {
    this.models = models;
    this.limits = limits;
  }

  private record Asked(String ticker, String horizon) {}

  /** The bytes of an answer, which hold as long as bars and version are the same. */
  private record Answer(BarSeries bars, int version, byte[] json, String model) {}

  void get(Context http) {
    String text = http.queryParam("horizon");
    Asked asked = new Asked(http.pathParam("ticker"), text == null ? DEFAULT_HORIZON : text);
    BarSeries bars = models.bars(asked.ticker());
    ModelUri uri =
        models.serving(bars, Models.horizon(asked.horizon()), MLTrainingPipeline.ENSEMBLE);
    Answer known = answers.get(asked);
    int version = models.inference().version(uri).version();
    if (known == null || known.version() != version || !known.bars().equals(bars)) {
      known = limits.call(() -> answer(uri, bars));
      if (answers.size() >= MOST_KEPT) {
        answers.clear(); // whoever asks for so many horizons does not need them kept
      }
      answers.put(asked, known);
    }
    http.header("X-Model", known.model());
    http.contentType("application/json");
    http.result(known.json());
  }

  private Answer answer(ModelUri uri, BarSeries bars) {
    Served served = models.inference().predict(uri, bars, MarketContext.empty());
    return new Answer(
        bars,
        served.version().version(),
        served.prediction().toJson().getBytes(StandardCharsets.UTF_8),
        served.version().name() + "/" + served.version().version());
  }

  /** The horizon of a request that may leave it out. */
  static Horizon horizonOr(String text) {
    return Models.horizon(text.isBlank() ? DEFAULT_HORIZON : text);
  }
}
