// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.backtest.cost.Commission;
import io.github.quantml.backtest.cost.Margin;
import io.github.quantml.backtest.cost.Spread;
import io.github.quantml.backtest.order.Order;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Trades and equity of backtesting.py 0.6.6 on its GOOG bars: the asserted values of its tests, and
 * CSV files written by an independent implementation of its semantics.
 */
@Tag("data")
class BacktestingPyParityTest {
  private static final String DIR = "backtestingpy/";
  private static BarSeries goog;

  /** Their default size. */
  private static final double ALL = 1 - Math.ulp(1.0);

  @BeforeAll
  static void load() {
    goog = TestBars.daily("GOOG", DIR + "GOOG.csv");
  }

  /** Reverses at every crossing, all in; sized when it fills. */
  private record Reverse(int fast, int slow) implements Strategy {
    @Override
    public int warmUp() {
      return slow + 1;
    }

    @Override
    public void onBar(Desk desk) {
      double now = average(desk, fast, 0) - average(desk, slow, 0);
      double before = average(desk, fast, 1) - average(desk, slow, 1);
      if (now * before < 0) {
        desk.flatten(0);
        desk.submit(0, Order.marketFraction(now > 0 ? ALL : -ALL));
      }
    }

    private static double average(Desk desk, int window, int ago) {
      double sum = 0;
      for (int i = 0; i < window; i++) {
        sum += desk.close(0, ago + i);
      }
      return sum / window;
    }
  }

  private static BacktestResult reverse(int fast, int slow, BacktestEngine.Builder builder) {
    return builder.build().run(goog, new Reverse(fast, slow));
  }

  @Test
  void theTradeListIsTheirs() {
    BacktestResult result =
        reverse(10, 30, BacktestEngine.backtestingPy().endOfRun(EndOfRun.CLOSE_AT_LAST_OPEN));
    List<String> expected = TestBars.lines(DIR + "expected_trades_goog_sma10_30_nocost.csv");
    List<Trade> trades = result.trades();
    assertThat(trades).hasSize(66).hasSize(expected.size() - 1);
    for (int i = 0; i < trades.size(); i++) {
      String[] f = expected.get(i + 1).split(",", -1);
      Trade trade = trades.get(i);
      assertThat(trade.units()).isEqualTo(Double.parseDouble(f[0]));
      assertThat(trade.entryBar()).isEqualTo(Integer.parseInt(f[1]));
      assertThat(trade.exitBar()).isEqualTo(Integer.parseInt(f[2]));
      assertThat(trade.entryTime()).isEqualTo(TestBars.close(f[3]));
      assertThat(trade.exitTime()).isEqualTo(TestBars.close(f[4]));
      assertThat(trade.entryPrice()).isCloseTo(Double.parseDouble(f[5]), within(1e-9));
      assertThat(trade.exitPrice()).isCloseTo(Double.parseDouble(f[6]), within(1e-9));
      assertThat(trade.profit()).isCloseTo(Double.parseDouble(f[7]), within(1e-6 * 0.5));
    }
  }

  @Test
  void theEquityCurveIsTheirs() {
    BacktestResult result =
        reverse(10, 30, BacktestEngine.backtestingPy().endOfRun(EndOfRun.CLOSE_AT_LAST_OPEN));
    List<String> expected = TestBars.lines(DIR + "expected_equity_goog_sma10_30_nocost.csv");
    assertThat(result.size()).isEqualTo(2148).isEqualTo(expected.size() - 1);
    for (int i = 0; i < result.size(); i++) {
      double equity = Double.parseDouble(expected.get(i + 1).split(",", -1)[1]);
      assertThat(result.equity(i)).isCloseTo(equity, within(1e-9 * equity));
    }
    assertThat(result.finalEquity()).isCloseTo(51_422.98999999996, within(1e-8));
  }

  @Test
  void aSpreadIsPaidOnceAndTheLastTradeStaysOpen() {
    BacktestResult result =
        reverse(
            10,
            20,
            BacktestEngine.backtestingPy().spread(new Spread(0.002, Spread.Rule.WHOLE_AT_ENTRY)));
    assertThat(result.trades().stream().filter(t -> !t.open())).hasSize(93);
    assertThat(result.finalEquity()).isCloseTo(68_935.11986, within(1e-5));
    assertThat(peak(result)).isCloseTo(68_991.22, within(0.005));
  }

  private static double peak(BacktestResult result) {
    double peak = 0;
    for (double equity : result.toEquity()) {
      peak = Math.max(peak, equity);
    }
    return peak;
  }

  @Test
  void aCommissionIsPaidAtBothEnds() {
    BacktestResult result =
        reverse(10, 20, BacktestEngine.backtestingPy().commission(Commission.fraction(0.002)));
    assertThat(result.trades().stream().filter(t -> !t.open())).hasSize(93);
    assertThat(result.finalEquity()).isCloseTo(56_263.51934, within(1e-5));
    double closed =
        result.trades().stream().filter(t -> !t.open()).mapToDouble(Trade::commission).sum();
    assertThat(closed).isCloseTo(10_563.95154, within(1e-5));
  }

  @Test
  void theGridHasItsOptimumWhereTheirsIs() {
    double best = 0;
    int fast = 0;
    int slow = 0;
    int trades = 0;
    for (int n1 = 5; n1 < 30; n1 += 5) {
      for (int n2 = 10; n2 < 70; n2 += 5) {
        if (n1 < n2) {
          BacktestResult result =
              reverse(
                  n1,
                  n2,
                  BacktestEngine.backtestingPy()
                      .spread(new Spread(0.002, Spread.Rule.WHOLE_AT_ENTRY)));
          if (result.finalEquity() > best) {
            best = result.finalEquity();
            fast = n1;
            slow = n2;
            trades = (int) result.trades().stream().filter(t -> !t.open()).count();
          }
        }
      }
    }
    assertThat(new int[] {fast, slow, trades}).containsExactly(10, 15, 152);
    assertThat(best).isCloseTo(105_040.13, within(0.005));
  }

  /** A strategy that acts when a date has closed. */
  private static BacktestResult scripted(
      BacktestEngine.Builder builder, BarSeries bars, BiConsumer<Desk, Integer> script) {
    return builder.build().run(bars, desk -> script.accept(desk, desk.bars(0)));
  }

  private static boolean isDate(Desk desk, String date) {
    return desk.time().equals(TestBars.close(date));
  }

  private static BacktestResult buyThenClose(Spread spread, Commission commission) {
    boolean[] done = {false};
    return scripted(
        BacktestEngine.backtestingPy().spread(spread).commission(commission),
        goog.window(0, 20),
        (desk, n) -> {
          if (done[0] || n < 2) {
            return;
          }
          if (desk.position(0) == 0) {
            desk.submit(0, Order.marketFraction(ALL));
          } else {
            desk.flatten(0);
            done[0] = true;
          }
        });
  }

  @Test
  void spreadAndCommissionReachTheEquity() {
    BacktestResult result =
        buyThenClose(new Spread(0.01, Spread.Rule.WHOLE_AT_ENTRY), Commission.fraction(0.01));
    assertThat(result.trades().get(0).entryPrice()).isEqualTo(110.75 * 1.01);
    assertThat(result.equity(2)).isCloseTo(9685.31, within(0.005));
    assertThat(result.equity(3)).isCloseTo(9749.33, within(0.005));
  }

  @Test
  void aFixedCommissionReachesTheEquity() {
    BacktestResult result =
        buyThenClose(Spread.NONE, Commission.fixed(100).plus(Commission.fraction(0.01)));
    assertThat(result.equity(2)).isCloseTo(9784.50, within(0.005));
    assertThat(result.equity(3)).isCloseTo(9718.69, within(0.005));
  }

  @Test
  void aCommissionFunctionReachesTheEquity() {
    BacktestResult result =
        buyThenClose(Spread.NONE, (units, price, multiplier, maker, month) -> units * price * 0.01);
    assertThat(result.equity(2)).isCloseTo(9781.28, within(0.005));
    assertThat(result.equity(3)).isCloseTo(9846.04, within(0.005));
  }

  @Test
  void fixedAndRelativeFeesOfARoundTripAddUp() {
    BarSeries bars = TestBars.flat("X", 1, 1, 1, 2, 4, 1, 2);
    BacktestResult result =
        scripted(
            BacktestEngine.backtestingPy()
                .initialCash(5000)
                .commission(Commission.fixed(10).plus(Commission.fraction(0.01))),
            bars,
            (desk, n) -> {
              if (n == 2) {
                desk.submit(0, Order.market(100).withTakeProfit(3));
              }
            });
    Trade trade = result.trades().get(0);
    assertThat(trade.exitPrice()).isEqualTo(4);
    assertThat(trade.exit()).isEqualTo(Trade.Exit.TAKE_PROFIT);
    assertThat(trade.commission()).isEqualTo(25);
    assertThat(result.ledger().commission()).isEqualTo(25);
    assertThat(result.finalEquity()).isEqualTo(5000 + 300 - 25);
  }

  @Test
  void aStopEntryBetweenStopAndTargetFillsAtItsStop() {
    BacktestResult result =
        scripted(
            BacktestEngine.backtestingPy(),
            goog,
            (desk, n) -> {
              if (isDate(desk, "2004-09-09")) {
                desk.submit(0, Order.stop(10, 104).bracket(103, 110));
              }
            });
    assertThat(result.trades().get(0).entryPrice()).isEqualTo(104);
  }

  @Test
  void aMarketEntryCanHitItsStopOnTheSameDay() {
    BacktestResult result =
        scripted(
            BacktestEngine.backtestingPy(),
            goog,
            (desk, n) -> {
              if (isDate(desk, "2012-10-17")) {
                desk.submit(0, Order.marketFraction(ALL).withStopLoss(720));
              }
            });
    Trade trade = result.trades().get(0);
    assertThat(trade.exitPrice()).isEqualTo(720);
    assertThat(trade.exitBar()).isEqualTo(trade.entryBar());
  }

  @Test
  void aStopEntryThatLeavesItsStopUndecidedWaitsForTheNextDay() {
    BacktestResult result =
        scripted(
            BacktestEngine.backtestingPy(),
            goog,
            (desk, n) -> {
              if (isDate(desk, "2012-10-17")) {
                desk.submit(0, Order.stop(10, 758).withStopLoss(720));
              }
            });
    Trade trade = result.trades().get(0);
    assertThat(trade.exitPrice()).isEqualTo(705.58);
    assertThat(trade.exitBar()).isEqualTo(trade.entryBar() + 1);
  }

  @Test
  void theStopComesBeforeTheTarget() {
    BacktestResult result =
        scripted(
            BacktestEngine.backtestingPy(),
            goog.window(0, 20),
            (desk, n) -> {
              if (n == 4) {
                desk.market(0, 50);
              }
              if (n == 5) {
                desk.submitOneCancelsOther(
                    0, Order.stop(-50, 105).reducing(), Order.limit(-50, 107.9).reducing());
              }
            });
    assertThat(result.trades().get(0).exitPrice()).isEqualTo(104.95);
  }

  @Test
  void aStopEntryMeetsItsCertainTargetInTheSameBar() {
    BacktestResult result =
        scripted(
            BacktestEngine.backtestingPy(),
            goog.window(0, 20),
            (desk, n) -> {
              if (n == 3) {
                desk.submit(0, Order.stop(-50, 108).bracket(113, 105));
              }
            });
    Trade trade = result.trades().get(0);
    assertThat(trade.exitBar()).isEqualTo(3);
    assertThat(trade.exitPrice()).isEqualTo(105);
  }

  @Test
  void aGappedStopFillsAtTheOpenAndKeepsItsPriceOnRecord() {
    BacktestResult result =
        scripted(
            BacktestEngine.backtestingPy(),
            goog.window(0, 20),
            (desk, n) -> {
              if (n == 9) {
                desk.submit(0, Order.market(1).withStopLoss(99.5));
              }
            });
    assertThat(result.trades()).hasSize(1);
    assertThat(result.trades().get(0).exitPrice()).isEqualTo(99.19);
    assertThat(result.orders().get(1).stop()).isEqualTo(99.5);
    assertThat(result.orders().get(1).state()).isEqualTo(OrderRecord.State.FILLED);
  }

  /** Bars whose open lies ten below the rest, as in their test of trading on the close. */
  private static BarSeries gapping() {
    double[] close = {100, 101, 102, 50, 51};
    double[][] rows = new double[close.length][];
    for (int i = 0; i < close.length; i++) {
      rows[i] = new double[] {close[i] - 10, close[i], close[i] - 10, close[i]};
    }
    return TestBars.of("X", rows);
  }

  private static BacktestResult twoTrades(BacktestEngine.Builder builder) {
    return scripted(
        builder.initialCash(250),
        gapping(),
        (desk, n) -> {
          if (n == 2) {
            desk.submit(0, Order.market(1).withStopLoss(90));
            desk.submit(0, Order.market(1).withStopLoss(80));
          }
          if (n == 3) {
            desk.submit(0, Order.market(-1).reducing());
          }
        });
  }

  @Test
  void onTheCloseTradesFillAtTheCloseOfTheirBar() {
    List<Trade> trades = twoTrades(BacktestEngine.backtestingPy().unsafeSameBarClose()).trades();
    assertThat(trades).extracting(Trade::entryBar).containsExactly(1, 1);
    assertThat(trades).extracting(Trade::entryPrice).containsExactly(101.0, 101.0);
    assertThat(trades).extracting(Trade::exitBar).containsExactly(2, 3);
    assertThat(trades).extracting(Trade::exitPrice).containsExactly(102.0, 40.0);
  }

  @Test
  void onTheNextOpenTheyFillAtTheOpenOfTheNext() {
    List<Trade> trades = twoTrades(BacktestEngine.backtestingPy()).trades();
    assertThat(trades).extracting(Trade::entryBar).containsExactly(2, 2);
    assertThat(trades).extracting(Trade::entryPrice).containsExactly(92.0, 92.0);
    assertThat(trades).extracting(Trade::exitBar).containsExactly(3, 3);
    assertThat(trades).extracting(Trade::exitPrice).containsExactly(40.0, 40.0);
  }

  @Test
  void theWellKnownTradesOnTenfoldMarginEndInRuin() {
    BacktestResult result =
        scripted(
            BacktestEngine.backtestingPy().margin(new Margin(0.1, 0)),
            goog,
            (desk, n) -> {
              if (isDate(desk, "2006-10-19")) {
                desk.submit(0, Order.stopLimit(100, 484, 466));
              } else if (isDate(desk, "2007-10-30")) {
                desk.flatten(0);
              } else if (isDate(desk, "2008-11-11")) {
                desk.submit(0, Order.stopLimit(-200, desk.low(0), 324.90));
              }
            });
    List<Trade> trades = result.trades();
    assertThat(trades)
        .extracting(Trade::entryTime)
        .containsExactly(days("2006-11-01", "2008-11-14"));
    assertThat(trades)
        .extracting(Trade::exitTime)
        .containsExactly(days("2007-10-31", "2009-09-21"));
    assertThat(trades.get(0).profit()).isCloseTo(23_469, within(0.5));
    assertThat(trades.get(1).profit()).isCloseTo(-34_420, within(0.5));
    assertThat(peak(result)).isCloseTo(46_961, within(1e-7));
    assertThat(result.finalEquity()).isZero();
    assertThat(result.isRuined()).isTrue();
  }

  private static Instant[] days(String... dates) {
    return java.util.Arrays.stream(dates).map(TestBars::close).toArray(Instant[]::new);
  }

  @Test
  void anOrderBeyondTheFundsIsRejectedByName() {
    BacktestResult result =
        scripted(
            BacktestEngine.backtestingPy().initialCash(1000),
            goog.window(0, 3),
            (desk, n) -> desk.market(0, 10_000));
    assertThat(result.trades()).isEmpty();
    assertThat(result.orders().get(0).state()).isEqualTo(OrderRecord.State.REJECTED);
    assertThat(result.orders().get(0).reason()).startsWith("funds do not cover");
  }
}
