// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.metrics;

import io.github.quantml.math.Sums;
import java.time.Duration;
import org.apache.commons.math3.util.FastMath;

/**
 * What closed trades were worth; all 0 without trades.
 *
 * @param count closed trades
 * @param winRate share of trades with a profit
 * @param best largest return of a trade
 * @param worst smallest return of a trade
 * @param meanReturn arithmetic mean of the trades' returns: the expectancy per unit invested
 * @param geometricReturn geometric mean of the trades' returns; −1 if one lost everything
 * @param expectancy mean profit per trade, in money
 * @param profitFactor Σ profits / |Σ losses|, in money
 * @param payoff mean profit / |mean loss|, in money
 * @param sqn √n · mean / standard deviation (n − 1) of the profits: the system quality number of
 *     Tharp (2007), Trade your way to financial freedom
 * @param kelly p − (1 − p)/payoff: the fraction of Kelly (1956), A new interpretation of
 *     information rate, for a bet won with probability p
 * @param meanDuration mean time in a trade
 * @param maxDuration longest time in a trade
 */
public record TradeStatistics(
    int count,
    double winRate,
    double best,
    double worst,
    double meanReturn,
    double geometricReturn,
    double expectancy,
    double profitFactor,
    double payoff,
    double sqn,
    double kelly,
    Duration meanDuration,
    Duration maxDuration) {

  /** No trades. */
  public static final TradeStatistics NONE =
      new TradeStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO);

  /**
   * Statistics of closed trades.
   *
   * @param profits profit of each trade in money, after its costs
   * @param returns profit of each trade per unit invested
   * @param heldNanos time in each trade, in nanoseconds
   */
  public static TradeStatistics of(double[] profits, double[] returns, long[] heldNanos) {
    Checked.finite("profits", profits, 0);
    Checked.finite("returns", returns, 0);
    Checked.sameLength("profits", profits.length, "returns", returns.length);
    Checked.sameLength("profits", profits.length, "heldNanos", heldNanos.length);
    int n = profits.length;
    if (n == 0) {
      return NONE;
    }
    int wins = 0;
    int losses = 0;
    double won = 0;
    double lost = 0;
    for (double profit : profits) {
      wins += profit > 0 ? 1 : 0;
      losses += profit < 0 ? 1 : 0;
      won += Math.max(profit, 0);
      lost -= Math.min(profit, 0);
    }
    double winRate = (double) wins / n;
    double payoff = Checked.ratio(wins == 0 ? 0 : won / wins, losses == 0 ? 0 : lost / losses);
    double mean = Sums.mean(profits);
    double spread = n < 2 ? 0 : Math.sqrt(Sums.variance(profits, 1));
    double best = Double.NEGATIVE_INFINITY;
    double worst = Double.POSITIVE_INFINITY;
    for (double r : returns) {
      best = Math.max(best, r);
      worst = Math.min(worst, r);
    }
    return new TradeStatistics(
        n,
        winRate,
        best,
        worst,
        Sums.mean(returns),
        geometricMean(returns),
        mean,
        Checked.ratio(won, lost),
        payoff,
        n < 2 ? 0 : Checked.ratio(Math.sqrt(n) * mean, spread),
        kelly(winRate, payoff),
        Duration.ofNanos(meanOf(heldNanos)),
        Duration.ofNanos(maxOf(heldNanos)));
  }

  /** p − (1 − p)/payoff; 0 without wins, p without losses. */
  static double kelly(double winRate, double payoff) {
    return payoff > 0 ? winRate - (1 - winRate) / payoff : 0;
  }

  static double geometricMean(double[] returns) {
    double logs = 0;
    for (double r : returns) {
      if (r <= -1) {
        return -1;
      }
      logs += FastMath.log1p(r);
    }
    return returns.length == 0 ? 0 : FastMath.expm1(logs / returns.length);
  }

  private static long meanOf(long[] held) {
    double sum = 0;
    for (long nanos : held) {
      sum += nanos;
    }
    return Math.round(sum / held.length);
  }

  private static long maxOf(long[] held) {
    long max = 0;
    for (long nanos : held) {
      max = Math.max(max, nanos);
    }
    return max;
  }
}
