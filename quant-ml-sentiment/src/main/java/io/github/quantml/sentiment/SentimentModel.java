// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.sentiment;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.Insights;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.api.spi.SentimentAnalyzer;
import io.github.quantml.math.distribution.StudentTReturns;
import io.github.quantml.sentiment.lexicon.LexiconAnalyzer;
import io.github.quantml.sentiment.news.NewsConfig;
import io.github.quantml.sentiment.news.ScoredNews;
import io.github.quantml.sentiment.ngram.NgramAnalyzer;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;

/** What {@link SentimentTrainer} makes: returns that follow the mood of the news. */
public final class SentimentModel implements PortableModel {
  private static final int SCHEMA = 1;
  private static final double DECAY = 0.94;
  private static final int FIRST = 20;

  /** Keeps a stretch of unchanged prices from dividing by zero. */
  private static final double LEAST_VOLATILITY = 1e-8;

  private final Horizon horizon;
  private final SentimentAnalyzer analyzer;
  private final NewsConfig config;
  private final Line line;
  private final Provenance provenance;

  /**
   * The fitted line, in units of the bars' volatility.
   *
   * @param centre mean without news
   * @param slope change with the strength of the news
   * @param deviation of what remains, positive
   * @param nu degrees of freedom of what remains, above 2
   */
  record Line(double centre, double slope, double deviation, double nu) {
    Line {
      if (!(Math.abs(centre) < Double.POSITIVE_INFINITY)
          || !(Math.abs(slope) < Double.POSITIVE_INFINITY)
          || !(deviation > 0 && deviation < Double.POSITIVE_INFINITY)
          || !(nu > 2)) {
        throw new IllegalArgumentException(
            "line: needs finite numbers, deviation > 0 and nu > 2, got centre "
                + centre
                + ", slope "
                + slope
                + ", deviation "
                + deviation
                + ", nu "
                + nu);
      }
    }
  }

  SentimentModel(
      Horizon horizon,
      SentimentAnalyzer analyzer,
      NewsConfig config,
      Line line,
      Provenance provenance) {
    this.horizon = horizon;
    this.analyzer = analyzer;
    this.config = config;
    this.line = line;
    this.provenance = provenance;
  }

  /**
   * Exponentially weighted volatility of one-bar returns at each bar, from that and earlier ones.
   */
  static double[] volatility(BarSeries bars) {
    double[] v = new double[bars.size()];
    double start = 0;
    int first = Math.min(FIRST, bars.size() - 1);
    for (int i = 1; i <= first; i++) {
      start += square(bars, i) / first;
    }
    double variance = start;
    for (int i = 0; i < v.length; i++) {
      variance = i == 0 ? start : DECAY * variance + (1 - DECAY) * square(bars, i);
      v[i] = Math.max(LEAST_VOLATILITY, Math.sqrt(variance));
    }
    return v;
  }

  private static double square(BarSeries bars, int i) {
    double r = bars.close(i) / bars.close(i - 1) - 1;
    return r * r;
  }

  @Override
  public String name() {
    return SentimentTrainer.NAME;
  }

  @Override
  public Horizon horizon() {
    return horizon;
  }

  @Override
  public int warmUp() {
    return SentimentTrainer.WARM_UP;
  }

  @Override
  public Forecast predict(BarSeries recent, MarketContext context) {
    int n = recent.size();
    if (n < warmUp()) {
      throw new InsufficientDataException(recent.symbol() + ": bars to predict from", warmUp(), n);
    }
    Instant now = recent.time(n - 1);
    ScoredNews.Reading reading =
        ScoredNews.recent(recent.symbol(), context.news(), now, analyzer, config).at(now);
    if (reading.items() == 0) {
      return new Forecast.Abstained("there is no recent news on " + recent.symbol());
    }
    double v = volatility(recent)[n - 1];
    double mean = v * (line.centre() + line.slope() * reading.strength());
    return new Forecast.Distribution(
        StudentTReturns.ofMoments(mean, v * line.deviation(), line.nu()),
        Map.of(
            "sentiment_score", reading.score(),
            "sentiment_confidence", reading.confidence(),
            "sentiment_weight", reading.weight()),
        Insights.NONE);
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  /**
   * The whole state.
   *
   * @throws QuantMlException when the analyzer is one that cannot be written
   */
  @Override
  public ModelBundle toBundle() {
    ModelBundle.Builder out =
        ModelBundle.builder(SentimentTrainer.NAME, SCHEMA)
            .horizon("horizon", horizon)
            .number("centre", line.centre())
            .number("slope", line.slope())
            .number("deviation", line.deviation())
            .number("nu", line.nu())
            .text("latency", config.latency().toString())
            .text("half_life", config.halfLife().toString())
            .text("duplicate_window", config.duplicateWindow().toString())
            .number("duplicate_similarity", config.duplicateSimilarity())
            .text("analyzer", analyzer.name())
            .bundle("provenance", provenance.toBundle());
    if (analyzer instanceof NgramAnalyzer ngram) {
      return out.bundle("ngram", ngram.toBundle()).build();
    }
    if (analyzer instanceof LexiconAnalyzer) {
      return out.build();
    }
    throw new QuantMlException(
        "member 'sentiment' cannot be saved: its analyzer '"
            + analyzer.name()
            + "' is neither the lexicon nor an n-gram classifier");
  }

  static SentimentModel from(ModelBundle in) {
    in.require(SentimentTrainer.NAME, SCHEMA);
    try {
      return new SentimentModel(
          in.horizon("horizon"),
          in.has("ngram") ? NgramAnalyzer.from(in.bundle("ngram")) : lexicon(in.text("analyzer")),
          new NewsConfig(
              duration(in, "latency"),
              duration(in, "half_life"),
              duration(in, "duplicate_window"),
              in.number("duplicate_similarity")),
          new Line(
              in.number("centre"), in.number("slope"), in.number("deviation"), in.number("nu")),
          Provenance.from(in.bundle("provenance")));
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException("sentiment model: " + e.getMessage(), e);
    }
  }

  private static SentimentAnalyzer lexicon(String name) {
    LexiconAnalyzer lexicon = LexiconAnalyzer.create();
    if (!name.equals(lexicon.name())) {
      throw new ModelFormatException("sentiment model: unknown analyzer '" + name + "'");
    }
    return lexicon;
  }

  private static Duration duration(ModelBundle in, String entry) {
    try {
      return Duration.parse(in.text(entry));
    } catch (DateTimeParseException e) {
      throw new ModelFormatException("sentiment model, entry '" + entry + "': no duration", e);
    }
  }
}
