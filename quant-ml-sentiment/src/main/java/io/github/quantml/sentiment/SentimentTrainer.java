// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.sentiment;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.ContextItem;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.Model;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.api.spi.SentimentAnalyzer;
import io.github.quantml.math.Sums;
import io.github.quantml.math.distribution.StudentTReturns;
import io.github.quantml.math.regression.CovarianceEstimator;
import io.github.quantml.math.regression.LeastSquares;
import io.github.quantml.math.regression.LeastSquaresFit;
import io.github.quantml.sentiment.lexicon.LexiconAnalyzer;
import io.github.quantml.sentiment.news.NewsConfig;
import io.github.quantml.sentiment.news.ScoredNews;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * Trains the member {@code sentiment}: how returns followed the mood of the news.
 *
 * <p>Returns over the horizon, divided by the volatility of the bars before, are regressed on the
 * {@link ScoredNews.Reading#strength strength} of the news at the bar: yᵢ/vᵢ = a + b·xᵢ + eᵢ. News
 * predict little, and a slope from few outcomes mostly noise, so b is multiplied by max(0, 1 −
 * 1/t²) with the Newey-West t statistic of lag h − 1: a slope that is not larger than its error
 * counts nothing (the positive-part shrinkage of James and Stein 1961). The forecast is Student's t
 * with the mean v(a + b·x) and the deviation v·sd(e). Immutable, thread-safe when the analyzer is.
 */
public final class SentimentTrainer implements ModelTrainer {
  static final String NAME = "sentiment";
  static final int WARM_UP = 30;

  private static final int FEWEST_BARS_WITH_NEWS = 20;
  private static final int FEWEST_OUTCOMES = 60;

  private final SentimentAnalyzer analyzer;
  private final NewsConfig config;

  private SentimentTrainer(SentimentAnalyzer analyzer, NewsConfig config) {
    this.analyzer = analyzer;
    this.config = config;
  }

  /** News read by the lexicon. */
  public static SentimentTrainer create() {
    return of(LexiconAnalyzer.create(), NewsConfig.defaults());
  }

  /**
   * News read by an analyzer. Models can be saved when it is the lexicon or an n-gram classifier.
   */
  public static SentimentTrainer of(SentimentAnalyzer analyzer, NewsConfig config) {
    return new SentimentTrainer(analyzer, config);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<ContextItem> uses() {
    return Set.of(ContextItem.NEWS);
  }

  @Override
  public int minimumBars(Horizon horizon) {
    return Math.addExact(WARM_UP + FEWEST_OUTCOMES, horizon.bars());
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("analyzer", analyzer.name(), "config", config.toString());
  }

  @Override
  public Model train(TrainingData data, TrainingContext context) {
    BarSeries bars = data.bars();
    int needed = minimumBars(data.horizon());
    if (bars.size() < needed) {
      throw new InsufficientDataException(
          bars.symbol() + ": bars to train " + NAME, needed, bars.size());
    }
    ScoredNews news = ScoredNews.of(bars.symbol(), data.context().news(), analyzer, config);
    double[] volatility = SentimentModel.volatility(bars);
    int n = data.labelCount() - WARM_UP;
    double[] y = new double[n];
    double[] x = new double[n];
    int withNews = 0;
    for (int i = 0; i < n; i++) {
      int bar = WARM_UP + i;
      x[i] = news.at(bars.time(bar)).strength();
      y[i] = data.label(bar) / volatility[bar];
      withNews += x[i] != 0 ? 1 : 0;
    }
    if (withNews < FEWEST_BARS_WITH_NEWS) {
      throw new InsufficientDataException(
          bars.symbol() + ": bars with news that are not neutral", FEWEST_BARS_WITH_NEWS, withNews);
    }
    LeastSquaresFit fit = LeastSquares.fitWithIntercept(y, x);
    double t = fit.tStatistics(CovarianceEstimator.neweyWest(data.horizon().bars() - 1))[1];
    double trust = Double.isNaN(t) ? 0 : Math.max(0, 1 - 1 / (t * t));
    double slope = trust * fit.coefficient(1);
    double centre = Sums.mean(y) - slope * Sums.mean(x);
    double[] residuals = new double[n];
    Arrays.setAll(residuals, i -> y[i] - centre - slope * x[i]);
    return new SentimentModel(
        data.horizon(),
        analyzer,
        config,
        new SentimentModel.Line(
            centre,
            slope,
            Math.sqrt(Sums.variance(residuals, 1)),
            StudentTReturns.degreesOfFreedom(Sums.excessKurtosis(residuals), 1)),
        Provenance.of(NAME, data, context.seed(), settings()));
  }
}
