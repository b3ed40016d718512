// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.ContextItem;
import io.github.quantml.api.Disclosure;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.LoadLimits;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Model;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.ModelUri;
import io.github.quantml.api.ModelVersion;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.api.spi.ModelRegistry;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.api.spi.PortableModelLoader;
import io.github.quantml.backtest.sizing.Sizing;
import io.github.quantml.math.distribution.NormalReturns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StrategiesTest {
  private static final BacktestEngine FREE = BacktestEngine.builder().withoutCosts().build();

  /** Says that the last close-to-close return repeats; abstains after none. */
  private record Momentum(double deviation, Provenance provenance) implements PortableModel {
    @Override
    public String name() {
      return "momentum";
    }

    @Override
    public Horizon horizon() {
      return Horizon.ofBars(1);
    }

    @Override
    public int warmUp() {
      return 2;
    }

    @Override
    public Forecast predict(BarSeries recent, MarketContext context) {
      int n = recent.size();
      double r = recent.close(n - 1) / recent.close(n - 2) - 1;
      return r == 0
          ? new Forecast.Abstained("no move")
          : Forecast.Distribution.of(NormalReturns.of(r, deviation));
    }

    @Override
    public ModelBundle toBundle() {
      return ModelBundle.builder("momentum", 1).number("deviation", deviation).build();
    }
  }

  private static Momentum momentum(BarSeries trainedOn) {
    return new Momentum(0.001, Provenance.of("momentum", TrainingData.of(trainedOn), 1, Map.of()));
  }

  private static BarSeries earlier() {
    return TestBars.walk("X", 10, 3, Instant.parse("2019-01-01T21:00:00Z"), Duration.ofDays(1), 50);
  }

  @Test
  void aModelsForecastsBecomePositions() {
    BacktestResult result =
        FREE.run(
            TestBars.flat("X", 100, 110, 121, 100, 100, 100),
            MLStrategy.of(momentum(earlier())).sizing(Sizing.units(10)));
    // Up, up, down, no move (abstains: flat).
    assertThat(result.fills()).extracting(Fill::bar).containsExactly(2, 4, 5);
    assertThat(result.fills()).extracting(Fill::units).containsExactly(10.0, -20.0, 10.0);
  }

  @Test
  void longOnlyStaysOutOfFallingMarkets() {
    BacktestResult result =
        FREE.run(
            TestBars.flat("X", 100, 110, 121, 100, 100, 100),
            MLStrategy.of(momentum(earlier())).sizing(Sizing.units(10)).longOnly());
    assertThat(result.fills()).extracting(Fill::units).containsExactly(10.0, -10.0);
  }

  @Test
  void anUnsureModelIsNotFollowed() {
    Momentum unsure =
        new Momentum(10, Provenance.of("momentum", TrainingData.of(earlier()), 1, Map.of()));
    BarSeries bars = TestBars.flat("X", 100, 110, 121, 100, 100, 100);
    assertThat(FREE.run(bars, MLStrategy.of(unsure)).fills()).isEmpty();
    assertThat(FREE.run(bars, MLStrategy.of(unsure).minimumConfidence(0.5)).fills()).isNotEmpty();
  }

  @Test
  void decisionsComeAsOftenAsAsked() {
    BarSeries bars = TestBars.walk("X", 50, 4);
    List<OrderRecord> orders =
        FREE.run(bars, MLStrategy.of(momentum(earlier())).sizing(Sizing.units(1)).every(7))
            .orders();
    assertThat(orders).isNotEmpty().allMatch(o -> (o.bar() - 1) % 7 == 0);
  }

  @Test
  void aModelTrainedInsideTheRunIsRefusedUnlessMeant() {
    BarSeries bars = TestBars.walk("X", 50, 4);
    Momentum knowing = momentum(bars.window(0, 30));
    assertThatThrownBy(() -> FREE.run(bars, MLStrategy.of(knowing)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("momentum")
        .hasMessageContaining("allowInSample");
    BacktestResult allowed = FREE.run(bars, MLStrategy.of(knowing).allowInSample());
    assertThat(allowed.strategy()).contains("IN SAMPLE");
    BacktestResult later =
        FREE.run(List.of(bars), MarketContext.empty(), MLStrategy.of(knowing), bars.time(30));
    assertThat(later.fills()).isNotEmpty();
  }

  /** Records what it is trained on. */
  private static final class Spy implements ModelTrainer {
    final List<Integer> trainedOn = new ArrayList<>();

    @Override
    public String name() {
      return "spy";
    }

    @Override
    public Set<ContextItem> uses() {
      return Set.of();
    }

    @Override
    public int minimumBars(Horizon horizon) {
      return 5;
    }

    @Override
    public Model train(TrainingData data, TrainingContext context) {
      trainedOn.add(data.bars().size());
      return momentum(data.bars());
    }
  }

  @Test
  void retrainingSeesOnlyThePastAndKeepsItsCadence() {
    Spy spy = new Spy();
    MLStrategy strategy =
        MLStrategy.retrained(spy, Horizon.ofBars(1), 20, 10, TrainingContext.defaults());
    BacktestResult result = FREE.run(TestBars.walk("X", 55, 4), strategy);
    assertThat(spy.trainedOn).containsExactly(20, 30, 40, 50);
    assertThat(result.orders()).allMatch(o -> o.bar() >= 19);
    assertThatThrownBy(
            () -> MLStrategy.retrained(spy, Horizon.ofBars(1), 4, 1, TrainingContext.defaults()))
        .hasMessageContaining("firstBars");
  }

  /** A registry of one bundle. */
  private record OneModel(ModelBundle bundle) implements ModelRegistry {
    @Override
    public String name() {
      return "one";
    }

    @Override
    public boolean isAvailable() {
      return true;
    }

    @Override
    public ModelVersion register(String name, ModelBundle bundle) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ModelBundle resolve(ModelUri uri) {
      return bundle;
    }

    @Override
    public void alias(String name, String alias, int version) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ModelVersion version(ModelUri uri) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ModelVersion rollBack(String name, String alias) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<String> names() {
      return List.of("one");
    }

    @Override
    public List<ModelVersion> list(String name) {
      return List.of();
    }
  }

  private static final class Loader implements PortableModelLoader {
    @Override
    public String name() {
      return "momentum";
    }

    @Override
    public boolean isAvailable() {
      return true;
    }

    @Override
    public PortableModel load(ModelBundle bundle) {
      return new Momentum(bundle.number("deviation"), momentum(earlier()).provenance());
    }
  }

  @Test
  void aModelOfARegistryTradesLikeTheModel() {
    ModelBundle bundle =
        ModelBundle.fromBytes(momentum(earlier()).toBundle().toBytes(), LoadLimits.defaults());
    ModelUri uri = ModelUri.parse("models:/momentum@champion");
    BarSeries bars = TestBars.walk("X", 50, 4);
    BacktestResult expected = FREE.run(bars, MLStrategy.of(momentum(earlier())));
    BacktestResult result =
        FREE.run(bars, MLStrategy.of(new OneModel(bundle), uri, List.of(new Loader())));
    assertThat(result.toEquity()).isEqualTo(expected.toEquity());
    assertThatThrownBy(() -> MLStrategy.of(new OneModel(bundle), uri, List.of()))
        .isInstanceOf(QuantMlException.class)
        .hasMessageContaining("models:/momentum@champion")
        .hasMessageContaining("'momentum'");
  }

  private static Disclosure filed(String symbol, Disclosure.Side side, int traded, int filed) {
    return new Disclosure(
        "Pat",
        symbol,
        side,
        1001,
        15_000,
        TestBars.FIRST.plus(Duration.ofDays(traded)),
        TestBars.FIRST.plus(Duration.ofDays(filed)).minusSeconds(3600));
  }

  private static BacktestResult follow(
      FollowDisclosuresStrategy strategy, BarSeries bars, Disclosure... disclosures) {
    return FREE.run(
        List.of(bars), MarketContext.builder().disclosures(List.of(disclosures)).build(), strategy);
  }

  @Test
  void disclosuresAreFollowedFromTheirFiling() {
    BarSeries bars = TestBars.flat("X", 100, 100, 100, 100, 100, 110, 110, 110, 110, 110);
    BacktestResult result =
        follow(
            FollowDisclosuresStrategy.of(0.1),
            bars,
            filed("X", Disclosure.Side.BUY, 0, 4),
            filed("X", Disclosure.Side.SELL, 5, 7));
    // Filed before the close of bar 4: filled at the open of bar 5; sold at that of bar 8.
    assertThat(result.fills()).extracting(Fill::bar).containsExactly(5, 8);
    assertThat(result.fills().get(0).units()).isCloseTo(10, within(1e-9));
    assertThat(result.fills().get(0).price()).isEqualTo(110);
  }

  @Test
  void holdingsEndWithTheirPeriodAndStaleFilingsAreIgnored() {
    BarSeries bars = TestBars.flat("X", 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100);
    BacktestResult result =
        follow(
            FollowDisclosuresStrategy.of(0.1).holding(Duration.ofDays(3)),
            bars,
            filed("X", Disclosure.Side.BUY, 0, 2));
    assertThat(result.fills()).extracting(Fill::bar).containsExactly(3, 6);
    BacktestResult stale =
        follow(
            FollowDisclosuresStrategy.of(0.1).staleAfter(Duration.ofHours(1)),
            bars,
            new Disclosure(
                "Pat",
                "X",
                Disclosure.Side.BUY,
                1,
                2,
                TestBars.FIRST,
                TestBars.FIRST.plus(Duration.ofHours(5))));
    assertThat(stale.fills()).isEmpty();
  }

  @Test
  void filersAndAmountsAndWeightsAreLimited() {
    BarSeries bars = TestBars.flat("X", 100, 100, 100, 100, 100, 100);
    Disclosure buy = filed("X", Disclosure.Side.BUY, 0, 1);
    assertThat(follow(FollowDisclosuresStrategy.of(0.1).filers(Set.of("Kim")), bars, buy).fills())
        .isEmpty();
    assertThat(follow(FollowDisclosuresStrategy.of(0.1).minimumAmount(1e6), bars, buy).fills())
        .isEmpty();
    BacktestResult capped =
        follow(FollowDisclosuresStrategy.of(0.2).maximumWeight(0.3), bars, buy, buy, buy);
    assertThat(capped.toExposure()[5]).isCloseTo(0.3, within(1e-9));
    assertThat(
            follow(FollowDisclosuresStrategy.of(0.1), bars, filed("Q", buy.side(), 0, 1)).fills())
        .isEmpty();
  }

  @Test
  void buyAndHoldHoldsEverythingFromTheSecondBar() {
    BacktestResult result =
        FREE.run(
            List.of(TestBars.flat("A", 10, 10, 20), TestBars.flat("B", 10, 10, 5)),
            MarketContext.empty(),
            BuyAndHold.create());
    assertThat(result.finalEquity()).isCloseTo(10_000 + 5000 - 2500, within(1e-9));
    assertThat(result.toGrossExposure()[1]).isCloseTo(1, within(1e-12));
    assertThat(result.toTurnover()[1]).isCloseTo(1, within(1e-12));
  }

  @Test
  void movingAveragesThatCrossReverse() {
    double[] prices = {10, 10, 10, 10, 12, 14, 16, 10, 6, 4, 4, 4};
    BacktestResult result = FREE.run(TestBars.flat("X", prices), SmaCross.longShort(2, 4));
    // Fast − slow turns positive at bar 4 and negative at bar 8.
    assertThat(result.fills()).extracting(Fill::bar).containsExactly(5, 9);
    assertThat(result.fills().get(0).units()).isPositive();
    assertThat(result.fills().get(1).units()).isNegative();
  }
}
