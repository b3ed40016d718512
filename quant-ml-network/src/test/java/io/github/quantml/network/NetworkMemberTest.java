// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.Disclosure;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.LoadLimits;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Model;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.api.contract.ModelContract;
import io.github.quantml.api.spi.ModelTrainerProvider;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.math.random.CounterRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkMemberTest {
  private static final Instant START = Instant.parse("2020-01-01T21:00:00Z");

  /**
   * Four peers share a market; the instrument follows their mean a bar later. The market is three
   * times as strong in every fourth stretch of 100 bars. Filings on the instrument, without skill.
   */
  private static TrainingData market(int n, int horizon, boolean disclosed, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    int count = 5;
    List<BarSeriesBuilder> series = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      series.add(BarSeries.builder(i == 0 ? "ACME" : "PEER" + i, Duration.ofDays(1)));
    }
    double[] close = {100, 100, 100, 100, 100};
    double before = 0;
    List<Disclosure> filings = new ArrayList<>();
    for (int t = 0; t < n; t++) {
      Instant time = START.plus(Duration.ofDays(t));
      double strength = t / 100 % 4 == 3 ? 0.03 : 0.01;
      double common = strength * random.nextGaussian();
      double sum = 0;
      for (int i = 0; i < count; i++) {
        double own = 0.005 * random.nextGaussian();
        double r = i == 0 ? 0.3 * common + 0.8 * before + own : common + own;
        double open = close[i];
        close[i] *= 1 + r;
        sum += i == 0 ? 0 : r / 4;
        series
            .get(i)
            .add(time, open, Math.max(open, close[i]), Math.min(open, close[i]), close[i], 1_000);
      }
      before = sum;
      if (disclosed && random.nextDouble() < 0.2) {
        filings.add(
            new Disclosure(
                "Filer " + random.nextInt(6),
                random.nextBoolean() ? "ACME" : "PEER" + (1 + random.nextInt(4)),
                random.nextBoolean() ? Disclosure.Side.BUY : Disclosure.Side.SELL,
                1_001,
                15_000,
                time,
                time.plus(Duration.ofDays(1 + random.nextInt(40)))));
      }
    }
    MarketContext.Builder context = MarketContext.builder();
    for (int i = 1; i < count; i++) {
      context.peer(series.get(i).build());
    }
    if (disclosed) {
      context.disclosures(filings);
    }
    return new TrainingData(series.get(0).build(), context.build(), Horizon.ofBars(horizon));
  }

  @ParameterizedTest
  @CsvSource({"1, true", "5, false"})
  void the_member_keeps_the_model_contract(int horizon, boolean disclosed) {
    ModelContract.of(NetworkTrainer.withDefaults())
        .readBackBy(new NetworkProvider())
        .on(market(400, horizon, disclosed, 3))
        .check();
  }

  private static Forecast.Distribution forecast(
      Model model, BarSeries bars, MarketContext context) {
    return (Forecast.Distribution) model.predict(bars, context);
  }

  @Test
  void peers_that_have_moved_move_the_forecast() {
    TrainingData data = market(900, 1, false, 4);
    Model model = NetworkTrainer.withDefaults().train(data.first(600), TrainingContext.defaults());
    int right = 0;
    int all = 0;
    for (int t = 600; t < 899; t++) {
      Forecast.Distribution f = forecast(model, data.bars().window(0, t + 1), data.context());
      double next = data.bars().close(t + 1) / data.bars().close(t) - 1;
      right += Math.signum(f.returns().mean()) == Math.signum(next) ? 1 : 0;
      all++;
    }
    assertThat(right / (double) all).isGreaterThan(0.6); // Chance is a half, with an error of .03.
  }

  @Test
  void a_market_that_moves_as_one_widens_the_forecast() {
    TrainingData data = market(1_200, 1, false, 5);
    Model model = NetworkTrainer.withDefaults().train(data, TrainingContext.defaults());
    Forecast.Distribution stressed = forecast(model, data.bars().window(0, 390), data.context());
    Forecast.Distribution calm = forecast(model, data.bars().window(0, 290), data.context());
    assertThat(stressed.signals().get("market.share"))
        .isGreaterThan(calm.signals().get("market.share"));
    assertThat(stressed.returns().stdDev()).isGreaterThan(1.3 * calm.returns().stdDev());
  }

  @Test
  void filers_who_act_as_one_have_one_vote() {
    List<Disclosure> filings = new ArrayList<>();
    for (String filer : List.of("A", "B", "C", "D")) {
      filings.add(
          filing(filer, "X", filer.equals("D") ? Disclosure.Side.SELL : Disclosure.Side.BUY));
    }
    Instant until = START.plus(Duration.ofDays(30));
    assertThat(FilerGroups.consensus(filings, "X", java.util.Map.of(), START, until))
        .isEqualTo((3 - 1) / 5.0);
    assertThat(
            FilerGroups.consensus(
                filings, "X", java.util.Map.of("A", 0, "B", 0, "C", 0), START, until))
        .isZero();
    assertThat(FilerGroups.consensus(filings, "Y", java.util.Map.of(), START, until)).isZero();
  }

  private static Disclosure filing(String filer, String symbol, Disclosure.Side side) {
    return new Disclosure(filer, symbol, side, 1, 2, START, START.plus(Duration.ofDays(10)));
  }

  @Test
  void without_news_of_peers_or_filers_it_abstains_and_says_why() {
    TrainingData data = market(300, 1, false, 6);
    Model model = NetworkTrainer.withDefaults().train(data, TrainingContext.defaults());
    assertThat(model.predict(data.bars(), MarketContext.empty()))
        .isEqualTo(
            new Forecast.Abstained(
                "no peer of [PEER1, PEER2, PEER3, PEER4] has a new close and no filer votes"));
    assertThatThrownBy(
            () ->
                NetworkTrainer.withDefaults()
                    .train(data.withContext(MarketContext.empty()), TrainingContext.defaults()))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessage("ACME: peers or disclosures to train network: needs at least 1, got 0");
  }

  @Test
  void a_damaged_file_is_refused() {
    PortableModel model =
        (PortableModel)
            NetworkTrainer.withDefaults()
                .train(market(300, 1, true, 3), TrainingContext.defaults());
    byte[] bytes = model.toBundle().toBytes();
    NetworkProvider loader = new NetworkProvider();
    for (int i = 0; i < bytes.length; i += 11) {
      byte[] bad = bytes.clone();
      bad[i] ^= 1;
      assertThatThrownBy(() -> loader.load(ModelBundle.fromBytes(bad, LoadLimits.defaults())))
          .isInstanceOf(ModelFormatException.class);
    }
  }

  @Test
  void the_service_loader_finds_it() {
    assertThat(ServiceLoader.load(ModelTrainerProvider.class).stream().map(p -> p.get().name()))
        .contains("network");
  }

  @Test
  void settings_out_of_range_are_named() {
    assertThatThrownBy(() -> new NetworkConfig(5, 90, 20)).hasMessageContaining("topologyBars:");
    assertThatThrownBy(() -> new NetworkConfig(60, 0, 20)).hasMessageContaining("consensusDays:");
    assertThatThrownBy(() -> new NetworkConfig(60, 90, 0)).hasMessageContaining("halfLife:");
  }
}
