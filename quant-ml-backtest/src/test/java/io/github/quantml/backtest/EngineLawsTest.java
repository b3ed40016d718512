// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.MarketContext;
import io.github.quantml.backtest.cost.Commission;
import io.github.quantml.backtest.cost.Interest;
import io.github.quantml.backtest.cost.Spread;
import io.github.quantml.backtest.cost.SquareRootImpact;
import io.github.quantml.backtest.cost.VolumeLimit;
import io.github.quantml.backtest.order.IntrabarPath;
import io.github.quantml.backtest.order.OrderType;
import io.github.quantml.math.random.CounterRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What must hold for every run: random bars of several intervals, every kind of order and cost. */
class EngineLawsTest {
  private static List<BarSeries> bars(long seed) {
    return List.of(
        TestBars.walk("DAY", 60, seed, TestBars.FIRST, Duration.ofDays(1), 100),
        TestBars.walk(
            "HOUR", 400, seed + 1, TestBars.FIRST.plusSeconds(1800), Duration.ofHours(1), 40),
        TestBars.walk(
            "FOUR", 200, seed + 2, TestBars.FIRST.plusSeconds(3600), Duration.ofHours(4), 7));
  }

  private static BacktestEngine.Builder costly(long seed, IntrabarPath path) {
    CounterRandom random = CounterRandom.of(seed ^ 77);
    BacktestEngine.Builder builder =
        BacktestEngine.builder()
            .initialCash(1e6)
            .intrabarPath(path)
            .slippageBps(10 * random.nextDouble())
            .commission(Commission.makerTaker(-0.5, 3));
    if (random.nextDouble() < 0.5) {
      builder.spread(Spread.of(0.002 * random.nextDouble()));
    }
    if (random.nextDouble() < 0.5) {
      builder.impact(new SquareRootImpact(0.5, 10));
    }
    if (random.nextDouble() < 0.5) {
      builder.volumeLimit(new VolumeLimit(0.01, 0.1));
    }
    if (random.nextDouble() < 0.3) {
      builder.latencyBars(1);
    }
    return builder;
  }

  private static BacktestResult run(BacktestEngine.Builder builder, long seed) {
    return builder.build().run(bars(seed), MarketContext.empty(), new RandomTrader(seed));
  }

  private static int barAt(BarSeries series, Fill fill) {
    int i = series.countUntil(fill.time()) - 1;
    assertThat(series.time(i)).as("a bar of its own for %s", fill).isEqualTo(fill.time());
    return i;
  }

  @Property(tries = 150)
  void noFillComesAtOrBeforeItsOrderOrWithoutABarOrOutsideIt(
      @ForAll long seed, @ForAll IntrabarPath path) {
    Map<String, BarSeries> series = new HashMap<>();
    bars(seed).forEach(b -> series.put(b.symbol(), b));
    BacktestResult result = run(costly(seed, path), seed);
    assertThat(result.fills()).isNotEmpty();
    for (Fill fill : result.fills()) {
      OrderRecord order = result.orders().get(fill.order());
      assertThat(fill.time()).isAfter(order.time());
      BarSeries of = series.get(fill.symbol());
      int bar = barAt(of, fill);
      assertThat(fill.reference()).isBetween(of.low(bar), of.high(bar));
      // The bar began at or after the order, so that even its open came later.
      assertThat(of.time(bar).minus(of.interval())).isAfterOrEqualTo(order.time());
    }
  }

  @Property(tries = 150)
  void limitsAreNeverExceededAndStopsNeverBettered(@ForAll long seed, @ForAll IntrabarPath path) {
    BacktestEngine engine = costly(seed, path).build();
    BacktestResult result = engine.run(bars(seed), MarketContext.empty(), new RandomTrader(seed));
    boolean unlimited = engine.conventions().stream().noneMatch(c -> c.startsWith("liquidity"));
    for (Fill fill : result.fills()) {
      OrderRecord order = result.orders().get(fill.order());
      double side = Math.signum(fill.units());
      if (!Double.isNaN(order.limit())) {
        assertThat(side * (fill.price() - order.limit())).isLessThanOrEqualTo(1e-12 * fill.price());
      }
      // With a volume limit a stop can be reached, find nothing to trade, and fill at a later open.
      if (order.type() == OrderType.STOP && unlimited) {
        assertThat(side * (fill.reference() - order.stop())).isGreaterThanOrEqualTo(0);
      }
      assertThat(fill.slippage()).isNotNegative();
      assertThat(fill.spread()).isNotNegative();
      assertThat(fill.impact()).isNotNegative();
    }
  }

  @Property(tries = 150)
  void profitIsTheSumOfFillsLessCosts(@ForAll long seed, @ForAll IntrabarPath path) {
    BacktestResult result = run(costly(seed, path).interest(new Interest(0.02, 0.05, 0.01)), seed);
    Ledger ledger = result.ledger();
    double commission = 0;
    double slippage = 0;
    double spread = 0;
    double impact = 0;
    double flow = 0;
    Map<String, Double> held = new HashMap<>();
    for (Fill fill : result.fills()) {
      commission += fill.commission();
      slippage += fill.slippage();
      spread += fill.spread();
      impact += fill.impact();
      flow -= fill.units() * fill.reference();
      held.merge(fill.symbol(), fill.units(), Double::sum);
    }
    assertThat(ledger.commission()).isEqualTo(commission);
    assertThat(ledger.slippage()).isEqualTo(slippage);
    assertThat(ledger.spread()).isEqualTo(spread);
    assertThat(ledger.impact()).isEqualTo(impact);
    double value = 0;
    for (BarSeries series : bars(seed)) {
      value += held.getOrDefault(series.symbol(), 0.0) * series.close(series.size() - 1);
    }
    assertThat(ledger.trading()).isCloseTo(flow + value, within(1e-6));
    assertThat(result.finalEquity())
        .isCloseTo(
            result.initialCash() + ledger.trading() - ledger.costs(),
            within(1e-9 * result.initialCash()));
  }

  @Property(tries = 100)
  void tradesAddUpToTheEquity(@ForAll long seed, @ForAll IntrabarPath path) {
    BacktestResult result = run(costly(seed, path), seed);
    double profit = result.trades().stream().mapToDouble(Trade::profit).sum();
    assertThat(result.finalEquity() - result.initialCash()).isCloseTo(profit, within(1e-6));
    double costs = result.trades().stream().mapToDouble(Trade::costs).sum();
    assertThat(result.ledger().costs()).isCloseTo(costs, within(1e-6));
    for (Trade trade : result.trades()) {
      assertThat(trade.maxAdverse()).isNotNegative();
      assertThat(trade.maxFavourable()).isNotNegative();
      double moved = Math.signum(trade.units()) * (trade.exitPrice() / trade.entryPrice() - 1);
      assertThat(moved).isBetween(-trade.maxAdverse() - 1e-12, trade.maxFavourable() + 1e-12);
    }
  }

  @Property(tries = 80)
  void anAssetFillsTheSameWithAndWithoutOthers(@ForAll long seed, @ForAll IntrabarPath path) {
    BacktestEngine engine = costly(seed, path).build();
    List<BarSeries> all = bars(seed);
    BacktestResult together = engine.run(all, MarketContext.empty(), new RandomTrader(seed));
    for (BarSeries one : all) {
      BacktestResult alone = engine.run(one, new RandomTrader(seed));
      assertThat(
              together.fills().stream()
                  .filter(f -> f.symbol().equals(one.symbol()))
                  .map(EngineLawsTest::essence))
          .containsExactlyElementsOf(alone.fills().stream().map(EngineLawsTest::essence).toList());
    }
  }

  private static List<Object> essence(Fill f) {
    return List.of(
        f.time(), f.units(), f.reference(), f.price(), f.commission(), f.slippage(), f.maker());
  }

  @Property(tries = 80)
  void fourTimesThePricesAndTheCashGiveFourTimesTheEquity(
      @ForAll long seed, @ForAll IntrabarPath path) {
    BacktestResult one = run(costly(seed, path), seed);
    List<BarSeries> scaled = bars(seed).stream().map(b -> scale(b, 4)).toList();
    BacktestResult four =
        costly(seed, path)
            .initialCash(4e6)
            .build()
            .run(scaled, MarketContext.empty(), new RandomTrader(seed));
    double[] expected = one.toEquity();
    for (int i = 0; i < expected.length; i++) {
      expected[i] *= 4;
    }
    assertThat(four.toEquity()).isEqualTo(expected);
    assertThat(four.trades()).hasSameSizeAs(one.trades());
  }

  private static BarSeries scale(BarSeries bars, double factor) {
    BarSeriesBuilder builder = BarSeries.builder(bars.symbol(), bars.interval());
    for (int i = 0; i < bars.size(); i++) {
      builder.add(
          bars.time(i),
          factor * bars.open(i),
          factor * bars.high(i),
          factor * bars.low(i),
          factor * bars.close(i),
          bars.volume(i));
    }
    return builder.build();
  }

  @Property(tries = 80)
  void theFutureDoesNotMoveThePast(@ForAll long seed, @ForAll IntrabarPath path) {
    BacktestResult whole = run(costly(seed, path), seed);
    int cut = whole.size() / 2;
    List<BarSeries> past = new ArrayList<>();
    bars(seed).forEach(b -> past.add(b.until(whole.time(cut))));
    BacktestResult half =
        costly(seed, path).build().run(past, MarketContext.empty(), new RandomTrader(seed));
    assertThat(half.size()).isEqualTo(cut + 1);
    for (int i = 0; i <= cut; i++) {
      assertThat(half.equity(i)).isEqualTo(whole.equity(i));
    }
  }

  @Property(tries = 30)
  void theSameRunTwiceIsTheSameResult(@ForAll long seed) {
    BacktestEngine engine = costly(seed, IntrabarPath.PESSIMISTIC).build();
    RandomTrader trader = new RandomTrader(seed);
    BacktestResult first = engine.run(bars(seed), MarketContext.empty(), trader);
    BacktestResult second = engine.run(bars(seed), MarketContext.empty(), trader);
    assertThat(second.toEquity()).isEqualTo(first.toEquity());
    assertThat(second.fills()).isEqualTo(first.fills());
    assertThat(second.orders()).isEqualTo(first.orders());
    assertThat(second.dataFingerprint()).isEqualTo(first.dataFingerprint());
    assertThat(second.configurationFingerprint()).isEqualTo(first.configurationFingerprint());
  }
}
