// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.Contribution;
import io.github.quantml.api.FactorExposure;
import io.github.quantml.api.FactorReturns;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Model;
import io.github.quantml.api.NewsItem;
import io.github.quantml.api.Prediction;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.api.contract.Future;
import io.github.quantml.api.contract.ModelContract;
import io.github.quantml.api.spi.ModelTrainerProvider;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.api.spi.PortableModelLoader;
import io.github.quantml.api.spi.Provider;
import io.github.quantml.ensemble.MultiModelEnsemble;
import io.github.quantml.ensemble.OutOfSampleForecast;
import io.github.quantml.math.random.CounterRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 1 on real bars: every member found on the class path, and the ensemble of them all. */
class NoLookAheadTest {
  private static final BarSeries APPLE = SampleData.apple();
  private static final Horizon HORIZON = Horizon.ofBars(3);
  private static final BarSeries BITCOIN = SampleData.bitcoin().window(0, 600);

  static Stream<ModelTrainerProvider> providers() {
    // The deep members are on the class path too, but not the engine they need.
    return ServiceLoader.load(ModelTrainerProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(ModelTrainerProvider::isAvailable);
  }

  @Test
  void all_members_are_on_the_class_path() {
    assertThat(providers().map(ModelTrainerProvider::name))
        .containsExactlyInAnyOrder(
            "cyclical",
            "regime",
            "pattern",
            "seasonal",
            "random_walk",
            "volatility",
            "volatility",
            "sentiment",
            "factor",
            "network",
            "options");
    assertThat(providers().filter(p -> p.name().equals("volatility")).map(Provider::rank))
        .containsExactlyInAnyOrder(0, 10);
  }

  /** The member that reads option chains keeps the contract in its own module, which makes them. */
  static Stream<Named<ModelTrainerProvider>> providersWithoutChains() {
    return providers()
        .filter(p -> !p.name().equals("options"))
        .map(p -> Named.of(p.name() + " of " + p.getClass().getSimpleName(), p));
  }

  @ParameterizedTest
  @MethodSource("providersWithoutChains")
  void every_member_keeps_the_contract_on_real_bars(ModelTrainerProvider provider) {
    TrainingData data =
        new TrainingData(
            BITCOIN,
            MarketContext.builder()
                .news(headlines(BITCOIN))
                .factors(factors(BITCOIN))
                .peer(peer(BITCOIN))
                .build(),
            HORIZON);
    Model model =
        provider.trainer(QuantMlSettings.defaults()).train(data, TrainingContext.defaults());
    String kind = ((PortableModel) model).toBundle().kind();
    PortableModelLoader loader =
        ServiceLoader.load(PortableModelLoader.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(p -> p.name().equals(kind))
            .findFirst()
            .orElseThrow();
    ModelContract.of(provider.trainer(QuantMlSettings.defaults()))
        .readBackBy(loader)
        .on(data)
        .check();
  }

  /** Made-up returns of two factors, known at each close. */
  private static FactorReturns factors(BarSeries bars) {
    CounterRandom random = CounterRandom.of(12);
    List<Instant> times = new ArrayList<>();
    double[][] columns = new double[2][bars.size()];
    for (int i = 0; i < bars.size(); i++) {
      times.add(bars.time(i));
      double move = i == 0 ? 0 : bars.close(i) / bars.close(i - 1) - 1;
      columns[0][i] = 0.5 * move + 0.001 * random.nextGaussian();
      columns[1][i] = 0.001 * random.nextGaussian();
    }
    return FactorReturns.of(List.of("MKT-RF", "SMB"), times, columns);
  }

  /** A made-up series that moves with the bars, closed with them. */
  private static BarSeries peer(BarSeries bars) {
    CounterRandom random = CounterRandom.of(13);
    BarSeriesBuilder out = BarSeries.builder("PEER", bars.interval());
    double close = 50;
    for (int i = 0; i < bars.size(); i++) {
      double open = close;
      double move = i == 0 ? 0 : bars.close(i) / bars.close(i - 1) - 1;
      close *= 1 + 0.7 * move + 0.001 * random.nextGaussian();
      out.add(bars.time(i), open, Math.max(open, close), Math.min(open, close), close, 1);
    }
    return out.build();
  }

  /** A made-up headline every third bar, so that the member that reads news has some. */
  private static List<NewsItem> headlines(BarSeries bars) {
    List<NewsItem> news = new ArrayList<>();
    for (int i = 0; i < bars.size(); i += 3) {
      Instant time = bars.time(i).minusSeconds(100);
      String text = "Report " + i + ": " + (i % 2 == 0 ? "a great success" : "a bad failure");
      news.add(new NewsItem(bars.symbol(), time, time, "wire", text));
    }
    return news;
  }

  private static MultiModelEnsemble train(BarSeries bars) {
    return MultiModelEnsemble.trainer().horizon(HORIZON).train(TrainingData.of(bars));
  }

  @Test
  void factor_returns_in_the_context_become_exposures_of_the_prediction() {
    MarketContext context = MarketContext.builder().factors(factors(BITCOIN)).build();
    MultiModelEnsemble ensemble =
        MultiModelEnsemble.trainer()
            .horizon(HORIZON)
            .train(new TrainingData(BITCOIN, context, HORIZON));
    Prediction prediction = ensemble.predict(BITCOIN, context);
    assertThat(prediction.factors()).containsOnlyKeys("MKT-RF", "SMB");
    // The first column is half of every return plus noise, so about two of it explain a return.
    FactorExposure market = prediction.factors().get("MKT-RF");
    assertThat(market.loading()).isBetween(0.5, 2.0);
    assertThat(market.standardError()).isPositive().isLessThan(market.loading() / 3);
    assertThat(prediction.contributions())
        .filteredOn(Contribution.Used.class::isInstance)
        .extracting(Contribution::member)
        .contains("factor");
  }

  @ParameterizedTest
  @EnumSource(Future.class)
  void no_forecast_of_the_ensemble_changes_when_the_bars_after_it_become(Future future) {
    List<OutOfSampleForecast> before = train(APPLE).evaluation().forecasts();
    int known = 210;
    List<OutOfSampleForecast> after =
        train(future.after(APPLE, known, 99)).evaluation().forecasts();
    List<OutOfSampleForecast> common = new ArrayList<>();
    for (int i = 0; i < after.size(); i++) {
      OutOfSampleForecast a = before.get(i);
      OutOfSampleForecast b = after.get(i);
      if (APPLE.countUntil(a.time()) <= known) {
        assertThat(b.time()).isEqualTo(a.time());
        assertThat(b.expectedReturn()).isEqualTo(a.expectedReturn());
        assertThat(b.volatility()).isEqualTo(a.volatility());
        assertThat(b.interval()).isEqualTo(a.interval());
        assertThat(b.probabilities()).isEqualTo(a.probabilities());
        common.add(b);
      }
    }
    assertThat(common).hasSizeGreaterThanOrEqualTo(known - 100 - HORIZON.bars());
  }

  @ParameterizedTest
  @EnumSource(Future.class)
  void no_live_prediction_changes_when_the_bars_after_it_become(Future future) {
    MultiModelEnsemble ensemble = train(APPLE.window(0, 200));
    for (int known : new int[] {200, 215, 240}) {
      BarSeries other = future.after(APPLE, known, 5);
      MarketContext context = MarketContext.builder().benchmark(other).build();
      MarketContext honest = MarketContext.builder().benchmark(APPLE.window(0, known)).build();
      assertThat(ensemble.predict(other.window(0, known), context))
          .isEqualTo(ensemble.predict(APPLE.window(0, known), honest));
    }
  }
}
