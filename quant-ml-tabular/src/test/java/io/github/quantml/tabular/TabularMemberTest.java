// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.InvalidDataException;
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
import io.github.quantml.api.spi.PortableModelLoader;
import io.github.quantml.features.Feature;
import io.github.quantml.features.FeatureFamily;
import io.github.quantml.features.FeatureRegistry;
import io.github.quantml.features.graph.Inputs;
import io.github.quantml.features.selection.Ranking;
import io.github.quantml.features.selection.SelectionContext;
import io.github.quantml.features.selection.SelectionData;
import io.github.quantml.features.selection.Selector;
import io.github.quantml.features.spi.FeatureProvider;
import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.math.stats.DieboldMariano;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The member {@code tabular} against the shared model contract, and what it can and cannot do. */
class TabularMemberTest {
  private static final TabularConfig SMALL = TabularConfig.defaults().withRounds(30).withTrees(15);

  /** Returns of 1 % noise and {@code signal} × (|last return| − its mean): no slope, but a bend. */
  private static BarSeries bars(int n, double signal, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    BarSeriesBuilder out = BarSeries.builder("TEST", Duration.ofDays(1));
    Instant start = Instant.parse("2010-01-04T21:00:00Z");
    double close = 100;
    double last = 0;
    for (int t = 0; t < n; t++) {
      double open = close;
      double move = 0.01 * random.nextGaussian() + signal * (Math.abs(last) - 0.008);
      close *= Math.exp(move);
      last = move;
      double high = Math.max(open, close) * (1 + 0.002 * random.nextDouble());
      double low = Math.min(open, close) * (1 - 0.002 * random.nextDouble());
      out.add(
          start.plus(Duration.ofDays(t)), open, high, low, close, 1e6 * (1 + random.nextDouble()));
    }
    return out.build();
  }

  private static TrainingData data(BarSeries bars, int horizon) {
    return new TrainingData(bars, MarketContext.empty(), Horizon.ofBars(horizon));
  }

  @ParameterizedTest
  @EnumSource(TabularConfig.Labels.class)
  void keepsTheContract(TabularConfig.Labels labels) {
    ModelContract.of(TabularTrainer.of(SMALL.withLabels(labels)))
        .readBackBy(new TabularProvider())
        .on(data(bars(520, 0.8, 3), 5))
        .check();
  }

  /** Squared errors of the member and of the training mean, one step ahead. */
  private static DieboldMariano compare(double signal, long seed) {
    BarSeries all = bars(2000, signal, seed);
    int train = 1400;
    TrainingData first = data(all.window(0, train), 1);
    Model model = TabularTrainer.withDefaults().train(first, TrainingContext.defaults());
    double mean = 0;
    for (int i = 0; i < first.labelCount(); i++) {
      mean += first.label(i) / first.labelCount();
    }
    int n = all.size() - 1 - train;
    double[] ours = new double[n];
    double[] walk = new double[n];
    for (int i = 0; i < n; i++) {
      int t = train + i;
      double actual = all.close(t + 1) / all.close(t) - 1;
      Forecast forecast = model.predict(all.window(0, t + 1), MarketContext.empty());
      double expected = ((Forecast.Distribution) forecast).returns().mean();
      ours[i] = (actual - expected) * (actual - expected);
      walk[i] = (actual - mean) * (actual - mean);
    }
    // A member that follows the average to the bit has no losses to compare.
    ours[0] += 1e-12;
    return DieboldMariano.of(ours, walk, 1);
  }

  @Test
  void beatsTheRandomWalkWhereASignalBendsAndNotOnWhiteNoise() {
    DieboldMariano planted = compare(0.8, 1);
    System.out.printf(
        Locale.ROOT,
        "planted signal: DM %.3f, p %.2g%n",
        planted.statistic(),
        planted.pValueABetter());
    assertThat(planted.pValueABetter()).isLessThan(0.001);
    int better = 0;
    for (int seed = 11; seed < 19; seed++) {
      DieboldMariano noise = compare(0, seed);
      System.out.printf(
          Locale.ROOT,
          "white noise, seed %d: DM %.3f, p %.2g%n",
          seed,
          noise.statistic(),
          noise.pValueABetter());
      better += noise.pValueABetter() < 0.01 ? 1 : 0;
    }
    assertThat(better).isZero();
  }

  @Test
  void saysWhichFeatureMattersAndHowLikelyEachSideIs() {
    BarSeries bars = bars(1200, 0.8, 5);
    Model model = TabularTrainer.of(SMALL).train(data(bars, 1), TrainingContext.defaults());
    var importances = model.featureImportances();
    assertThat(importances.values().stream().mapToDouble(d -> d).sum()).isCloseTo(1, within(1e-9));
    assertThat(
            importances.entrySet().stream()
                .max(java.util.Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey())
        .isIn("tab_return_lag_0", "tab_range");
    var signals = ((Forecast.Distribution) model.predict(bars, MarketContext.empty())).signals();
    assertThat(signals.get("class.down") + signals.get("class.flat") + signals.get("class.up"))
        .isCloseTo(1, within(1e-9));
    assertThat(signals.get("forest.quantile.0.05")).isLessThan(signals.get("forest.quantile.0.95"));
  }

  @Test
  void intervalsOfTheForestHoldAsManyReturnsAsTheySay() {
    BarSeries all = bars(1700, 0.8, 6);
    Model model =
        TabularTrainer.of(SMALL.withTrees(60))
            .train(data(all.window(0, 1200), 1), TrainingContext.defaults());
    int inside = 0;
    int n = 450;
    for (int i = 0; i < n; i++) {
      int t = 1200 + i;
      var d = (Forecast.Distribution) model.predict(all.window(0, t + 1), MarketContext.empty());
      double actual = all.close(t + 1) / all.close(t) - 1;
      inside +=
          actual >= d.returns().quantile(0.05) && actual <= d.returns().quantile(0.95) ? 1 : 0;
    }
    // 90 % within three standard errors of 450 draws, and the smoothing that widens a little.
    assertThat(inside / (double) n).isBetween(0.86, 0.97);
  }

  @Test
  void isFoundByTheServiceLoader() {
    assertThat(ServiceLoader.load(ModelTrainerProvider.class))
        .anyMatch(p -> p.name().equals("tabular"));
    assertThat(ServiceLoader.load(PortableModelLoader.class))
        .anyMatch(p -> p.name().equals("tabular"));
  }

  @Test
  void everyFlippedByteOfAFileLoadsEqualOrIsRefused() {
    BarSeries bars = bars(480, 0.8, 7);
    PortableModel model =
        (PortableModel)
            TabularTrainer.of(SMALL.withRounds(3).withTrees(10))
                .train(data(bars, 1), TrainingContext.defaults());
    byte[] bytes = model.toBundle().toBytes();
    CounterRandom random = CounterRandom.of(1);
    for (int k = 0; k < 200; k++) {
      byte[] broken = bytes.clone();
      broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
      assertThatThrownBy(
              () ->
                  new TabularProvider().load(ModelBundle.fromBytes(broken, LoadLimits.defaults())))
          .isInstanceOf(ModelFormatException.class);
    }
  }

  private static Feature own(String name) {
    return Feature.named(name, "last close over that of three bars before")
        .scaleFree()
        .window(4, (in, from, n) -> in[0][from + n - 1] / in[0][from], Inputs.close());
  }

  private static PortableModel trainedOn(Feature feature) {
    List<Feature> features = new ArrayList<>(TabularConfig.defaults().features());
    features.add(feature);
    TabularConfig config = SMALL.withFeatures(features).withSelector(new KeepsAll());
    return (PortableModel)
        TabularTrainer.of(config).train(data(bars(520, 0.8, 3), 1), TrainingContext.defaults());
  }

  /** As good as any choice where the test is of saving. */
  private record KeepsAll() implements Selector {
    @Override
    public String name() {
      return "all";
    }

    @Override
    public Ranking rank(SelectionData data, SelectionContext context) {
      int[] all = IntStream.range(0, data.features()).toArray();
      return new Ranking(new double[all.length], null, all, OptionalDouble.empty(), "all");
    }
  }

  @Test
  void aModelOnFeaturesOfOnesOwnIsReadBackByARegistryThatHasThem() {
    PortableModel model = trainedOn(own("my_change"));
    FeatureRegistry registry = FeatureRegistry.standard().with(own("my_change"));
    PortableModel back = TabularProvider.knowing(registry).load(model.toBundle());
    BarSeries bars = bars(600, 0.8, 4);
    Forecast.Distribution before =
        (Forecast.Distribution) model.predict(bars, MarketContext.empty());
    Forecast.Distribution after = (Forecast.Distribution) back.predict(bars, MarketContext.empty());
    assertThat(after.signals()).isEqualTo(before.signals());
    assertThat(after.returns().mean()).isEqualTo(before.returns().mean());
    assertThat(back.toBundle().toBytes()).isEqualTo(model.toBundle().toBytes());
  }

  @Test
  void aFeatureThatIsMissingIsNamed() {
    ModelBundle saved = trainedOn(own("my_change")).toBundle();
    assertThatThrownBy(() -> new TabularProvider().load(saved))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("feature 'my_change' is not known here")
        .hasMessageContaining("TabularProvider.knowing");
  }

  @Test
  void aFeatureOfTheSameNameThatIsComputedOtherwiseIsRefused() {
    ModelBundle saved = trainedOn(own("my_change")).toBundle();
    Feature other =
        Feature.named("my_change", "another").window(9, (in, from, n) -> 1, Inputs.close());
    assertThatThrownBy(
            () -> TabularProvider.knowing(FeatureRegistry.standard().with(other)).load(saved))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("computed otherwise");
  }

  /** Found by {@code META-INF/services} of the tests. */
  public static final class Offered implements FeatureProvider {
    @Override
    public String name() {
      return "offered";
    }

    @Override
    public FeatureFamily family() {
      return new FeatureFamily("offered", "of the tests", List.of(own("offered_change")));
    }
  }

  @Test
  void featuresThatTheHostOffersAreFound() {
    assertThat(FeatureRegistry.installed().names()).contains("offered_change");
    PortableModel model = trainedOn(own("offered_change"));
    assertThat(new TabularProvider().load(model.toBundle()).toBundle().toBytes())
        .isEqualTo(model.toBundle().toBytes());
  }

  @Test
  void treesThatPointNowhereAreRefused() {
    ModelBundle loop =
        ModelBundle.builder("trees", 1)
            .integer("trees", 1)
            .integer("nodes", 3)
            .integers("roots", 0)
            .integers("feature", 0, -1, -1)
            .integers("left", 0, 0, 0)
            .numbers("value", 1, 2, 3)
            .build();
    assertThatThrownBy(() -> Trees.from(loop, 1))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("node 0 has child 0");
  }

  @Test
  void aPriceThatNeverMovesIsRefused() {
    BarSeriesBuilder out = BarSeries.builder("FLAT", Duration.ofDays(1));
    for (int t = 0; t < 400; t++) {
      out.add(Instant.EPOCH.plus(Duration.ofDays(t)), 5, 5, 5, 5, 1);
    }
    assertThatThrownBy(
            () ->
                TabularTrainer.withDefaults()
                    .train(data(out.build(), 1), TrainingContext.defaults()))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("target must vary");
  }
}
