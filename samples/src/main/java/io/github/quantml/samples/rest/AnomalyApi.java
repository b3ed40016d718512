// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.quantml.api.BarSeries;
import io.github.quantml.cyclical.anomaly.Anomaly;
import io.github.quantml.cyclical.anomaly.AnomalyConfig;
import io.github.quantml.cyclical.anomaly.AnomalyDetector;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/v1/ml/anomaly-detection}: what does not belong among a ticker's bars. */
final class AnomalyApi {
  private static final int DEFAULT_BARS = 250;
  private static final int MOST_BARS = 20_000;

  private static final double LEAST_PER_THOUSAND = 1e-6;

  private final Models models;
  private final Limits limits;

  AnomalyApi(Models models, Limits limits) {
    this.models = models;
    this.limits = limits;
  }

  /**
   * What is asked.
   *
   * @param ticker whose bars
   * @param lastBars how many of the newest bars are reported on; all before them are learned from
   * @param perThousand accepted false alarms of each method per thousand bars
   */
  record Request(
      @Nullable String ticker, @Nullable Double lastBars, @Nullable Double perThousand) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Found(
      Instant time,
      String kind,
      String method,
      double score,
      double threshold,
      @Nullable Double pValue,
      String text) {}

  record Response(String ticker, Instant from, Instant to, int bars, List<Found> anomalies) {}

  void post(Context http) {
    Request request = Json.read(http.bodyAsBytes(), Request.class);
    String ticker = request.ticker();
    if (ticker == null || ticker.isBlank()) {
      throw new ProblemException(Problem.Kind.BAD_REQUEST, "body.ticker: is required");
    }
    // As a double: 250.0 is a whole number in JSON.
    double asked = request.lastBars() == null ? DEFAULT_BARS : request.lastBars();
    int last = (int) asked;
    double perThousand = request.perThousand() == null ? 1 : request.perThousand();
    if (last < 1 || last > MOST_BARS || last != asked) {
      throw new ProblemException(
          Problem.Kind.BAD_REQUEST,
          "body.last_bars: must be whole and lie in [1, " + MOST_BARS + "], got " + asked);
    }
    if (!(perThousand >= LEAST_PER_THOUSAND && perThousand <= 20)) {
      throw new ProblemException(
          Problem.Kind.BAD_REQUEST,
          "body.per_thousand: must lie in [" + LEAST_PER_THOUSAND + ", 20], got " + perThousand);
    }
    BarSeries bars = models.bars(ticker).last(MOST_BARS);
    Response response = limits.call(() -> detect(bars, last, perThousand));
    Json.send(http, response);
  }

  private static Response detect(BarSeries bars, int last, double perThousand) {
    int first = Math.max(0, bars.size() - last);
    AnomalyDetector detector =
        AnomalyDetector.of(AnomalyConfig.defaults().withPerThousand(perThousand));
    List<Found> found =
        detector.detect(bars).stream()
            .filter(a -> a.index() >= first)
            .map(AnomalyApi::view)
            .toList();
    return new Response(
        bars.symbol(), bars.time(first), bars.time(bars.size() - 1), bars.size() - first, found);
  }

  private static Found view(Anomaly a) {
    return new Found(
        a.time(),
        a.kind().name().toLowerCase(Locale.ROOT),
        a.method().name().toLowerCase(Locale.ROOT),
        a.score(),
        a.threshold(),
        a.pValue().isPresent() ? a.pValue().getAsDouble() : null,
        a.text());
  }
}
