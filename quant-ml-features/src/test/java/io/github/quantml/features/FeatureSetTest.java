// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.features.graph.Columns;
import io.github.quantml.features.graph.Cross;
import io.github.quantml.features.graph.Inputs;
import io.github.quantml.features.graph.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureSetTest {
  private static final BarSeries BARS = MarketPath.of("SET", 400, 9);
  private static final FeatureRegistry ALL = FeatureRegistry.standard();

  /** Those that need the bars of one instrument only. */
  private static FeatureSet single() {
    FeatureData data = FeatureData.of(BARS);
    return FeatureSet.of(
        ALL.features().stream()
            .filter(f -> !f.isPanel() && data.inputNames().containsAll(f.inputs()))
            .toList());
  }

  @Test
  void theRegistryHoldsAtLeast320Features() {
    assertThat(ALL.size()).isGreaterThanOrEqualTo(320);
    assertThat(ALL.features())
        .allSatisfy(
            f -> {
              assertThat(f.definition().meaning()).hasSizeLessThan(100).doesNotEndWith(".");
              assertThat(f.inputs()).isNotEmpty();
              assertThat(f.lookback()).isNotNegative();
              assertThat(f.burnIn()).isGreaterThanOrEqualTo(0);
              assertThat(ALL.familyOf(f.name())).isNotBlank();
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8})
  void anyNumberOfThreadsGivesTheSameBytes(int threads) {
    FeatureSet set = single();
    FeatureTable one = set.compute(FeatureData.of(BARS), 1);
    FeatureTable many = set.compute(FeatureData.of(BARS), threads);
    for (int k = 0; k < set.names().size(); k++) {
      assertThat(many.column(k)).as(set.names().get(k)).isEqualTo(one.column(k));
    }
    List<FeatureData> twice = List.of(FeatureData.of(BARS), FeatureData.of(BARS.window(0, 300)));
    List<FeatureTable> tables = set.computeAll(twice, threads);
    assertThat(tables.get(0).column(5)).isEqualTo(one.column(5));
    assertThat(tables.get(1).rows()).isEqualTo(300);
  }

  @Test
  void sharedSubExpressionsAreComputedOnce() {
    Node mean = Columns.mean(Inputs.close(), 20);
    FeatureSet apart = FeatureSet.of(List.of(Feature.named("a", "a").of(mean)));
    FeatureSet both =
        FeatureSet.of(
            List.of(
                Feature.named("a", "a").of(mean),
                Feature.named("b", "b")
                    .of(Columns.divide(Inputs.close(), Columns.mean(Inputs.close(), 20))),
                Feature.named("c", "c").of(Columns.mean(Inputs.close(), 20))));
    assertThat(apart.plan().size()).isEqualTo(1);
    assertThat(both.plan().size()).isEqualTo(2);
    FeatureTable table = both.compute(BARS);
    assertThat(table.column("a")).isEqualTo(table.column("c")).isNotSameAs(table.column("c"));
  }

  @Test
  void aDuplicateNameIsAnErrorThatNamesBoth() {
    Feature mine = Feature.named("rsi_14", "my own strength").of(Inputs.close());
    assertThatThrownBy(() -> ALL.with(mine))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'rsi_14'")
        .hasMessageContaining("family 'talib'")
        .hasMessageContaining("family 'user' (my own strength)");
    assertThatThrownBy(() -> FeatureSet.of(ALL, List.of("sma_20", "sma_20")))
        .hasMessageContaining("'sma_20': is given twice");
  }

  @Test
  void anUnknownNameIsAnErrorThatNamesTheNearest() {
    assertThatThrownBy(() -> FeatureSet.of(ALL, List.of("rsi14")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'rsi14': is not registered; nearest is 'rsi_14'");
  }

  @Test
  void badNamesAndColumnsAreErrorsThatNameThem() {
    assertThatThrownBy(() -> Feature.named("My Feature", "x").of(Inputs.close()))
        .hasMessageContaining("lower case letters, digits and underscores, got 'My Feature'");
    FeatureData data = FeatureData.of(BARS);
    assertThatThrownBy(() -> data.with("flow", new double[3]))
        .hasMessageContaining(
            "column flow of SET: must have one value for each of the 400 bars, got 3");
    assertThatThrownBy(() -> data.with("close", new double[400]))
        .hasMessageContaining("'close': must not be blank nor a column of the bars");
    Feature flow = Feature.named("flow", "flow").of(Columns.mean(Node.input("flow"), 2));
    assertThatThrownBy(() -> FeatureSet.of(List.of(flow)).compute(BARS))
        .hasMessageContaining("input column 'flow': SET has only the bars and []");
    assertThatThrownBy(() -> single().compute(data, 0))
        .hasMessageContaining("threads: must be >= 1");
    assertThatThrownBy(() -> FeaturePanel.of(List.of(data, data)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("symbol SET must be unique");
    assertThatThrownBy(() -> FeaturePanel.of(List.of())).isInstanceOf(InvalidDataException.class);
  }

  @Test
  void delaysIntoTheFutureAreRefused() {
    assertThatThrownBy(() -> Columns.delay(Inputs.close(), -1))
        .hasMessageContaining("later bars are not known, got -1");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 10})
  void seriesShorterThanTheWindowsAreNaNInWarmUp(int bars) {
    FeatureSet set = single();
    FeatureTable table = set.compute(BARS.window(0, bars));
    assertThat(table.rows()).isEqualTo(bars);
    for (Feature feature : set.features()) {
      double[] column = table.column(feature.name());
      assertThat(column).hasSize(bars);
      for (int t = 0; t < Math.min(bars, feature.lookback()); t++) {
        assertThat(column[t]).as(feature.name()).isNaN();
      }
    }
  }

  @Test
  void constantPricesAndNoVolumeGiveNaNWhereNothingIsDefined() {
    FeatureTable table = single().compute(flat());
    for (String undefined :
        List.of(
            "rsi_14",
            "cmo_14",
            "stochf_k_5_3",
            "willr_14",
            "cci_14",
            "mfi_14",
            "adx_14",
            "bop",
            "ultosc_7_14_28",
            "kmid2",
            "rsqr20",
            "rsv20",
            "corr20",
            "cord20",
            "sump20",
            "vma20",
            "vstd20",
            "wvma20",
            "correl_30",
            "beta_5",
            "cmf_20",
            "bbands_percent_20_2")) {
      assertThat(table.column(undefined)[249]).as(undefined).isNaN();
    }
    // What is defined is exact: no spread, no slope, the level itself.
    assertThat(table.column("sma_20")[249]).isEqualTo(100);
    assertThat(table.column("ema_20")[249]).isCloseTo(100, within(1e-12));
    assertThat(table.column("stddev_20")[249]).isZero();
    assertThat(table.column("linearreg_slope_14")[249]).isZero();
    assertThat(table.column("atr_14")[249]).isZero();
    for (int k = 0; k < table.names().size(); k++) {
      for (double value : table.column(k)) {
        assertThat(Double.isInfinite(value)).as(table.names().get(k)).isFalse();
      }
    }
  }

  private static BarSeries flat() {
    BarSeriesBuilder out = BarSeries.builder("FLAT", Duration.ofDays(1));
    for (int t = 0; t < 250; t++) {
      out.add(Instant.EPOCH.plus(Duration.ofDays(t)), 100, 100, 100, 100, 0);
    }
    return out.build();
  }

  @Test
  void aNaNReachesExactlyTheWindowsThatContainIt() {
    double[] flow = new double[400];
    Arrays.setAll(flow, t -> Math.sin(t) + 2);
    flow[200] = Double.NaN;
    flow[300] = Double.POSITIVE_INFINITY;
    Node input = Node.input("flow");
    FeatureSet set =
        FeatureSet.of(
            List.of(
                Feature.named("mean", "mean").of(Columns.mean(input, 10)),
                Feature.named("top", "top").of(Columns.barsSinceHighest(input, 10)),
                Feature.named("ema", "ema").nan(NanPolicy.SKIP).of(Columns.ema(input, 10))));
    FeatureData data = FeatureData.of(BARS).with("flow", flow);
    FeatureTable table = set.compute(data, 1);
    for (int t = 9; t < 300; t++) {
      boolean within = t >= 200 && t < 210;
      assertThat(Double.isNaN(table.column("mean")[t])).as("bar " + t).isEqualTo(within);
      assertThat(Double.isNaN(table.column("top")[t])).as("bar " + t).isEqualTo(within);
      assertThat(Double.isNaN(table.column("ema")[t])).as("bar " + t).isEqualTo(t == 200);
    }
    assertThat(table.column("mean")[310]).isFinite();
    FeatureStream stream = set.stream();
    for (int t = 0; t < 400; t++) {
      assertThat(stream.update(data, t)).isEqualTo(table.row(t));
    }
  }

  /** TA-Lib issue 243: sqrt(2.64) ticks, where TA-Lib 0.4 says 0 from ticks of 1e-8 on. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-2, 1e-4, 1e-6, 1e-8, 1e-10, 1e-12})
  void aSmallDeviationIsNeverCutToZero(double tick) {
    BarSeriesBuilder out = BarSeries.builder("TICK", Duration.ofDays(1));
    int[] steps = {0, 1, 3, 4, 4};
    for (int t = 0; t < 5; t++) {
      double price = (197 + steps[t]) * tick;
      out.add(Instant.EPOCH.plus(Duration.ofDays(t)), price, price, price, price, 1);
    }
    double deviation = FeatureSet.compute(out.build(), List.of("stddev_5"), 1).column(0)[4];
    assertThat(deviation / tick).isCloseTo(1.62480768092719, within(1e-12));
  }

  @Test
  void damagedOrForeignStateIsRefused() {
    FeatureSet set = FeatureSet.of(ALL, List.of("rsi_14", "sma_20", "macd_12_26_9"));
    FeatureStream stream = set.stream();
    for (int t = 0; t < 100; t++) {
      stream.update(BARS, t);
    }
    byte[] saved = stream.save();
    for (int cut = 0; cut < saved.length; cut += 7) {
      byte[] prefix = Arrays.copyOf(saved, cut);
      assertThatThrownBy(() -> set.stream().restore(prefix))
          .isInstanceOf(ModelFormatException.class);
    }
    for (int bit = 0; bit < 8 * saved.length; bit += 5) {
      byte[] flipped = saved.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> set.stream().restore(flipped))
          .isInstanceOf(ModelFormatException.class);
    }
    FeatureSet other = FeatureSet.of(ALL, List.of("rsi_7", "sma_20", "macd_12_26_9"));
    assertThatThrownBy(() -> other.stream().restore(saved))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("definition hash");
  }

  @Test
  void aCacheIsKeyedByTheDataAndTheDefinition() {
    Map<FeatureKey, FeatureTable> kept = new HashMap<>();
    FeatureCache cache = (key, compute) -> kept.computeIfAbsent(key, k -> compute.get());
    FeatureSet set = FeatureSet.of(ALL, List.of("rsi_14"));
    FeatureData data = FeatureData.of(BARS);
    FeatureTable first = set.compute(data, 1, cache);
    assertThat(set.compute(FeatureData.of(MarketPath.of("SET", 400, 9)), 2, cache)).isSameAs(first);
    assertThat(set.compute(data.window(0, 399), 1, cache)).isNotSameAs(first);
    assertThat(FeatureSet.of(ALL, List.of("rsi_7")).compute(data, 1, cache)).isNotSameAs(first);
    assertThat(set.key(data.with("flow", new double[400]))).isNotEqualTo(set.key(data));
    assertThat(set.compute(data, 1, FeatureCache.none())).isNotSameAs(first);
    assertThat(kept).hasSize(3);
  }

  @Test
  void aTableIsKeptForItsTimeAndTheOneUsedLongestAgoGoesFirst() {
    Instant[] now = {Instant.EPOCH};
    FeatureCache cache = FeatureCache.withTtl(Duration.ofSeconds(60), 2, () -> now[0]);
    FeatureSet set = FeatureSet.of(ALL, List.of("rsi_14"));
    FeatureData a = FeatureData.of(BARS);
    FeatureData b = a.window(0, 399);
    FeatureTable first = set.compute(a, 1, cache);
    now[0] = now[0].plusSeconds(59);
    assertThat(set.compute(a, 1, cache)).isSameAs(first);
    now[0] = now[0].plusSeconds(1);
    FeatureTable second = set.compute(a, 1, cache);
    assertThat(second).isNotSameAs(first);
    FeatureTable ofB = set.compute(b, 1, cache);
    assertThat(set.compute(a, 1, cache)).isSameAs(second);
    set.compute(a.window(0, 398), 1, cache);
    assertThat(set.compute(a, 1, cache)).isSameAs(second);
    assertThat(set.compute(b, 1, cache)).isNotSameAs(ofB);
  }

  @Test
  void aCacheOfNoSizeIsRefused() {
    assertThatThrownBy(() -> FeatureCache.withTtl(Duration.ofSeconds(1), 0, () -> Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("feature cache: ttl must be >= 0 and most >= 1, got PT1S and 0");
  }

  @Test
  void anInstrumentWithoutABarIsLeftOutOfComparisons() {
    BarSeries a = MarketPath.of("A", 30, 1);
    BarSeries b = MarketPath.of("B", 30, 2).window(0, 20);
    Feature feature = Feature.named("r", "rank").of(Cross.rank(Inputs.close()));
    List<FeatureTable> tables =
        FeatureSet.of(List.of(feature))
            .compute(FeaturePanel.of(List.of(FeatureData.of(a), FeatureData.of(b))), 2);
    assertThat(tables.get(0).column(0)[29]).isEqualTo(1);
    assertThat(tables.get(1).column(0)[29]).isNaN();
    assertThat(tables.get(0).column(0)[0] + tables.get(1).column(0)[0]).isEqualTo(1.5);
  }
}
