// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.backtest.cost.Commission;
import io.github.quantml.backtest.cost.Instrument;
import io.github.quantml.backtest.order.Order;
import io.github.quantml.backtest.order.Trail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The values that backtrader 1.9.78 asserts in its tests for one unit bought and sold where the
 * close crosses its 15-day average, on its file {@code 2006-day-001.txt} (255 bars).
 */
@Tag("data")
class BacktraderParityTest {
  private static BarSeries index;

  @BeforeAll
  static void load() {
    BarSeriesBuilder builder = BarSeries.builder("STOXX50E", Duration.ofDays(1));
    List<String> lines = TestBars.lines("backtrader/2006-day-001.txt");
    for (String line : lines.subList(1, lines.size())) {
      String[] f = line.split(",", -1);
      builder.add(
          TestBars.close(f[0]),
          Double.parseDouble(f[1]),
          Double.parseDouble(f[2]),
          Double.parseDouble(f[3]),
          Double.parseDouble(f[4]),
          Double.parseDouble(f[5]));
    }
    index = builder.build();
  }

  /** Buys one unit when the close crosses above its average, closes when below. */
  private static final class Crosses implements Strategy {
    final List<Double> decided = new ArrayList<>();
    double funds;
    private double side;

    @Override
    public int warmUp() {
      return 15;
    }

    @Override
    public void onBar(Desk desk) {
      funds = desk.availableFunds();
      double sum = 0;
      for (int i = 0; i < 15; i++) {
        sum += desk.close(0, i);
      }
      double gap = desk.close(0) - sum / 15;
      boolean up = gap > 0 && side < 0;
      boolean down = gap < 0 && side > 0;
      side = gap == 0 ? side : Math.signum(gap);
      if (up && desk.position(0) == 0) {
        decided.add(desk.close(0));
        desk.market(0, 1);
      } else if (down && desk.position(0) > 0) {
        desk.flatten(0);
      }
    }
  }

  @Test
  void barsAreTheirs() {
    assertThat(index.size()).isEqualTo(255);
  }

  @Test
  void aFutureEndsAtTheirValueAndCash() {
    Crosses strategy = new Crosses();
    BacktestResult result =
        BacktestEngine.builder()
            .withoutCosts()
            .commission(Commission.perUnit(2))
            .instrument(Instrument.future(10, 1000, 0))
            .build()
            .run(index, strategy);
    assertThat(result.finalEquity()).isCloseTo(12_795.00, within(0.005));
    assertThat(strategy.funds).isCloseTo(11_795.00, within(0.005));
    assertThat(result.finalEquity() / result.initialCash() - 1).isCloseTo(0.2795, within(1e-12));
  }

  @Test
  void aStockEndsAtTheirValueAndCash() {
    Crosses strategy = new Crosses();
    BacktestResult result = BacktestEngine.builder().withoutCosts().build().run(index, strategy);
    assertThat(result.finalEquity()).isCloseTo(10_284.10, within(0.005));
    assertThat(strategy.funds).isCloseTo(6_164.16, within(0.005));
  }

  @Test
  void decisionsAndExecutionsHaveTheirPrices() {
    Crosses strategy = new Crosses();
    BacktestResult result = BacktestEngine.builder().withoutCosts().build().run(index, strategy);
    assertThat(strategy.decided)
        .containsExactly(
            3641.42, 3798.46, 3874.61, 3860.00, 3843.08, 3648.33, 3526.84, 3632.93, 3788.96,
            3841.31, 4045.22, 4052.89);
    assertThat(result.fills().stream().filter(f -> f.units() > 0).map(Fill::price))
        .containsExactly(
            3643.35, 3801.03, 3872.37, 3863.57, 3845.32, 3656.43, 3542.65, 3639.65, 3799.86,
            3840.20, 4047.63, 4052.55);
    assertThat(result.fills().stream().filter(f -> f.units() < 0).map(Fill::price))
        .containsExactly(
            3763.95, 3811.85, 3822.35, 3822.57, 3829.82, 3598.58, 3545.92, 3766.80, 3782.15,
            3979.73, 4045.05);
  }

  @Test
  void theSystemQualityNumberOfTheTradesIsTheirs() {
    BacktestResult result =
        BacktestEngine.builder()
            .withoutCosts()
            .commission(Commission.perUnit(2))
            .instrument(Instrument.future(10, 1000, 0))
            .build()
            .run(index, new Crosses());
    double[] profits =
        result.trades().stream().filter(t -> !t.open()).mapToDouble(Trade::profit).toArray();
    assertThat(profits).hasSize(11);
    double mean = 0;
    for (double p : profits) {
      mean += p / profits.length;
    }
    double variance = 0;
    for (double p : profits) {
      variance += (p - mean) * (p - mean) / profits.length;
    }
    assertThat(Math.sqrt(profits.length) * mean / Math.sqrt(variance))
        .isCloseTo(0.9125503164393755, within(1e-12));
  }

  @Test
  void positionsAverageLikeTheirs() {
    double[] prices = {10, 10, 12.5, 14.5, 17.5};
    double[] orders = {10, 5, -7, -15};
    List<double[]> positions = new ArrayList<>();
    BacktestResult result =
        BacktestEngine.builder()
            .withoutCosts()
            .build()
            .run(
                TestBars.flat("X", prices),
                desk -> {
                  int n = desk.bars(0);
                  if (n > 1) {
                    positions.add(new double[] {desk.position(0), desk.averagePrice(0)});
                  }
                  if (n <= orders.length) {
                    desk.market(0, orders[n - 1]);
                  }
                });
    assertThat(positions.get(0)).containsExactly(10, 10);
    assertThat(positions.get(1)[0]).isEqualTo(15);
    assertThat(positions.get(1)[1]).isCloseTo(10.833333333333334, within(1e-12));
    assertThat(positions.get(2)[0]).isEqualTo(8);
    assertThat(positions.get(2)[1]).isCloseTo(10.833333333333334, within(1e-12));
    assertThat(positions.get(3)).containsExactly(-7, 17.5);
    // The last order closed 8 units (3 of the first lot, 5 of the second) and opened 7.
    assertThat(result.trades()).extracting(Trade::units).containsExactly(7.0, 3.0, 5.0, -7.0);
  }

  /** ATR(14) on the file: 34.264286 first, 35.866308 last. */
  @Test
  void theAverageTrueRangeBehindATrailingStopIsTheirs() {
    int last = index.size();
    BacktestResult result =
        BacktestEngine.builder()
            .withoutCosts()
            .build()
            .run(
                index,
                desk -> {
                  if (desk.bars(0) == 15 || desk.bars(0) == last) {
                    desk.submit(0, Order.trailingStop(-1, Trail.atr(14, 1)));
                    desk.cancelAll(0);
                  }
                });
    List<OrderRecord> orders = result.orders();
    assertThat(index.close(14) - orders.get(0).stop()).isCloseTo(34.264286, within(5e-7));
    assertThat(index.close(last - 1) - orders.get(1).stop()).isCloseTo(35.866308, within(5e-7));
  }
}
