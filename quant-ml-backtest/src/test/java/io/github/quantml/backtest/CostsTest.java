// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.backtest.cost.Commission;
import io.github.quantml.backtest.cost.Instrument;
import io.github.quantml.backtest.cost.Interest;
import io.github.quantml.backtest.cost.Margin;
import io.github.quantml.backtest.cost.Spread;
import io.github.quantml.backtest.cost.SquareRootImpact;
import io.github.quantml.backtest.cost.VolumeLimit;
import io.github.quantml.backtest.order.Order;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Every kind of cost, and what happens without money; expected values by hand. */
class CostsTest {
  private static BacktestEngine.Builder free() {
    return BacktestEngine.builder().withoutCosts();
  }

  /** Trades {@code units} after the first close and nothing else. */
  private static BacktestResult trade(
      BacktestEngine.Builder builder, BarSeries bars, double units) {
    return builder
        .build()
        .run(
            bars,
            desk -> {
              if (desk.bars(0) == 1) {
                desk.market(0, units);
              }
            });
  }

  private static double charge(Commission commission, double units, double price) {
    return commission.of(units, price, 1, false, 0);
  }

  @Test
  void commissionsChargeWhatTheySay() {
    assertThat(charge(Commission.none(), 10, 5)).isZero();
    assertThat(charge(Commission.fixed(7), 10, 5)).isEqualTo(7);
    assertThat(charge(Commission.perUnit(0.01), 10, 5)).isCloseTo(0.1, within(1e-15));
    assertThat(charge(Commission.basisPoints(5), 10, 500)).isCloseTo(2.5, within(1e-12));
    assertThat(charge(Commission.perUnit(0.01).atLeast(1), 10, 5)).isEqualTo(1);
    assertThat(charge(Commission.perUnit(0.01).atMost(1), 1000, 5)).isEqualTo(1);
    assertThat(charge(Commission.fixed(1).plus(Commission.fixed(2)), 10, 5)).isEqualTo(3);
    Commission sides = Commission.makerTaker(-1, 4);
    assertThat(sides.of(10, 1000, 1, true, 0)).isEqualTo(-1);
    assertThat(sides.of(10, 1000, 1, false, 0)).isEqualTo(4);
  }

  @Test
  void tiersAreMarginal() {
    Commission tiers = Commission.tiered(new double[] {0, 10_000}, new double[] {10, 5});
    // 5,000 of the first tier are left, 3,000 fall into the second.
    assertThat(tiers.of(8, 1000, 1, false, 5_000)).isCloseTo(5 + 1.5, within(1e-12));
    assertThat(tiers.of(8, 1000, 1, false, 50_000)).isCloseTo(4, within(1e-12));
  }

  @Test
  void aTierBeginsAnewEveryMonth() {
    Commission tiers = Commission.tiered(new double[] {0, 100}, new double[] {100, 0});
    double[] prices = new double[62];
    java.util.Arrays.fill(prices, 100);
    BacktestResult result =
        free()
            .commission(tiers)
            .build()
            .run(
                TestBars.flat("X", prices),
                desk -> {
                  int n = desk.bars(0);
                  if (n == 1 || n == 2 || n == 40) {
                    desk.market(0, 1);
                  }
                });
    assertThat(result.fills()).extracting(Fill::commission).containsExactly(1.0, 0.0, 1.0);
  }

  @Test
  void slippageAndHalfTheSpreadMoveThePriceAgainstTheTrader() {
    BacktestResult result =
        trade(
            free().slippageBps(10).spread(Spread.of(0.004)), TestBars.flat("X", 100, 100, 100), 10);
    Fill fill = result.fills().get(0);
    assertThat(fill.reference()).isEqualTo(100);
    assertThat(fill.price()).isCloseTo(100.3, within(1e-12));
    assertThat(result.ledger().slippage()).isCloseTo(1, within(1e-12));
    assertThat(result.ledger().spread()).isCloseTo(2, within(1e-12));
    assertThat(result.finalEquity()).isCloseTo(9_997, within(1e-9));
  }

  @Test
  void aRestingOrderPaysNoSlippageAndIsTheMaker() {
    BacktestResult result =
        free()
            .slippageBps(10)
            .commission(Commission.makerTaker(-1, 4))
            .build()
            .run(
                TestBars.of(
                    "X", new double[] {100, 100, 100, 100}, new double[] {100, 101, 98, 99}),
                desk -> {
                  if (desk.bars(0) == 1) {
                    desk.submit(0, Order.limit(10, 99));
                  }
                });
    Fill fill = result.fills().get(0);
    assertThat(fill.maker()).isTrue();
    assertThat(fill.price()).isEqualTo(99);
    assertThat(fill.commission()).isCloseTo(-0.099, within(1e-12));
  }

  @Test
  void slippageNeverPushesALimitOrderBeyondItsLimit() {
    BacktestResult result =
        free()
            .slippageBps(100)
            .build()
            .run(
                TestBars.flat("X", 100, 99.5),
                desk -> {
                  if (desk.bars(0) == 1) {
                    desk.submit(0, Order.limit(10, 99.7));
                  }
                });
    assertThat(result.fills()).extracting(Fill::price).containsExactly(99.7);
    assertThat(result.ledger().slippage()).isCloseTo(2, within(1e-9));
  }

  @Test
  void aVolumeLimitFillsInPartsAndMovesThePrice() {
    BarSeriesBuilder builder = BarSeries.builder("X", Duration.ofDays(1));
    for (int i = 0; i < 5; i++) {
      builder.add(TestBars.FIRST.plus(Duration.ofDays(i)), 10, 10, 10, 10, i == 2 ? 0 : 1000);
    }
    BacktestResult result = trade(free().volumeLimit(VolumeLimit.standard()), builder.build(), 60);
    assertThat(result.fills()).extracting(Fill::bar).containsExactly(1, 3, 4);
    assertThat(result.fills()).extracting(Fill::units).containsExactly(25.0, 25.0, 10.0);
    // 10 · 0.1 · 0.025²
    assertThat(result.fills().get(0).price()).isCloseTo(10.000625, within(1e-12));
    assertThat(result.orders().get(0).state()).isEqualTo(OrderRecord.State.FILLED);
  }

  @Test
  void impactGrowsWithTheRootOfTheShare() {
    // Returns alternate +1 % and −1 % in logs: with n = 4, σ = 0.01 · √(4/3); V = 1,000,000.
    double[] prices = new double[8];
    for (int i = 0; i < prices.length; i++) {
      prices[i] = i % 2 == 0 ? 100 : 100 * Math.exp(0.01);
    }
    BacktestResult result =
        free()
            .initialCash(1e8)
            .impact(new SquareRootImpact(0.8, 4))
            .build()
            .run(
                TestBars.flat("X", prices),
                desk -> {
                  if (desk.bars(0) == 6) {
                    desk.market(0, 10_000);
                  }
                });
    double expected = 0.8 * 0.01 * Math.sqrt(4.0 / 3) * Math.sqrt(0.01);
    assertThat(result.fills().get(0).price()).isCloseTo(100 * (1 + expected), within(1e-9));
    assertThat(result.ledger().impact()).isCloseTo(1e6 * expected, within(1e-6));
  }

  @Test
  void shortsPayForBorrowingAndDebtForMoney() {
    double[] flat = new double[367];
    java.util.Arrays.fill(flat, 100);
    BacktestResult shorting =
        trade(free().interest(new Interest(0.1, 0.2, 0)), TestBars.flat("X", flat), -50);
    // 365 days of 10 % on 5,000.
    assertThat(shorting.ledger().borrow()).isCloseTo(500, within(1e-9));
    assertThat(shorting.ledger().financing()).isZero();
    BacktestResult levered =
        trade(
            free().margin(new Margin(0.5, 0.1)).interest(new Interest(0, 0.2, 0)),
            TestBars.flat("X", flat),
            150);
    // Simple interest on a debt that grows by it daily: 5,000 · ((1 + 0.2/365)^365 − 1).
    assertThat(levered.ledger().financing())
        .isCloseTo(5000 * (Math.pow(1 + 0.2 / 365, 365) - 1), within(1e-6));
    assertThat(levered.finalEquity())
        .isCloseTo(10_000 - levered.ledger().financing(), within(1e-9));
  }

  @Test
  void idleCashEarnsInterest() {
    double[] flat = new double[366];
    java.util.Arrays.fill(flat, 100);
    BacktestResult result =
        free().interest(new Interest(0, 0, 0.05)).build().run(TestBars.flat("X", flat), desk -> {});
    assertThat(result.ledger().financing()).isNegative();
    assertThat(result.finalEquity())
        .isCloseTo(10_000 * Math.pow(1 + 0.05 / 365, 365), within(1e-6));
  }

  @Test
  void fundsLimitWhatATargetTakesAndRefuseWhatAnOrderAsks() {
    BarSeries bars = TestBars.flat("X", 100, 110, 110);
    BacktestResult target =
        free()
            .instrument(Instrument.SHARE)
            .build()
            .run(
                bars,
                desk -> {
                  if (desk.bars(0) == 1) {
                    desk.targetWeight(0, 1);
                  }
                });
    assertThat(target.fills()).extracting(Fill::units).containsExactly(90.0); // 10,000 / 110
    BacktestResult order = trade(free(), bars, 100);
    assertThat(order.fills()).isEmpty();
    assertThat(order.orders().get(0).state()).isEqualTo(OrderRecord.State.REJECTED);
  }

  @Test
  void ordersThatFreeFundsFillBeforeThoseThatNeedThem() {
    BacktestResult result =
        free()
            .build()
            .run(
                java.util.List.of(
                    TestBars.flat("A", 100, 100, 100, 100), TestBars.flat("B", 100, 100, 100, 100)),
                io.github.quantml.api.MarketContext.empty(),
                desk -> {
                  if (desk.bars(1) == 1) {
                    desk.market(1, 100);
                  } else if (desk.bars(1) == 2) {
                    desk.market(0, 100);
                    desk.flatten(1);
                  }
                });
    assertThat(result.orders()).allMatch(o -> o.state() == OrderRecord.State.FILLED);
    assertThat(result.fills()).extracting(Fill::symbol).containsExactly("B", "B", "A");
  }

  @Test
  void aMarginCallLiquidatesAtTheNextBar() {
    // 190 units at 100 on 10,000: debt 9,000. At 60 the equity is 2,400 of 11,400 (21 %).
    BacktestResult result =
        trade(free().margin(Margin.REGULATION_T), TestBars.flat("X", 100, 100, 60, 58, 58), 190);
    Trade trade = result.trades().get(0);
    assertThat(trade.exit()).isEqualTo(Trade.Exit.MARGIN_CALL);
    assertThat(trade.exitPrice()).isEqualTo(58);
    assertThat(trade.exitBar()).isEqualTo(3);
    assertThat(result.finalEquity()).isEqualTo(10_000 - 190 * 42.0);
    assertThat(result.isRuined()).isFalse();
  }

  @Test
  void ruinEndsTradingAndDebtsRemain() {
    BarSeries bars = TestBars.flat("X", 100, 100, 40, 41, 41, 41);
    int[] calls = new int[1];
    BacktestResult result =
        free()
            .margin(new Margin(0.1, 0))
            .build()
            .run(
                bars,
                desk -> {
                  calls[0]++;
                  if (desk.bars(0) == 1) {
                    desk.market(0, 200);
                  }
                });
    assertThat(calls[0]).isEqualTo(2);
    assertThat(result.isRuined()).isTrue();
    assertThat(result.trades().get(0).exit()).isEqualTo(Trade.Exit.RUIN);
    assertThat(result.finalEquity()).isEqualTo(10_000 - 200 * 59.0);
    BacktestResult limited = trade(free().margin(new Margin(0.1, 0)).ruinAtClose(), bars, 200);
    assertThat(limited.finalEquity()).isZero();
    assertThat(limited.ledger().writeOff()).isEqualTo(2000);
    assertThat(limited.trades().get(0).exitBar()).isEqualTo(2);
  }

  @Test
  void wholeLotsAreTradedAndNothingSmaller() {
    BacktestEngine.Builder lots = free().instrument(new Instrument(1, 10, Double.NaN, Double.NaN));
    assertThat(trade(lots, TestBars.flat("X", 1, 1, 1), 27).fills())
        .extracting(Fill::units)
        .containsExactly(20.0);
    BacktestResult small = trade(lots, TestBars.flat("X", 1, 1, 1), 7);
    assertThat(small.orders().get(0).reason()).contains("less than one lot");
  }

  @Test
  void impossibleCostsAreRefusedByName() {
    assertThatThrownBy(() -> Commission.basisPoints(-1)).hasMessageContaining("basisPoints");
    assertThatThrownBy(() -> Commission.fixed(Double.NaN)).hasMessageContaining("fixed");
    assertThatThrownBy(() -> Commission.tiered(new double[] {1}, new double[] {1}))
        .hasMessageContaining("first tier");
    assertThatThrownBy(() -> Spread.of(1)).hasMessageContaining("spread");
    assertThatThrownBy(() -> new VolumeLimit(0, 0)).hasMessageContaining("share");
    assertThatThrownBy(() -> new Margin(0.5, 0.6)).hasMessageContaining("maintenance");
    assertThatThrownBy(() -> new Interest(-0.1, 0, 0)).hasMessageContaining("borrow");
    assertThatThrownBy(() -> new SquareRootImpact(1, 1)).hasMessageContaining("window");
    assertThatThrownBy(() -> Instrument.future(0, 1, 1)).hasMessageContaining("multiplier");
  }
}
