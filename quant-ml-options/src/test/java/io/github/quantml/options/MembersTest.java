// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Model;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.OptionChain;
import io.github.quantml.api.OptionQuote;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.api.contract.ModelContract;
import io.github.quantml.api.spi.ModelTrainerProvider;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.api.spi.PortableModelLoader;
import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.options.european.EuropeanPricer;
import io.github.quantml.options.volatility.Innovation;
import io.github.quantml.options.volatility.VarianceModel;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MembersTest {
  private static final Instant START = Instant.parse("2020-01-01T21:00:00Z");

  /** Daily bars with clustered volatility and a chain every fifth day, at 25 % and skewed. */
  private static TrainingData market(int n, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    BarSeriesBuilder out = BarSeries.builder("ACME", Duration.ofDays(1));
    List<OptionChain> chains = new ArrayList<>();
    double close = 100;
    double h = 1e-4;
    for (int i = 0; i < n; i++) {
      Instant time = START.plus(Duration.ofDays(i));
      double r = Math.sqrt(h) * random.nextGaussian();
      h = 4e-6 + .1 * r * r + .86 * h;
      double open = close;
      close *= 1 + r;
      out.add(time, open, Math.max(open, close), Math.min(open, close), close, 1_000);
      if (i % 5 == 0) {
        chains.add(chain(time, close));
      }
    }
    MarketContext.Builder context = MarketContext.builder();
    chains.forEach(context::optionChain);
    return new TrainingData(out.build(), context.build(), Horizon.ofBars(1));
  }

  private static OptionChain chain(Instant known, double spot) {
    List<OptionQuote> quotes = new ArrayList<>();
    LocalDate today = known.atZone(ZoneOffset.UTC).toLocalDate();
    for (int days : new int[] {14, 45, 100}) {
      for (int k = -6; k <= 6; k++) {
        double strike = spot * (1 + .025 * k);
        double v = .25 - .1 * .025 * k;
        for (OptionQuote.Type type : OptionQuote.Type.values()) {
          double p =
              EuropeanPricer.blackScholes()
                  .price(type == OptionQuote.Type.CALL, spot, strike, days / 365.0, 0, 0, v);
          quotes.add(
              new OptionQuote(
                  "ACME",
                  today.plusDays(days),
                  type,
                  strike,
                  .99 * p,
                  1.01 * p,
                  v,
                  10,
                  type == OptionQuote.Type.CALL ? 300 : 100));
        }
      }
    }
    return new OptionChain("ACME", known, spot, quotes);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void both_members_keep_the_model_contract(int horizon) {
    TrainingData data = market(400, 3).withHorizon(Horizon.ofBars(horizon));
    ModelContract.of(VolatilityMemberTrainer.withDefaults())
        .readBackBy(new GarchLoader())
        .on(data)
        .check();
    ModelContract.of(OptionsTrainer.withDefaults())
        .readBackBy(new OptionsProvider())
        .on(data)
        .check();
  }

  @Test
  void the_signals_of_a_chain() {
    OptionSignals s = OptionSignals.of(chain(START, 100)).orElseThrow();
    assertThat(s.near()).isCloseTo(.25, within(1e-9));
    assertThat(s.far()).isCloseTo(.25, within(1e-9));
    assertThat(s.skew()).isCloseTo(.01, within(1e-9));
    assertThat(s.gamma()).isCloseTo(.5, within(1e-9));
  }

  @Test
  void without_a_fresh_chain_it_abstains_and_says_why() {
    TrainingData data = market(300, 3);
    Model model = OptionsTrainer.withDefaults().train(data, TrainingContext.defaults());
    assertThat(model.predict(data.bars(), MarketContext.empty()))
        .isEqualTo(new Forecast.Abstained("no option chain is known"));
    MarketContext old =
        MarketContext.builder().optionChain(data.context().optionChains().get(0)).build();
    assertThat(((Forecast.Abstained) model.predict(data.bars(), old)).reason())
        .startsWith("the latest option chain is of 2020-01-01");
    assertThat(((Forecast.Distribution) model.predict(data.bars(), data.context())).signals())
        .containsKeys("gamma.regime", "skew", "term.structure", "variance.risk.premium");
  }

  @Test
  void chains_known_after_the_last_bar_change_nothing() {
    TrainingData data = market(300, 5);
    Model model = OptionsTrainer.withDefaults().train(data, TrainingContext.defaults());
    BarSeries known = data.bars().window(0, 270);
    assertThat(((Forecast.Distribution) model.predict(known, data.context())).signals())
        .isEqualTo(
            ((Forecast.Distribution) model.predict(known, data.context().asOf(known.time(269))))
                .signals());
  }

  /** Bars whose returns take back two fifths of the one before: twelve of them vary by a third. */
  private static BarSeries bouncing(int n) {
    CounterRandom random = CounterRandom.of(11);
    BarSeriesBuilder out = BarSeries.builder("BOUNCE", Duration.ofMinutes(5));
    Instant time = Instant.parse("2020-01-01T00:05:00Z");
    double close = 100;
    double before = 0;
    for (int i = 0; i < n; i++) {
      double shock = 0.002 * random.nextGaussian();
      double open = close;
      close *= 1 + shock - 0.4 * before;
      before = shock;
      out.add(time, open, Math.max(open, close), Math.min(open, close), close, 1);
      time = time.plus(Duration.ofMinutes(5));
    }
    return out.build();
  }

  @Test
  void expected_variances_have_the_level_of_the_horizon() {
    BarSeries bars = bouncing(3_000);
    TrainingData data = TrainingData.of(bars).withHorizon(Horizon.ofBars(12));
    PortableModel model =
        (PortableModel)
            VolatilityMemberTrainer.withDefaults()
                .train(data.first(2_000), TrainingContext.defaults());
    double ratio = 0;
    double unlevelled = 0;
    ModelBundle saved = model.toBundle();
    Model first =
        new GarchLoader()
            .load(
                ModelBundle.builder("garch", 1)
                    .horizon("horizon", model.horizon())
                    .bundle("provenance", saved.bundle("provenance"))
                    .text("model", saved.text("model"))
                    .text("law", saved.text("law"))
                    .numbers("parameters", saved.numbers("parameters"))
                    .number("kurtosis", saved.number("kurtosis"))
                    .build());
    for (int t = 2_000; t < data.labelCount(); t++) {
      BarSeries known = bars.window(t - 200, t + 1);
      double squared = data.label(t) * data.label(t);
      ratio += squared / variance(model, known) / (data.labelCount() - 2_000);
      unlevelled += squared / variance(first, known) / (data.labelCount() - 2_000);
    }
    assertThat(ratio).isBetween(0.75, 1.3);
    // A model of the first schema has no level; it is read as it was.
    assertThat(unlevelled).isLessThan(0.6);
  }

  private static double variance(Model model, BarSeries known) {
    double deviation =
        ((Forecast.Distribution) model.predict(known, MarketContext.empty())).returns().stdDev();
    return deviation * deviation;
  }

  @Test
  void settings_and_short_data_are_named() {
    assertThatThrownBy(() -> new VolatilityMemberConfig(VarianceModel.EGARCH, Innovation.NORMAL))
        .hasMessageContaining("model: must be GARCH or GJR");
    assertThatThrownBy(
            () ->
                VolatilityMemberTrainer.withDefaults()
                    .train(market(90, 1), TrainingContext.defaults()))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessageContaining("ACME: bars to train volatility");
  }

  @Test
  void the_service_loader_finds_both() {
    assertThat(ServiceLoader.load(ModelTrainerProvider.class).stream().map(p -> p.get().name()))
        .contains("options", "volatility");
    assertThat(ServiceLoader.load(PortableModelLoader.class).stream().map(p -> p.get().name()))
        .contains("options", "garch");
    assertThat(new VolatilityMemberProvider().rank()).isPositive();
  }
}
