// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.backtest;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.MarketContext;
import io.github.quantml.backtest.BacktestEngine;
import io.github.quantml.backtest.BacktestResult;
import io.github.quantml.backtest.Trade;
import io.github.quantml.backtest.cost.Commission;
import io.github.quantml.benchmarks.Comparison;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.Position;
import org.ta4j.core.Trade.TradeType;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.analysis.cost.LinearTransactionCostModel;
import org.ta4j.core.analysis.cost.ZeroCostModel;
import org.ta4j.core.backtest.BarSeriesManager;
import org.ta4j.core.backtest.TradeOnNextOpenModel;
import org.ta4j.core.indicators.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.num.DoubleNum;
import org.ta4j.core.rules.CrossedDownIndicatorRule;
import org.ta4j.core.rules.CrossedUpIndicatorRule;

/**
 * Moving averages of 10 and 30 bars that cross, one unit at the next open, 5 basis points a fill.
 * Series are built before the clock runs; indicators, orders and equity are timed. The result is
 * the net profit of each asset's closed trades.
 */
public abstract class EngineComparison extends Comparison {
  private static final double FEE = 0.0005;

  private Prices prices = Prices.of(1, 1, 1);
  private List<BarSeries> series = List.of();
  private @Nullable List<org.ta4j.core.BarSeries> ta4jSeries;

  EngineComparison() {}

  /** Assets x bars. */
  abstract String value();

  @Override
  public String workload() {
    return "backtest";
  }

  @Override
  public void prepare(Scale scale) {
    String[] parts = value().split("x", -1);
    boolean full = scale == Scale.FULL;
    prices =
        Prices.of(
            full ? Integer.parseInt(parts[0]) : 3, full ? Integer.parseInt(parts[1]) : 500, 11);
    series = new ArrayList<>();
    for (int a = 0; a < prices.assets(); a++) {
      series.add(prices.series(a));
    }
    ta4jSeries = null;
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of(
        "open", prices.open(),
        "high", prices.high(),
        "low", prices.low(),
        "close", prices.close());
  }

  double[] ours() {
    BacktestResult result =
        BacktestEngine.builder()
            .initialCash(1e6)
            .withoutCosts()
            .commission(Commission.fraction(FEE))
            .build()
            .run(series, MarketContext.empty(), new UnitCross());
    double[] profit = new double[prices.assets()];
    for (Trade trade : result.trades()) {
      if (!trade.open()) {
        profit[Integer.parseInt(trade.symbol().substring(1))] += trade.profit();
      }
    }
    return profit;
  }

  /** Made on first use, in the fork that needs it: it takes ten times our memory. */
  void prepareTa4j() {
    if (ta4jSeries != null) {
      return;
    }
    List<org.ta4j.core.BarSeries> made = new ArrayList<>();
    for (int a = 0; a < prices.assets(); a++) {
      org.ta4j.core.BarSeries bars =
          new BaseBarSeriesBuilder().withNumTypeOf(DoubleNum.class).build();
      for (int i = 0; i < prices.bars(); i++) {
        int k = a * prices.bars() + i;
        bars.addBar(
            Duration.ofDays(1),
            Prices.FIRST.plus(Duration.ofDays(i)).atZone(ZoneOffset.UTC),
            DoubleNum.valueOf(prices.open()[k]),
            DoubleNum.valueOf(prices.high()[k]),
            DoubleNum.valueOf(prices.low()[k]),
            DoubleNum.valueOf(prices.close()[k]),
            DoubleNum.valueOf(1_000_000));
      }
      made.add(bars);
    }
    ta4jSeries = made;
  }

  double[] withTa4j() {
    prepareTa4j();
    double[] profit = new double[prices.assets()];
    List<org.ta4j.core.BarSeries> all = ta4jSeries;
    for (int a = 0; all != null && a < profit.length; a++) {
      org.ta4j.core.BarSeries bars = all.get(a);
      ClosePriceIndicator close = new ClosePriceIndicator(bars);
      SMAIndicator fast = new SMAIndicator(close, UnitCross.FAST);
      SMAIndicator slow = new SMAIndicator(close, UnitCross.SLOW);
      TradingRecord record =
          new BarSeriesManager(
                  bars,
                  new LinearTransactionCostModel(FEE),
                  new ZeroCostModel(),
                  new TradeOnNextOpenModel())
              .run(
                  new BaseStrategy(
                      new CrossedUpIndicatorRule(fast, slow),
                      new CrossedDownIndicatorRule(fast, slow),
                      UnitCross.SLOW),
                  TradeType.BUY,
                  DoubleNum.valueOf(1));
      for (Position position : record.getPositions()) {
        profit[a] += position.isClosed() ? position.getProfit().doubleValue() : 0;
      }
    }
    return profit;
  }
}
