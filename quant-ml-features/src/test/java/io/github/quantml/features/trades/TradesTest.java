// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.trades;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.features.Feature;
import io.github.quantml.features.FeatureData;
import io.github.quantml.features.FeatureSet;
import io.github.quantml.features.MarketPath;
import io.github.quantml.features.contract.FeatureContract;
import io.github.quantml.math.random.CounterRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class TradesTest {
  private static Trades three() {
    return new Trades(
        new long[] {1, 2, 3, 4, 5},
        new double[] {10, 11, 11, 10, 10},
        new double[] {1, 2, 3, 4, 5});
  }

  @Test
  void theTickRuleKeepsTheSideWhileThePriceStays() {
    assertThat(three().tickRule()).containsExactly(0, 1, 1, -1, -1);
  }

  @Test
  void bucketsSplitTradesAndVpinIsTheirImbalance() {
    // Sides by volume: 1 unknown, 5 bought, 9 sold. Buckets of 5: (0 + 4)/5, (1 - 4)/5, -5/5.
    Vpin vpin = Vpin.of(three(), 5, 3, Vpin.Classification.TICK_RULE);
    assertThat(vpin.values()).hasSize(1);
    assertThat(vpin.values()[0]).isCloseTo((0.8 + 0.6 + 1) / 3, within(1e-12));
    assertThat(vpin.endNanos()).containsExactly(5);
    assertThatThrownBy(() -> Vpin.of(three(), 5, 4, Vpin.Classification.BULK))
        .isInstanceOf(InsufficientDataException.class);
  }

  @Test
  void bulkVpinOfPureNoiseIsThatOfUniformShares() {
    // |2 Phi(Z) - 1| is uniform on [0, 1], so its mean is 1/2.
    int n = 4000;
    CounterRandom random = CounterRandom.of(1);
    long[] time = new long[n];
    double[] price = new double[n];
    double[] size = new double[n];
    double p = 1000;
    for (int i = 0; i < n; i++) {
      time[i] = i;
      p += random.nextGaussian() * 0.1;
      price[i] = p;
      size[i] = 1;
    }
    Vpin vpin = Vpin.of(new Trades(time, price, size), 10, 400, Vpin.Classification.BULK);
    assertThat(vpin.values()[0]).isCloseTo(0.5, within(0.05));
  }

  @Test
  void badTradesAreNamed() {
    assertThatThrownBy(() -> new Trades(new long[] {1}, new double[] {0}, new double[] {1}))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("trade 0: price must be > 0, got 0.0");
    assertThatThrownBy(
            () -> new Trades(new long[] {2, 1}, new double[] {1, 1}, new double[] {1, 1}))
        .hasMessageContaining("trade 1: time");
  }

  @Test
  void tradesBelongToTheBarThatClosesAtOrAfterThem() {
    BarSeries bars = MarketPath.of("TEST", 3, 1);
    long close = bars.timeNanos(1);
    Trades trades =
        new Trades(
            new long[] {bars.timeNanos(0), close - 2, close, close + 1},
            new double[] {10, 11, 10, 12},
            new double[] {1, 1, 3, 7});
    FeatureData data = TradeColumns.of(bars, trades);
    Feature buys =
        Feature.named("b", "b").of(io.github.quantml.features.graph.Node.input("trade_buys"));
    Feature entropy =
        Feature.named("e", "e")
            .of(io.github.quantml.features.graph.Node.input("trade_size_entropy"));
    var table = FeatureSet.of(List.of(buys, entropy)).compute(data, 1);
    assertThat(table.column(0)).containsExactly(0, 1, 7);
    assertThat(table.column(1)[1])
        .isCloseTo(-0.25 * Math.log(0.25) - 0.75 * Math.log(0.75), within(1e-12));
  }

  @Test
  void featuresOfTradesKeepTheContract() {
    BarSeries bars = MarketPath.of("TEST", 300, 4);
    CounterRandom random = CounterRandom.of(2);
    int n = 3000;
    long[] time = new long[n];
    double[] price = new double[n];
    double[] size = new double[n];
    for (int i = 0; i < n; i++) {
      time[i] = bars.timeNanos(i / 10) - 9 + i % 10;
      price[i] = 100 + random.nextInt(5);
      size[i] = 1 + random.nextInt(9);
    }
    FeatureData data = TradeColumns.of(bars, new Trades(time, price, size));
    for (Feature feature : TradeColumns.family().features()) {
      FeatureContract.on(data).check(feature);
    }
  }
}
