// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.BarColumn;
import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.backtest.cost.Commission;
import io.github.quantml.backtest.cost.Margin;
import io.github.quantml.backtest.cost.Spread;
import io.github.quantml.backtest.order.Order;
import io.github.quantml.backtest.sweep.OrderKernel;
import io.github.quantml.backtest.sweep.SmaSweep;
import io.github.quantml.backtest.sweep.VectorKernel;
import io.github.quantml.backtest.sweep.VectorOutcome;
import io.github.quantml.math.random.CounterRandom;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The kernels against the event engine: every trade, every equity, to the last bit. */
class VectorKernelTest {
  private record Flat(
      double units,
      int entryBar,
      int exitBar,
      double entryPrice,
      double exitPrice,
      double profit,
      boolean open) {
    static Flat of(Trade t) {
      return new Flat(
          t.units(),
          t.entryBar(),
          t.exitBar(),
          t.entryPrice(),
          t.exitPrice(),
          t.profit(),
          t.open());
    }
  }

  private static BacktestEngine engine(CounterRandom random) {
    BacktestEngine.Builder builder =
        BacktestEngine.builder()
            .initialCash(1000 + 9000 * random.nextDouble())
            .slippageBps(20 * random.nextDouble())
            .margin(random.nextDouble() < 0.5 ? Margin.CASH : new Margin(0.2, 0.15));
    Commission rate = Commission.basisPoints(30 * random.nextDouble());
    int kind = (int) (3 * random.nextDouble());
    return builder
        .commission(kind == 0 ? rate : kind == 1 ? rate.atLeast(5) : Commission.fixed(3).plus(rate))
        .build();
  }

  private static byte[] states(int n, CounterRandom random) {
    byte[] states = new byte[n];
    byte state = 0;
    for (int i = 0; i < n; i++) {
      if (random.nextDouble() < 0.15) {
        state = (byte) ((int) (3 * random.nextDouble()) - 1);
      }
      states[i] = state;
    }
    return states;
  }

  @Property(tries = 300)
  void statesGiveTheTradesOfTheEngine(
      @ForAll @IntRange(min = 1, max = 120) int n, @ForAll long seed, @ForAll boolean atFill) {
    CounterRandom random = CounterRandom.of(seed);
    BarSeries bars = TestBars.walk("X", n, seed);
    BacktestEngine engine = engine(random);
    byte[] states = states(n, random);
    double weight = 0.2 + (atFill ? 0.8 : 3) * random.nextDouble();
    BacktestResult expected =
        engine.run(
            bars,
            desk -> {
              int i = desk.bars(0) - 1;
              if (states[i] != (i == 0 ? 0 : states[i - 1])) {
                if (!atFill) {
                  desk.targetWeight(0, states[i] * weight);
                } else {
                  desk.flatten(0);
                  if (states[i] != 0) {
                    desk.submit(0, Order.marketFraction(states[i] * weight));
                  }
                }
              }
            });
    List<Flat> trades = new ArrayList<>();
    double[] equity = new double[n];
    VectorKernel kernel = VectorKernel.of(engine);
    VectorOutcome outcome =
        (atFill ? kernel.sizedAtFill() : kernel)
            .load(bars)
            .run(
                states,
                weight,
                (u, in, out, entry, exit, profit, open) ->
                    trades.add(new Flat(u, in, out, entry, exit, profit, open)),
                equity);
    assertThat(trades).isEqualTo(expected.trades().stream().map(Flat::of).toList());
    assertThat(equity).isEqualTo(expected.toEquity());
    assertThat(outcome.finalEquity()).isEqualTo(expected.finalEquity());
    assertThat(outcome.commission()).isEqualTo(expected.ledger().commission());
    assertThat(outcome.slippage()).isEqualTo(expected.ledger().slippage());
  }

  @Property(tries = 300)
  void ordersGiveTheEquityOfTheEngine(
      @ForAll @IntRange(min = 1, max = 120) int n, @ForAll long seed) {
    CounterRandom random = CounterRandom.of(seed);
    BarSeries bars = TestBars.walk("X", n, seed);
    BacktestEngine engine = engine(random);
    double[] orders = new double[n];
    for (int i = 0; i < n; i++) {
      orders[i] = random.nextDouble() < 0.5 ? 40 * random.nextDouble() - 20 : 0;
    }
    BacktestResult expected = engine.run(bars, desk -> desk.market(0, orders[desk.bars(0) - 1]));
    double[] open = new double[n];
    double[] close = new double[n];
    double[] equity = new double[n];
    bars.copy(BarColumn.OPEN, open, 0);
    bars.copy(BarColumn.CLOSE, close, 0);
    OrderKernel kernel = OrderKernel.of(engine);
    kernel.run(open, close, orders, equity);
    assertThat(equity).isEqualTo(expected.toEquity());
    assertThat(kernel.fills()).isEqualTo(expected.fills().size());
    assertThat(kernel.commission()).isEqualTo(expected.ledger().commission());
  }

  @Property(tries = 60)
  void aSweepGivesTheStrategyOfEachPair(@ForAll long seed, @ForAll boolean shorts) {
    CounterRandom random = CounterRandom.of(seed);
    BarSeries bars = TestBars.walk("X", 80, seed);
    BacktestEngine engine = engine(random);
    for (SmaSweep.Row row : SmaSweep.of(engine, 2, 7, shorts).run(List.of(bars))) {
      SmaCross strategy =
          shorts
              ? SmaCross.longShort(row.fast(), row.slow())
              : SmaCross.longOnly(row.fast(), row.slow());
      BacktestResult expected = engine.run(bars, strategy);
      assertThat(row.outcome().finalEquity()).isEqualTo(expected.finalEquity());
      assertThat(row.outcome().trades())
          .isEqualTo((int) expected.trades().stream().filter(t -> !t.open()).count());
    }
  }

  @Test
  void aSweepHasOneRowPerPairAndSeries() {
    List<SmaSweep.Row> rows =
        SmaSweep.of(BacktestEngine.builder().build(), 2, 20, false)
            .run(List.of(TestBars.walk("A", 100, 1), TestBars.walk("B", 90, 2)));
    assertThat(rows).hasSize(2 * 19 * 18 / 2);
    double best = SmaSweep.best(rows).outcome().finalEquity();
    assertThat(rows).allMatch(row -> row.outcome().finalEquity() <= best);
  }

  @Test
  void aSettingThatTheKernelCannotExpressIsNamed() {
    assertThatThrownBy(
            () -> VectorKernel.of(BacktestEngine.builder().spread(Spread.of(0.001)).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("spread");
    assertThatThrownBy(
            () ->
                VectorKernel.of(
                    BacktestEngine.builder().commission((u, p, m, maker, v) -> 1).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("commission");
  }

  @Test
  void badColumnsAreNamed() {
    OrderKernel kernel = OrderKernel.of(BacktestEngine.builder().build());
    double[] good = {1, 2};
    assertThatThrownBy(
            () -> kernel.run(new double[] {1, Double.NaN}, good, new double[2], new double[2]))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("row 1")
        .hasMessageContaining("open");
    assertThatThrownBy(
            () ->
                SmaSweep.of(BacktestEngine.builder().build(), 2, 30, false)
                    .run(List.of(TestBars.walk("A", 20, 1))))
        .isInstanceOf(InsufficientDataException.class)
        .hasMessageContaining("31")
        .hasMessageContaining("20");
  }
}
