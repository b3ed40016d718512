// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.metrics;

import io.github.quantml.math.Sums;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * The 31 statistics of backtesting.py 0.6.6 by that tool's conventions, for comparing runs.
 *
 * <p>They differ from {@link Performance}: the annualised return compounds the geometric mean g of
 * daily equity returns over A trading days, A = 365 when weekends are traded, else 252 (52, 12 or 1
 * for weekly, monthly and yearly bars); the volatility is that of a product of independent returns,
 * √((s² + (1 + g)²)^A − (1 + g)^(2A)); Sharpe divides these two; Sortino divides the annualised
 * return by √(mean min(r, 0)² · A); beta regresses log returns of the curve on those of the closes
 * and alpha is the total return less beta times the buy-and-hold return; the profit factor divides
 * sums of trade returns. Percentages are in per cent. Where that tool answers NaN, the division
 * rule of this package holds. Written from its documentation and the published values.
 *
 * @param exposureTime share of bars inside a trade, per cent
 * @param averageTrade geometric mean of the trades' returns, per cent
 * @param expectancy arithmetic mean of the trades' returns, per cent
 */
public record BacktestingPyProfile(
    Instant start,
    Instant end,
    Duration duration,
    double exposureTime,
    double equityFinal,
    double equityPeak,
    double totalReturn,
    double buyAndHoldReturn,
    double annualReturn,
    double annualVolatility,
    double cagr,
    double sharpe,
    double sortino,
    double calmar,
    double alpha,
    double beta,
    double maxDrawdown,
    double averageDrawdown,
    Duration maxDrawdownDuration,
    Duration averageDrawdownDuration,
    int trades,
    double winRate,
    double bestTrade,
    double worstTrade,
    double averageTrade,
    Duration maxTradeDuration,
    Duration averageTradeDuration,
    double profitFactor,
    double expectancy,
    double sqn,
    double kelly) {

  private static final long DAY = 86_400_000_000_000L;

  /** Closed trades as columns: bars of entry and exit, profit in money, return as a fraction. */
  public record Trades(int[] entryBar, int[] exitBar, double[] profit, double[] returns) {
    public Trades {
      Checked.sameLength("entryBar", entryBar.length, "exitBar", exitBar.length);
      Checked.sameLength("entryBar", entryBar.length, "profit", profit.length);
      Checked.sameLength("entryBar", entryBar.length, "returns", returns.length);
      Checked.finite("profit", profit, 0);
      Checked.finite("returns", returns, 0);
    }

    long[] held(long[] timeNanos) {
      long[] out = new long[entryBar.length];
      for (int i = 0; i < out.length; i++) {
        out[i] = timeNanos[exitBar[i]] - timeNanos[entryBar[i]];
      }
      return out;
    }
  }

  /**
   * Computes them.
   *
   * @param timeNanos bar times, strictly increasing
   * @param equity equity at each bar
   * @param closes close of each bar
   * @param firstBar first bar on which an order could be placed; buy and hold starts at its close
   * @param riskFree per year, a fraction
   */
  public static BacktestingPyProfile of(
      long[] timeNanos,
      double[] equity,
      double[] closes,
      int firstBar,
      Trades trades,
      double riskFree) {
    int n = equity.length;
    Checked.finite("equity", equity, 2);
    Checked.finite("closes", closes, 2);
    Checked.sameLength("equity", n, "timeNanos", timeNanos.length);
    Checked.sameLength("equity", n, "closes", closes.length);
    if (firstBar < 0 || firstBar >= n) {
      throw new IllegalArgumentException(
          "firstBar: must lie in [0, " + (n - 1) + "], got " + firstBar);
    }
    long gap = medianGap(timeNanos);
    double year = tradingDays(timeNanos, gap);
    double[] daily = Returns.ofEquity(gap >= 7 * DAY ? equity : lastOfDay(timeNanos, equity));
    double growth = 1 + TradeStatistics.geometricMean(daily);
    double annual = FastMath.pow(growth, year) - 1;
    double volatility = volatility(daily, growth, year);
    double total = equity[n - 1] / equity[0] - 1;
    double hold = closes[n - 1] / closes[firstBar] - 1;
    double years = (timeNanos[n - 1] - timeNanos[0]) / (365.25 * DAY);
    double downside = Performance.downsideDeviation(daily, 0) * Math.sqrt(year);
    double beta = logBeta(equity, closes);
    Depths depths = Depths.of(timeNanos, equity);
    double max = -Drawdown.max(equity);
    TradeStatistics t =
        TradeStatistics.of(trades.profit(), trades.returns(), trades.held(timeNanos));
    return new BacktestingPyProfile(
        Instant.EPOCH.plusNanos(timeNanos[0]),
        Instant.EPOCH.plusNanos(timeNanos[n - 1]),
        Duration.ofNanos(timeNanos[n - 1] - timeNanos[0]),
        100 * exposure(n, trades),
        equity[n - 1],
        Arrays.stream(equity).max().orElseThrow(),
        100 * total,
        100 * hold,
        100 * annual,
        100 * volatility,
        100 * (total <= -1 ? -1 : FastMath.pow(1 + total, 1 / years) - 1),
        Checked.ratio(annual - riskFree, volatility),
        Checked.ratio(annual - riskFree, downside),
        Checked.ratio(annual, max),
        100 * (total - riskFree - beta * (hold - riskFree)),
        beta,
        -100 * max,
        -100 * depths.meanDepth,
        ceiling(depths.longest, gap),
        ceiling(depths.meanLength, gap),
        t.count(),
        100 * t.winRate(),
        100 * t.best(),
        100 * t.worst(),
        100 * t.geometricReturn(),
        ceiling(t.maxDuration().toNanos(), gap),
        ceiling(t.meanDuration().toNanos(), gap),
        profitFactor(trades.returns()),
        100 * t.meanReturn(),
        t.sqn(),
        t.kelly());
  }

  private static long medianGap(long[] times) {
    long[] gaps = new long[times.length - 1];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = times[i + 1] - times[i];
    }
    Arrays.sort(gaps);
    return gaps[gaps.length / 2];
  }

  private static double tradingDays(long[] times, long gap) {
    long days = gap / DAY;
    if (days == 7) {
      return 52;
    }
    if (days == 30 || days == 31) {
      return 12;
    }
    if (days >= 365) {
      return 1;
    }
    int weekend = 0;
    for (long time : times) {
      DayOfWeek day = LocalDate.ofEpochDay(Math.floorDiv(time, DAY)).getDayOfWeek();
      weekend += day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY ? 1 : 0;
    }
    return weekend > times.length * (2.0 / 7 * 0.6) ? 365 : 252;
  }

  private static double[] lastOfDay(long[] times, double[] equity) {
    double[] out = new double[equity.length];
    int count = 0;
    for (int i = 0; i < equity.length; i++) {
      boolean last =
          i == equity.length - 1
              || Math.floorDiv(times[i], DAY) != Math.floorDiv(times[i + 1], DAY);
      if (last) {
        out[count++] = equity[i];
      }
    }
    return Arrays.copyOf(out, count);
  }

  private static double volatility(double[] daily, double growth, double year) {
    if (daily.length < 2) {
      return 0;
    }
    double square = growth * growth;
    double variance =
        FastMath.pow(Sums.variance(daily, 1) + square, year) - FastMath.pow(square, year);
    return Math.sqrt(Math.max(0, variance));
  }

  private static double logBeta(double[] equity, double[] closes) {
    double[] x = new double[closes.length - 1];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = FastMath.log(closes[i + 1] / closes[i]);
      y[i] = equity[i] > 0 && equity[i + 1] > 0 ? FastMath.log(equity[i + 1] / equity[i]) : 0;
    }
    double variance = x.length < 2 ? 0 : Sums.variance(x, 1);
    return variance > 0 ? Comparison.covariance(x, y) / variance : 0;
  }

  private static double exposure(int bars, Trades trades) {
    boolean[] inside = new boolean[bars];
    for (int i = 0; i < trades.entryBar().length; i++) {
      Arrays.fill(inside, trades.entryBar()[i], Math.min(trades.exitBar()[i] + 1, bars), true);
    }
    int count = 0;
    for (boolean b : inside) {
      count += b ? 1 : 0;
    }
    return (double) count / bars;
  }

  private static double profitFactor(double[] returns) {
    return Performance.omega(returns, 0);
  }

  /** Up to a whole number of the bars' resolution: days, hours, minutes or seconds. */
  private static Duration ceiling(long nanos, long gap) {
    long second = 1_000_000_000L;
    long unit = DAY;
    for (long smaller : new long[] {3600 * second, 60 * second, second}) {
      unit = gap % unit == 0 ? unit : smaller;
    }
    return Duration.ofNanos(-Math.floorDiv(-nanos, unit) * unit);
  }

  /** Depth and length of the stretches under water. */
  private record Depths(double meanDepth, long longest, long meanLength) {
    static Depths of(long[] times, double[] equity) {
      double depth = 0;
      double length = 0;
      long longest = 0;
      int count = 0;
      for (Drawdown d : Drawdown.all(equity)) {
        long nanos = times[d.end()] - times[d.peak()];
        depth -= d.depth();
        length += nanos;
        longest = Math.max(longest, nanos);
        count++;
      }
      return count == 0
          ? new Depths(0, 0, 0)
          : new Depths(depth / count, longest, Math.round(length / count));
    }
  }
}
