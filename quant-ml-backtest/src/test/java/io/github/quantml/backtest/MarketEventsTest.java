// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.MarketContext;
import io.github.quantml.backtest.cost.Instrument;
import io.github.quantml.backtest.order.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Splits, dividends, delistings, several intervals, late assets, and input that cannot be run. */
class MarketEventsTest {
  private static BacktestEngine.Builder free() {
    return BacktestEngine.builder().withoutCosts();
  }

  private static Instant day(int i) {
    return TestBars.FIRST.plus(Duration.ofDays(i)).minus(Duration.ofHours(12));
  }

  private static Strategy buyOnce(double units) {
    return desk -> {
      if (desk.bars(0) == 1) {
        desk.market(0, units);
      }
    };
  }

  @Test
  void aSplitChangesUnitsAndPricesAndNotTheEquity() {
    BacktestResult result =
        free()
            .corporateActions(List.of(new CorporateAction.Split("X", day(3), 4)))
            .build()
            .run(
                TestBars.flat("X", 100, 100, 104, 26, 27),
                desk -> {
                  if (desk.bars(0) == 1) {
                    desk.market(0, 10);
                    desk.submit(0, Order.limit(-10, 108).reducing());
                  }
                });
    assertThat(result.equity(2)).isEqualTo(10_040);
    assertThat(result.equity(3)).isEqualTo(10_040);
    // The limit became 40 units at 27.
    Trade trade = result.trades().get(0);
    assertThat(trade.units()).isEqualTo(40);
    assertThat(trade.entryPrice()).isEqualTo(25);
    assertThat(trade.exitPrice()).isEqualTo(27);
    assertThat(result.finalEquity()).isEqualTo(10_080);
    assertThat(trade.profit()).isEqualTo(80);
  }

  @Test
  void dividendsArePaidToLongAndByShort() {
    List<CorporateAction> actions = List.of(new CorporateAction.Dividend("X", day(2), 1.5));
    BarSeries bars = TestBars.flat("X", 100, 100, 100);
    BacktestResult held = free().corporateActions(actions).build().run(bars, buyOnce(10));
    assertThat(held.ledger().dividends()).isEqualTo(15);
    assertThat(held.finalEquity()).isEqualTo(10_015);
    BacktestResult owed = free().corporateActions(actions).build().run(bars, buyOnce(-10));
    assertThat(owed.ledger().dividends()).isEqualTo(-15);
    BacktestResult late =
        free()
            .corporateActions(List.of(new CorporateAction.Dividend("X", day(1), 1.5)))
            .build()
            .run(bars, buyOnce(10));
    assertThat(late.ledger().dividends()).isZero(); // bought on the ex-day
  }

  @Test
  void aDelistingSettlesAtItsReturn() {
    BarSeriesBuilder short_ = BarSeries.builder("X", Duration.ofDays(1));
    for (int i = 0; i < 3; i++) {
      short_.add(TestBars.FIRST.plus(Duration.ofDays(i)), 10, 10, 10, 10, 1);
    }
    List<BarSeries> bars = List.of(short_.build(), TestBars.flat("Y", 5, 5, 5, 5, 5, 5));
    BacktestResult result =
        free()
            .corporateActions(List.of(new CorporateAction.Delisting("X", day(4), -0.3)))
            .build()
            .run(
                bars,
                MarketContext.empty(),
                desk -> {
                  if (desk.bars(1) == 1) {
                    desk.market(0, 100);
                  } else if (desk.bars(1) == 3) {
                    desk.submit(0, Order.limit(-100, 20));
                  } else if (desk.bars(1) > 4) {
                    assertThat(desk.isReady(0)).isFalse();
                    assertThatThrownBy(() -> desk.market(0, 1)).hasMessageContaining("delisted");
                  }
                });
    Trade trade = result.trades().get(0);
    assertThat(trade.exit()).isEqualTo(Trade.Exit.DELISTED);
    assertThat(trade.exitPrice()).isCloseTo(7, within(1e-12));
    assertThat(result.ledger().delisting()).isCloseTo(-300, within(1e-9));
    assertThat(result.finalEquity()).isCloseTo(9_700, within(1e-9));
    assertThat(result.orders().get(1).reason()).isEqualTo("delisted");
    assertThat(result.toExposure()[3]).isPositive();
    assertThat(result.toExposure()[5]).isZero();
  }

  @Test
  void barsAfterADelistingAreAnError() {
    assertThatThrownBy(
            () ->
                free()
                    .corporateActions(List.of(new CorporateAction.Delisting("X", day(1), 0)))
                    .build()
                    .run(TestBars.flat("X", 1, 1, 1), desk -> {}))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("X")
        .hasMessageContaining("delisted");
  }

  @Test
  void aBarOfAHigherIntervalIsSeenOnceItHasClosed() {
    Instant start = Instant.parse("2021-03-01T00:00:00Z");
    BarSeries hours = TestBars.walk("X", 96, 5, start.plusSeconds(3600), Duration.ofHours(1), 50);
    BarSeries days = TestBars.walk("X", 4, 6, start.plusSeconds(86_400), Duration.ofDays(1), 50);
    List<Integer> seen = new ArrayList<>();
    BacktestResult result =
        free()
            .build()
            .run(
                List.of(days, hours),
                MarketContext.empty(),
                desk -> {
                  assertThat(desk.assets()).isEqualTo(1);
                  BarSeries known = desk.history(0, Duration.ofDays(1));
                  seen.add(known.size());
                  if (!known.isEmpty()) {
                    assertThat(known.time(known.size() - 1)).isBeforeOrEqualTo(desk.time());
                  }
                });
    assertThat(result.size()).isEqualTo(96);
    for (int i = 0; i < 96; i++) {
      assertThat(seen.get(i)).isEqualTo((i + 1) / 24);
    }
  }

  @Test
  void anOrderPlacedInsideABarWaitsForTheNextOne() {
    Instant start = Instant.parse("2021-03-01T00:00:00Z");
    BarSeries hours = TestBars.walk("H", 96, 5, start.plusSeconds(3600), Duration.ofHours(1), 50);
    BarSeries days = TestBars.walk("D", 4, 6, start.plusSeconds(86_400), Duration.ofDays(1), 50);
    BacktestResult result =
        free()
            .build()
            .run(
                List.of(hours, days),
                MarketContext.empty(),
                desk -> {
                  if (desk.bars(0) == 30) { // 06:00 of the second day
                    desk.market(1, 1);
                  }
                });
    assertThat(result.fills()).hasSize(1);
    assertThat(result.fills().get(0).price()).isEqualTo(days.open(2));
    assertThat(result.fills().get(0).time()).isEqualTo(days.time(2));
  }

  @Test
  void aRunMayBeginLaterWithItsHistoryKnown() {
    BarSeries bars = TestBars.walk("X", 200, 9);
    BacktestEngine engine = BacktestEngine.builder().build();
    Instant from = bars.time(120);
    BacktestResult result =
        engine.run(List.of(bars), MarketContext.empty(), SmaCross.longShort(5, 20), from);
    assertThat(result.size()).isEqualTo(80);
    assertThat(result.time(0)).isEqualTo(from);
    assertThat(result.orders()).allMatch(o -> !o.time().isBefore(from));
    assertThat(result.orders()).isNotEmpty();
    // Crossings are where they are in the whole run.
    BacktestResult whole = engine.run(bars, SmaCross.longShort(5, 20));
    assertThat(result.orders().get(1).time())
        .isIn(whole.orders().stream().map(OrderRecord::time).toList());
  }

  @Test
  void tooLittleHistoryIsNamedWithBothCounts() {
    assertThatThrownBy(
            () -> free().build().run(TestBars.walk("GOOG", 20, 1), SmaCross.longOnly(10, 30)))
        .isInstanceOfSatisfying(
            InsufficientDataException.class,
            e -> {
              assertThat(e.needed()).isEqualTo(31);
              assertThat(e.got()).isEqualTo(20);
            })
        .hasMessageContaining("GOOG");
    assertThatThrownBy(
            () ->
                free()
                    .build()
                    .run(
                        List.of(TestBars.walk("GOOG", 20, 1)),
                        MarketContext.empty(),
                        desk -> {},
                        Instant.parse("2030-01-01T00:00:00Z")))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessageContaining("2030");
    assertThatThrownBy(() -> free().build().run(List.of(), MarketContext.empty(), desk -> {}))
        .isInstanceOf(InsufficientDataException.class);
  }

  @Test
  void unknownSymbolsAreNamed() {
    BarSeries bars = TestBars.flat("X", 1, 1);
    assertThatThrownBy(() -> free().build().run(bars, desk -> desk.asset("Q")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'Q'")
        .hasMessageContaining("[X]");
    assertThatThrownBy(() -> free().instrument("Q", Instrument.SHARE).build().run(bars, desk -> {}))
        .hasMessageContaining("'Q'");
    assertThatThrownBy(
            () ->
                free()
                    .corporateActions(List.of(new CorporateAction.Split("Q", day(0), 2)))
                    .build()
                    .run(bars, desk -> {}))
        .hasMessageContaining("'Q'");
    assertThatThrownBy(() -> free().build().run(bars, desk -> desk.history(0, Duration.ofHours(1))))
        .hasMessageContaining("X")
        .hasMessageContaining("PT1H");
  }

  @Test
  void impossibleCashAndSettingsAreNamed() {
    for (double bad : new double[] {-1, 0, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> BacktestEngine.builder().initialCash(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("initialCash")
          .hasMessageContaining(String.valueOf(bad));
    }
    assertThatThrownBy(() -> BacktestEngine.builder().slippageBps(-1))
        .hasMessageContaining("slippageBps");
    assertThatThrownBy(() -> BacktestEngine.builder().latencyBars(-1))
        .hasMessageContaining("latencyBars");
  }

  @Test
  void badTablesAreNamed() {
    double[] good = {10, 11, 12};
    List<Instant> times = List.of(day(1), day(2), day(3));
    Map<String, double[]> columns =
        new TreeMap<>(
            Map.of("Open", good, "High", good, "Low", good, "Close", good, "Volume", good));
    assertThat(ColumnBars.of("X", Duration.ofDays(1), times, columns).close(2)).isEqualTo(12);
    assertThatThrownBy(
            () -> ColumnBars.of("X", Duration.ofDays(1), List.of(day(1), day(3), day(2)), columns))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("row 2")
        .hasMessageContaining("time");
    columns.put("Low", new double[] {10, Double.NaN, 12});
    assertThatThrownBy(() -> ColumnBars.of("X", Duration.ofDays(1), times, columns))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("row 1")
        .hasMessageContaining("low")
        .hasMessageContaining("NaN");
    columns.put("Low", new double[] {10});
    assertThatThrownBy(() -> ColumnBars.of("X", Duration.ofDays(1), times, columns))
        .hasMessageContaining("low has 1 rows for 3 times");
    columns.remove("Low");
    columns.remove("Volume");
    assertThatThrownBy(() -> ColumnBars.of("X", Duration.ofDays(1), times, columns))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("[low, volume] are missing");
  }

  @Test
  void twoSeriesOfOneIntervalAreAnError() {
    BarSeries bars = TestBars.flat("X", 1, 1);
    assertThatThrownBy(
            () -> free().build().run(List.of(bars, bars), MarketContext.empty(), desk -> {}))
        .hasMessageContaining("X")
        .hasMessageContaining("two series");
  }

  @Test
  void ordersDuringTheWarmUpAreRefused() {
    Strategy eager =
        new Strategy() {
          @Override
          public int warmUp() {
            return 3;
          }

          @Override
          public void onWarmUp(Desk desk) {
            desk.market(0, 1);
          }

          @Override
          public void onBar(Desk desk) {}
        };
    assertThatThrownBy(() -> free().build().run(TestBars.flat("X", 1, 1, 1, 1), eager))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("X")
        .hasMessageContaining("warm-up of 3");
  }

  @Test
  void fingerprintsFollowDataAndConfiguration() {
    BarSeries bars = TestBars.walk("X", 50, 1);
    Strategy idle = BuyAndHold.create();
    BacktestResult one = free().build().run(bars, idle);
    assertThat(free().build().run(TestBars.walk("X", 50, 2), idle).dataFingerprint())
        .isNotEqualTo(one.dataFingerprint());
    assertThat(free().build().run(bars, idle).dataFingerprint()).isEqualTo(one.dataFingerprint());
    assertThat(free().slippageBps(1).build().run(bars, idle).configurationFingerprint())
        .isNotEqualTo(one.configurationFingerprint());
    assertThat(free().build().run(bars, SmaCross.longOnly(2, 5)).configurationFingerprint())
        .isNotEqualTo(one.configurationFingerprint());
    assertThat(one.conventions()).contains("costs: none");
  }
}
