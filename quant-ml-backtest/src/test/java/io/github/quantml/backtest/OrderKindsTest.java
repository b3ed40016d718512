// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.backtest.cost.VolumeLimit;
import io.github.quantml.backtest.order.IntrabarPath;
import io.github.quantml.backtest.order.Order;
import io.github.quantml.backtest.order.Trail;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each kind of order on bars made for it; expected values by hand. */
class OrderKindsTest {
  /** Acts at the close of the n-th bar, counted from 1. */
  private static final class Script implements Strategy {
    private final Map<Integer, Consumer<Desk>> acts = new TreeMap<>();

    Script at(int n, Consumer<Desk> act) {
      acts.put(n, act);
      return this;
    }

    @Override
    public void onBar(Desk desk) {
      Consumer<Desk> act = acts.get(desk.bars(0));
      if (act != null) {
        act.accept(desk);
      }
    }
  }

  private static Script first(Order order) {
    return new Script().at(1, desk -> desk.submit(0, order));
  }

  private static BacktestEngine.Builder free() {
    return BacktestEngine.builder().withoutCosts();
  }

  private static BacktestResult run(BarSeries bars, Strategy strategy) {
    return free().build().run(bars, strategy);
  }

  private static double[] bar(double open, double high, double low, double close) {
    return new double[] {open, high, low, close};
  }

  @Test
  void aMarketOrderFillsAtTheNextOpen() {
    BacktestResult result =
        run(
            TestBars.of("X", bar(10, 11, 9, 10), bar(12, 13, 11, 12.5), bar(12, 13, 11, 12)),
            first(Order.market(5).withTag("why not")));
    assertThat(result.fills()).hasSize(1);
    Fill fill = result.fills().get(0);
    assertThat(fill.price()).isEqualTo(12);
    assertThat(fill.bar()).isEqualTo(1);
    assertThat(fill.tag()).isEqualTo("why not");
    assertThat(result.equity(1)).isEqualTo(10_000 + 5 * 0.5);
    assertThat(result.trades().get(0).tag()).isEqualTo("why not");
    assertThat(result.trades().get(0).open()).isTrue();
  }

  @Test
  void anOrderOnTheCloseFillsAtTheNextClose() {
    BacktestResult result =
        run(
            TestBars.of("X", bar(10, 11, 9, 10), bar(12, 13, 11, 12.5)),
            first(Order.marketOnClose(5)));
    assertThat(result.fills()).extracting(Fill::price).containsExactly(12.5);
  }

  @ParameterizedTest
  @CsvSource({
    // side, limit, open, high, low, close, price; NaN for no fill
    "1, 9.5, 10, 11, 9, 10, 9.5",
    "1, 9.5, 9.2, 11, 9, 10, 9.2",
    "1, 8.9, 10, 11, 9, 10, NaN",
    "-1, 10.5, 10, 11, 9, 10, 10.5",
    "-1, 10.5, 10.8, 11, 9, 10, 10.8",
    "-1, 11.1, 10, 11, 9, 10, NaN",
  })
  void aLimitFillsAtItsPriceOrAtABetterOpen(
      double side, double limit, double o, double h, double l, double c, double price) {
    BacktestResult result =
        run(TestBars.of("X", bar(10, 11, 9, 10), bar(o, h, l, c)), first(Order.limit(side, limit)));
    if (Double.isNaN(price)) {
      assertThat(result.fills()).isEmpty();
      assertThat(result.orders().get(0).state()).isEqualTo(OrderRecord.State.OPEN);
    } else {
      assertThat(result.fills()).extracting(Fill::price).containsExactly(price);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 10.5, 10, 11, 9, 10, 10.5",
    "1, 10.5, 10.8, 11, 9, 10, 10.8",
    "1, 11.1, 10, 11, 9, 10, NaN",
    "-1, 9.5, 10, 11, 9, 10, 9.5",
    "-1, 9.5, 9.2, 11, 9, 10, 9.2",
    "-1, 8.9, 10, 11, 9, 10, NaN",
  })
  void aStopFillsAtItsPriceOrAtAWorseOpen(
      double side, double stop, double o, double h, double l, double c, double price) {
    BacktestResult result =
        run(TestBars.of("X", bar(10, 11, 9, 10), bar(o, h, l, c)), first(Order.stop(side, stop)));
    if (Double.isNaN(price)) {
      assertThat(result.fills()).isEmpty();
    } else {
      assertThat(result.fills()).extracting(Fill::price).containsExactly(price);
    }
  }

  @Test
  void aStopLimitWaitsForItsLimitOnceTriggered() {
    BacktestResult result =
        run(
            TestBars.of(
                "X",
                bar(10, 10, 10, 10),
                bar(10, 11, 10, 10.9), // triggers at 10.5; comes not back to 10.2 by the close
                bar(10.9, 11, 10.1, 10.8)),
            first(Order.stopLimit(1, 10.5, 10.2)));
    assertThat(result.fills()).extracting(Fill::bar).containsExactly(2);
    assertThat(result.fills()).extracting(Fill::price).containsExactly(10.2);
  }

  @Test
  void aStopLimitWithRoomFillsAtItsStop() {
    BacktestResult result =
        run(
            TestBars.of("X", bar(10, 10, 10, 10), bar(10, 11, 10, 10.9)),
            first(Order.stopLimit(1, 10.5, 10.6)));
    assertThat(result.fills()).extracting(Fill::price).containsExactly(10.5);
  }

  @Test
  void anAbsoluteTrailFollowsTheHighsAtTheClose() {
    BacktestResult result =
        run(
            TestBars.of(
                "X",
                bar(100, 100, 100, 100),
                bar(100, 110, 99, 108), // stop 95 until its close, then 105
                bar(108, 112, 106, 111), // then 107
                bar(111, 111, 106, 108)),
            new Script().at(1, desk -> desk.submit(0, Order.trailingStop(-1, Trail.absolute(5)))));
    assertThat(result.fills()).extracting(Fill::bar).containsExactly(3);
    assertThat(result.fills()).extracting(Fill::price).containsExactly(107.0);
  }

  @Test
  void aFractionTrailsBelowTheBestPrice() {
    BacktestResult result =
        run(
            TestBars.of(
                "X", bar(100, 100, 100, 100), bar(100, 200, 100, 190), bar(190, 195, 150, 160)),
            first(Order.trailingStop(-1, Trail.fraction(0.1))));
    assertThat(result.fills()).extracting(Fill::price).containsExactly(180.0);
  }

  @Test
  void aBuyingTrailFollowsTheLows() {
    BacktestResult result =
        run(
            TestBars.of("X", bar(100, 100, 100, 100), bar(100, 101, 80, 82), bar(82, 90, 81, 89)),
            first(Order.trailingStop(1, Trail.absolute(5))));
    assertThat(result.fills()).extracting(Fill::price).containsExactly(85.0);
  }

  @Test
  void aTrailingLossProtectsTheTradeItBelongsTo() {
    BacktestResult result =
        run(
            TestBars.of(
                "X",
                bar(100, 100, 100, 100),
                bar(100, 120, 99, 118), // entry 100; stop 90, then 110
                bar(118, 119, 105, 106)),
            first(Order.market(1).withTrailingLoss(Trail.absolute(10))));
    Trade trade = result.trades().get(0);
    assertThat(trade.exitPrice()).isEqualTo(110);
    assertThat(trade.exit()).isEqualTo(Trade.Exit.STOP_LOSS);
    assertThat(trade.maxFavourable()).isCloseTo(0.2, within(1e-12));
    assertThat(trade.maxAdverse()).isCloseTo(0.01, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    // Both stop 95 and target 105 lie in the bar that opens at 101.
    "PESSIMISTIC, 95",
    "UNAMBIGUOUS, 95",
    "OPEN_HIGH_LOW_CLOSE, 105",
    "NEAREST_EXTREME, 105",
  })
  void thePathDecidesWhichEndOfABracketIsMetFirst(IntrabarPath path, double price) {
    BacktestResult result =
        free()
            .intrabarPath(path)
            .build()
            .run(
                TestBars.of(
                    "X", bar(100, 100, 100, 100), bar(100, 101, 99, 101), bar(101, 106, 94, 100)),
                first(Order.market(1).bracket(95, 105)));
    Trade trade = result.trades().get(0);
    assertThat(trade.exitPrice()).isEqualTo(price);
    assertThat(result.fills()).hasSize(2);
    assertThat(result.orders()).hasSize(3);
    assertThat(result.orders())
        .extracting(OrderRecord::state)
        .containsOnlyOnce(OrderRecord.State.CANCELLED);
  }

  @Test
  void theNearerExtremeIsTheLowWhereTheOpenIsNearIt() {
    BacktestResult result =
        free()
            .intrabarPath(IntrabarPath.NEAREST_EXTREME)
            .build()
            .run(
                TestBars.of(
                    "X", bar(100, 100, 100, 100), bar(100, 101, 99, 101), bar(98, 106, 94, 100)),
                first(Order.market(1).bracket(95, 105)));
    assertThat(result.trades().get(0).exitPrice()).isEqualTo(95);
  }

  @ParameterizedTest
  @CsvSource({
    // A limit entry at 98 inside the bar; is its target 103 met in the same bar?
    "PESSIMISTIC, 102, false",
    "PESSIMISTIC, 103.5, true",
    "UNAMBIGUOUS, 103.5, false",
    "OPEN_HIGH_LOW_CLOSE, 102, false",
    "OPEN_HIGH_LOW_CLOSE, 103.5, true",
  })
  void anEntryInsideTheBarMeetsItsTargetOnlyWhereThePathReachesIt(
      IntrabarPath path, double close, boolean met) {
    BacktestResult result =
        free()
            .intrabarPath(path)
            .build()
            .run(
                TestBars.of("X", bar(100, 100, 100, 100), bar(100, 104, 97, close)),
                first(Order.limit(1, 98).withTakeProfit(103)));
    assertThat(result.fills()).hasSize(met ? 2 : 1);
  }

  @Test
  void thePessimistLosesWhereAnEntryInsideTheBarCouldHaveLost() {
    BacktestResult result =
        run(
            TestBars.of("X", bar(100, 100, 100, 100), bar(100, 104, 97, 103)),
            first(Order.stop(1, 102).withStopLoss(98)));
    Trade trade = result.trades().get(0);
    assertThat(trade.entryPrice()).isEqualTo(102);
    assertThat(trade.exitPrice()).isEqualTo(98);
    assertThat(trade.exitBar()).isEqualTo(1);
  }

  @Test
  void ofOrdersThatExcludeEachOtherOneFills() {
    BacktestResult result =
        run(
            TestBars.of("X", bar(10, 10, 10, 10), bar(10, 10.6, 9.9, 10.5), bar(10, 10, 9, 9)),
            new Script()
                .at(
                    1,
                    desk ->
                        desk.submitOneCancelsOther(0, Order.stop(1, 10.5), Order.limit(1, 9.5))));
    assertThat(result.fills()).hasSize(1);
    assertThat(result.orders().get(1).state()).isEqualTo(OrderRecord.State.CANCELLED);
    assertThat(result.orders().get(1).reason()).contains("group");
  }

  @Test
  void oneOrderTriggersAnotherForTheBarAfter() {
    BacktestResult result =
        run(
            TestBars.flat("X", 10, 11, 12, 13),
            first(Order.market(2).then(Order.market(-2).reducing())));
    assertThat(result.fills()).extracting(Fill::price).containsExactly(11.0, 12.0);
  }

  @Test
  void aDayOrderEndsWithItsDay() {
    BacktestResult result =
        run(
            TestBars.of("X", bar(10, 10, 10, 10), bar(10, 10, 10, 10), bar(10, 10, 8, 8)),
            first(Order.limit(1, 9).day()));
    assertThat(result.fills()).isEmpty();
    assertThat(result.orders().get(0).state()).isEqualTo(OrderRecord.State.EXPIRED);
  }

  @Test
  void aDatedOrderEndsWithItsDate() {
    BarSeries bars = TestBars.of("X", bar(10, 10, 10, 10), bar(10, 10, 10, 10), bar(10, 10, 8, 8));
    Order order = Order.limit(1, 9);
    assertThat(run(bars, first(order.goodTill(bars.time(1)))).fills()).isEmpty();
    assertThat(run(bars, first(order.goodTill(bars.time(2)))).fills()).hasSize(1);
  }

  @Test
  void anImmediateOrderFillsAtTheOpenOrNever() {
    BarSeries bars = TestBars.of("X", bar(10, 10, 10, 10), bar(10, 10, 8, 8), bar(8, 9, 8, 8));
    assertThat(run(bars, first(Order.limit(1, 9).immediateOrCancel())).fills()).isEmpty();
    BacktestResult part =
        free()
            .volumeLimit(VolumeLimit.of(0.5))
            .build()
            .run(bars, first(Order.limit(-2_000_000, 10).immediateOrCancel()));
    assertThat(part.fills()).isEmpty(); // funds refuse so many shorts
    BacktestResult cut =
        free()
            .initialCash(1e9)
            .volumeLimit(VolumeLimit.of(0.5))
            .build()
            .run(bars, first(Order.market(2_000_000).immediateOrCancel()));
    assertThat(cut.fills()).extracting(Fill::units).containsExactly(500_000.0);
    assertThat(cut.orders().get(0).state()).isEqualTo(OrderRecord.State.CANCELLED);
    assertThat(cut.orders().get(0).filled()).isEqualTo(500_000);
  }

  @Test
  void latencyDelaysByWholeBars() {
    BacktestResult result =
        free().latencyBars(2).build().run(TestBars.flat("X", 1, 2, 3, 4), first(Order.market(1)));
    assertThat(result.fills()).extracting(Fill::price).containsExactly(4.0);
  }

  @Test
  void cancelledOrdersNeverFill() {
    long[] handle = new long[1];
    BacktestResult result =
        run(
            TestBars.flat("X", 10, 11, 9, 8),
            new Script()
                .at(1, desk -> handle[0] = desk.submit(0, Order.limit(1, 9)))
                .at(
                    2,
                    desk -> {
                      assertThat(desk.openOrders(0)).isEqualTo(1);
                      assertThat(desk.cancel(handle[0])).isTrue();
                      assertThat(desk.cancel(handle[0])).isFalse();
                    }));
    assertThat(result.fills()).isEmpty();
    assertThat(result.orders().get(0).reason()).isEqualTo("by the strategy");
  }

  @Test
  void aReducingOrderNeverTurnsAPosition() {
    BacktestResult result =
        run(
            TestBars.flat("X", 10, 10, 10, 10),
            new Script()
                .at(1, desk -> desk.market(0, 3))
                .at(2, desk -> desk.submit(0, Order.market(-5).reducing())));
    assertThat(result.fills()).extracting(Fill::units).containsExactly(3.0, -3.0);
  }

  @Test
  void aFillThatTurnsAPositionClosesTheOldestFirst() {
    BacktestResult result =
        run(
            TestBars.flat("X", 10, 10, 11, 12, 13),
            new Script()
                .at(1, desk -> desk.market(0, 2))
                .at(2, desk -> desk.market(0, 3))
                .at(3, desk -> desk.market(0, -7)));
    assertThat(result.trades()).extracting(Trade::units).containsExactly(2.0, 3.0, -2.0);
    assertThat(result.trades()).extracting(Trade::profit).containsExactly(4.0, 3.0, -2.0);
    assertThat(result.fills()).hasSize(3);
  }

  @Test
  void closingATradeCancelsWhatProtectedIt() {
    BacktestResult result =
        run(
            TestBars.flat("X", 10, 10, 10, 5),
            new Script()
                .at(1, desk -> desk.submit(0, Order.market(2).bracket(9, 11)))
                .at(2, desk -> desk.flatten(0)));
    assertThat(result.fills()).hasSize(2);
    assertThat(result.orders())
        .filteredOn(o -> o.state() == OrderRecord.State.CANCELLED)
        .hasSize(2)
        .allMatch(o -> o.reason().equals("its trade was closed"));
  }

  @Test
  void theSameBarCloseIsStamped() {
    BacktestResult result =
        free()
            .unsafeSameBarClose()
            .build()
            .run(
                TestBars.of("X", bar(10, 11, 9, 10.5), bar(12, 13, 11, 12)),
                first(Order.market(1)));
    assertThat(result.fills()).extracting(Fill::price).containsExactly(10.5);
    assertThat(result.conventions()).anyMatch(line -> line.startsWith("UNSAFE fill timing"));
    assertThatThrownBy(() -> free().unsafeSameBarClose().latencyBars(1).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("latencyBars");
  }

  @ParameterizedTest
  @EnumSource(EndOfRun.class)
  void theEndOfARunClosesAsAsked(EndOfRun end) {
    BacktestResult result =
        free()
            .endOfRun(end)
            .build()
            .run(
                TestBars.of("X", bar(10, 11, 9, 10), bar(10, 13, 10, 12), bar(13, 15, 12, 14)),
                first(Order.market(1)));
    Trade trade = result.trades().get(0);
    assertThat(trade.open()).isEqualTo(end == EndOfRun.KEEP_OPEN);
    assertThat(trade.exitPrice()).isEqualTo(end == EndOfRun.CLOSE_AT_LAST_OPEN ? 13 : 14);
    assertThat(result.finalEquity()).isEqualTo(10_000 + trade.exitPrice() - 10);
  }

  @Test
  void impossibleOrdersAreRefusedByName() {
    assertThatThrownBy(() -> Order.market(0)).hasMessageContaining("amount");
    assertThatThrownBy(() -> Order.limit(1, Double.NaN)).hasMessageContaining("limit");
    assertThatThrownBy(() -> Order.stop(1, -2)).hasMessageContaining("stop");
    assertThatThrownBy(() -> Order.marketFraction(1.5)).hasMessageContaining("fraction");
    assertThatThrownBy(() -> Order.limit(1, 100).withStopLoss(101))
        .hasMessageContaining("stopLoss");
    assertThatThrownBy(() -> Order.limit(-1, 100).withTakeProfit(101))
        .hasMessageContaining("takeProfit");
    assertThatThrownBy(() -> Trail.fraction(1)).hasMessageContaining("below 1");
  }
}
