// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Model;
import io.github.quantml.api.NewsItem;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.api.contract.ModelContract;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.api.spi.SentimentAnalyzer;
import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.sentiment.news.NewsConfig;
import io.github.quantml.sentiment.ngram.LabelledText;
import io.github.quantml.sentiment.ngram.Mood;
import io.github.quantml.sentiment.ngram.NgramAnalyzer;
import io.github.quantml.sentiment.ngram.NgramConfig;
import io.github.quantml.sentiment.ngram.NgramTrainer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.util.FastMath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentimentMemberTest {
  private static final Instant START = Instant.parse("2022-01-03T21:00:00Z");

  /** Bars of which every other day has news, and returns follow them by {@code effect}. */
  private static TrainingData market(int n, double effect, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    BarSeriesBuilder out = BarSeries.builder("ACME", Duration.ofDays(1));
    List<NewsItem> news = new ArrayList<>();
    double close = 100;
    int mood = 0;
    for (int i = 0; i < n; i++) {
      Instant time = START.plus(Duration.ofDays(i));
      double open = close;
      close = open * FastMath.exp(effect * mood + 0.01 * random.nextGaussian());
      out.add(time, open, Math.max(open, close), Math.min(open, close), close, 1_000);
      mood = random.nextInt(4) - 1;
      mood = mood == 2 ? 0 : mood;
      if (mood != 0) {
        Instant received = time.minus(Duration.ofHours(2));
        String text = mood > 0 ? "A great success, day " + i : "A terrible failure, day " + i;
        news.add(new NewsItem("ACME", received, received, "wire", text));
      }
    }
    return new TrainingData(
        out.build(), MarketContext.builder().news(news).build(), Horizon.ofBars(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void the_member_keeps_the_model_contract(int horizon) {
    ModelContract.of(SentimentTrainer.create())
        .readBackBy(new SentimentProvider())
        .on(market(300, 0.004, 3).withHorizon(Horizon.ofBars(horizon)))
        .check();
  }

  private static double expected(Model model, TrainingData data, int bar) {
    BarSeries known = data.bars().window(0, bar + 1);
    Forecast f = model.predict(known, data.context().asOf(known.time(bar)));
    return f instanceof Forecast.Distribution d ? d.returns().mean() : 0;
  }

  @Test
  void returns_that_follow_the_news_are_found_and_others_are_not() {
    TrainingData follows = market(500, 0.008, 5);
    TrainingData ignores = market(500, 0, 5);
    double withNews = 0;
    double without = 0;
    Model one = SentimentTrainer.create().train(follows, TrainingContext.defaults());
    Model other = SentimentTrainer.create().train(ignores, TrainingContext.defaults());
    for (int bar = 400; bar < 500; bar++) {
      withNews += Math.abs(expected(one, follows, bar)) / 100;
      without += Math.abs(expected(other, ignores, bar)) / 100;
    }
    assertThat(withNews).isGreaterThan(0.002);
    assertThat(without).isLessThan(0.001);
  }

  @Test
  void without_recent_news_it_abstains() {
    TrainingData data = market(300, 0.004, 3);
    Model model = SentimentTrainer.create().train(data, TrainingContext.defaults());
    assertThat(model.predict(data.bars(), MarketContext.empty()))
        .isEqualTo(new Forecast.Abstained("there is no recent news on ACME"));
  }

  @Test
  void too_little_news_to_learn_from_names_needed_and_got() {
    TrainingData data = market(300, 0.004, 3).withContext(MarketContext.empty());
    assertThatThrownBy(() -> SentimentTrainer.create().train(data, TrainingContext.defaults()))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessage("ACME: bars with news that are not neutral: needs at least 20, got 0");
  }

  private static NgramAnalyzer classifier() {
    List<LabelledText> texts = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      texts.add(new LabelledText("a great success number " + i, Mood.POSITIVE));
      texts.add(new LabelledText("a terrible failure number " + i, Mood.NEGATIVE));
      texts.add(new LabelledText("the meeting is on day " + i, Mood.NEUTRAL));
    }
    return NgramTrainer.of(new NgramConfig(10, 10, 0.7, 10, 30, 3)).train(texts);
  }

  @Test
  void a_classifier_travels_inside_the_model() {
    NgramAnalyzer classifier = classifier();
    SentimentTrainer trainer = SentimentTrainer.of(classifier, NewsConfig.defaults());
    ModelContract.of(trainer).readBackBy(new SentimentProvider()).on(market(300, 0.004, 3)).check();
    assertThat(classifier.analyze("a great success").score()).isGreaterThan(0.3);
    assertThat(classifier.mood("a terrible failure")).isEqualTo(Mood.NEGATIVE);
  }

  @Test
  void a_model_with_an_analyzer_of_the_hosts_own_says_that_it_cannot_be_saved() {
    SentimentAnalyzer own =
        new SentimentAnalyzer() {
          @Override
          public String name() {
            return "own";
          }

          @Override
          public Sentiment analyze(String text) {
            double up = text.contains("success") ? 0.8 : 0.2;
            return new Sentiment(2 * up - 1, up, 1 - up, 0, 0.8);
          }
        };
    Model model =
        SentimentTrainer.of(own, NewsConfig.defaults())
            .train(market(300, 0.004, 3), TrainingContext.defaults());
    assertThatThrownBy(() -> ((PortableModel) model).toBundle())
        .isInstanceOf(QuantMlException.class)
        .hasMessageContaining("'own' is neither the lexicon nor an n-gram classifier");
  }
}
