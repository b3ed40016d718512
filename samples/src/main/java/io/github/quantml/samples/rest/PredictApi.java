// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.Interval;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.ModelUri;
import io.github.quantml.api.NewsItem;
import io.github.quantml.api.Prediction;
import io.github.quantml.api.Probabilities;
import io.github.quantml.api.spi.SentimentAnalyzer;
import io.github.quantml.pipeline.MLTrainingPipeline;
import io.github.quantml.pipeline.Served;
import io.github.quantml.samples.host.Host;
import io.github.quantml.sentiment.lexicon.LexiconAnalyzer;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/v1/ml/predict}: predictions from the newest bars, or from bars that are sent.
 */
final class PredictApi {
  private static final int MOST_SEQUENCES = 10;
  private static final int MOST_BARS = 2_000;
  private static final int MOST_NEWS = 100;
  private static final int LONGEST_TEXT = 2_000;

  private final Models models;
  private final Limits limits;
  private final SentimentAnalyzer analyzer = LexiconAnalyzer.create();

  PredictApi(Models models, Limits limits) {
    this.models = models;
    this.limits = limits;
  }

  /**
   * What is asked.
   *
   * @param symbol whose model
   * @param sequences bars to predict from, one list per answer; the newest bars without them
   * @param modelName a member's name, or {@code ensemble}, which it is by default
   * @param modelVersion number or alias; {@code champion} by default
   * @param horizon how far ahead; 30d by default
   * @param includeSentiment whether the mood of {@code news} takes part
   * @param news texts on the symbol
   */
  record Request(
      @Nullable String symbol,
      @Nullable List<List<Bar>> sequences,
      @Nullable String modelName,
      @Nullable String modelVersion,
      @Nullable String horizon,
      @Nullable Boolean includeSentiment,
      @Nullable List<News> news) {}

  /** A bar; the time is that of its close. */
  record Bar(
      @Nullable Instant time,
      @Nullable Double open,
      @Nullable Double high,
      @Nullable Double low,
      @Nullable Double close,
      @Nullable Double volume) {}

  /** A text on the symbol, and when it came. */
  record News(@Nullable Instant time, @Nullable String text) {}

  /** One answer. */
  record Said(
      Instant asOf,
      double expectedReturn,
      double volatility,
      Odds probabilities,
      double confidence) {}

  record Odds(double up, double down, double flat) {}

  record Bounds(double level, double lower, double upper) {}

  /** The mood of the news, from −1 to 1. */
  record Mood(double score, int texts) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Response(
      String symbol,
      String model,
      int version,
      List<Said> predictions,
      List<Bounds> confidenceIntervals,
      Map<String, Double> featureImportance,
      @Nullable Mood sentiment) {}

  void post(Context http) {
    Request request = Json.read(http.bodyAsBytes(), Request.class);
    BarSeries known = models.bars(required("symbol", request.symbol()));
    ModelUri uri = address(request, known);
    models.require(uri);
    List<BarSeries> sequences = sequences(request, known);
    boolean mood = Boolean.TRUE.equals(request.includeSentiment());
    List<NewsItem> given = news(request, known.symbol());
    List<NewsItem> news = mood ? given : List.of();
    Response response = limits.call(() -> predict(known, uri, sequences, news, mood));
    Json.send(http, response);
  }

  private static String required(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new ProblemException(Problem.Kind.BAD_REQUEST, "body." + field + ": is required");
    }
    return value;
  }

  private static ModelUri address(Request request, BarSeries bars) {
    Horizon horizon = PredictionsApi.horizonOr(request.horizon());
    String model = request.modelName() == null ? MLTrainingPipeline.ENSEMBLE : request.modelName();
    String version = request.modelVersion() == null ? Host.CHAMPION : request.modelVersion();
    try {
      String name = Host.modelsOf(bars, horizon) + "-" + model;
      return ModelUri.parse(
          version.equals("latest") || version.matches("[0-9]{1,9}")
              ? "models:/" + name + "/" + version
              : "models:/" + name + "@" + version);
    } catch (IllegalArgumentException e) {
      throw ProblemException.of(Problem.Kind.BAD_REQUEST, e);
    }
  }

  private static List<BarSeries> sequences(Request request, BarSeries known) {
    List<List<Bar>> given = request.sequences();
    if (given == null || given.isEmpty()) {
      return List.of(known);
    }
    if (given.size() > MOST_SEQUENCES) {
      throw new ProblemException(
          Problem.Kind.BAD_REQUEST,
          "body.sequences: must be at most " + MOST_SEQUENCES + ", got " + given.size());
    }
    List<BarSeries> all = new ArrayList<>();
    for (int s = 0; s < given.size(); s++) {
      all.add(series(given.get(s), "body.sequences[" + s + "]", known));
    }
    return all;
  }

  private static BarSeries series(List<Bar> bars, String place, BarSeries known) {
    if (bars == null || bars.isEmpty() || bars.size() > MOST_BARS) {
      throw new ProblemException(
          Problem.Kind.BAD_REQUEST, place + ": must have 1 to " + MOST_BARS + " bars");
    }
    BarSeriesBuilder out =
        BarSeries.builder(known.symbol(), known.interval()).rowName(row -> place + "[" + row + "]");
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      String at = place + "[" + i + "]";
      if (bar == null || bar.time() == null) {
        throw new ProblemException(Problem.Kind.BAD_REQUEST, at + ".time: is required");
      }
      double close = number(at + ".close", bar.close(), null);
      out.add(
          bar.time(),
          number(at + ".open", bar.open(), close),
          number(
              at + ".high", bar.high(), Math.max(close, bar.open() == null ? close : bar.open())),
          number(at + ".low", bar.low(), Math.min(close, bar.open() == null ? close : bar.open())),
          close,
          number(at + ".volume", bar.volume(), 0.0));
    }
    return out.build();
  }

  private static double number(String place, @Nullable Double value, @Nullable Double otherwise) {
    if (value != null) {
      return value;
    }
    if (otherwise == null) {
      throw new ProblemException(Problem.Kind.BAD_REQUEST, place + ": is required");
    }
    return otherwise;
  }

  private static List<NewsItem> news(Request request, String symbol) {
    List<News> given = request.news() == null ? List.of() : request.news();
    if (given.size() > MOST_NEWS) {
      throw new ProblemException(
          Problem.Kind.BAD_REQUEST,
          "body.news: must be at most " + MOST_NEWS + ", got " + given.size());
    }
    List<NewsItem> all = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      News item = given.get(i);
      if (item == null || item.time() == null || item.text() == null) {
        throw new ProblemException(
            Problem.Kind.BAD_REQUEST, "body.news[" + i + "]: time and text are required");
      }
      if (item.text().length() > LONGEST_TEXT) {
        throw new ProblemException(
            Problem.Kind.BAD_REQUEST,
            "body.news[" + i + "].text: must be at most " + LONGEST_TEXT + " characters");
      }
      all.add(new NewsItem(symbol, item.time(), item.time(), "caller", item.text()));
    }
    return all;
  }

  @SuppressWarnings("ReferenceEquality")
  private Response predict(
      BarSeries newest,
      ModelUri uri,
      List<BarSeries> sequences,
      List<NewsItem> news,
      boolean withMood) {
    MarketContext context = MarketContext.builder().news(news).build();
    List<Said> predictions = new ArrayList<>();
    List<Bounds> intervals = new ArrayList<>();
    Served last = null;
    for (BarSeries bars : sequences) {
      last =
          bars == newest && news.isEmpty()
              ? models.inference().predict(uri, bars, context)
              : models.ask(uri, bars, context);
      Prediction p = last.prediction();
      Probabilities q = p.probabilities();
      Interval i = p.interval();
      predictions.add(
          new Said(
              p.asOf(),
              p.expectedReturn(),
              p.volatility(),
              new Odds(q.up(), q.down(), q.flat()),
              p.confidence()));
      intervals.add(new Bounds(i.level(), i.lower(), i.upper()));
    }
    Map<String, Double> importance =
        new LinkedHashMap<>(models.inference().ensemble(uri).featureImportances());
    return new Response(
        newest.symbol(),
        uri.name(),
        last == null ? 0 : last.version().version(),
        predictions,
        intervals,
        importance,
        withMood ? mood(news) : null);
  }

  private Mood mood(List<NewsItem> news) {
    double sum = 0;
    for (NewsItem item : news) {
      sum += analyzer.analyze(item.text()).score();
    }
    return new Mood(news.isEmpty() ? 0 : sum / news.size(), news.size());
  }
}
