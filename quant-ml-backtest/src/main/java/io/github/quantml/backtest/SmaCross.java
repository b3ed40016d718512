// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

/**
 * Holds each asset long while its fast moving average has crossed above its slow one, short (or
 * nothing) while below: the strategy that every backtester is compared with.
 *
 * <p>It acts only at crossings: at the close of a bar at which the fast average is above the slow
 * one, and was not at the bar before (for shorts: below, and was not), and only when that changes
 * the side it wants. Averages are running sums of closes divided by the window. Each asset is given
 * an equal weight of the equity.
 */
public final class SmaCross implements Strategy {
  private final int fast;
  private final int slow;
  private final boolean shorts;
  private final double weight;
  private double[] fastSum = {};
  private double[] slowSum = {};
  private double[] before = {};
  private double[] side = {};

  private SmaCross(int fast, int slow, boolean shorts, double weight) {
    if (fast < 1 || slow <= fast) {
      throw new IllegalArgumentException(
          "windows: must satisfy 1 <= fast < slow, got " + fast + " and " + slow);
    }
    if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("weight: must be finite and positive, got " + weight);
    }
    this.fast = fast;
    this.slow = slow;
    this.shorts = shorts;
    this.weight = weight;
  }

  /** Long while fast is above slow, else nothing. */
  public static SmaCross longOnly(int fast, int slow) {
    return new SmaCross(fast, slow, false, 1);
  }

  /** Long while fast is above slow, else short. */
  public static SmaCross longShort(int fast, int slow) {
    return new SmaCross(fast, slow, true, 1);
  }

  /** The same with gross weight {@code value} over all assets; 1 by default. */
  public SmaCross withWeight(double value) {
    return new SmaCross(fast, slow, shorts, value);
  }

  @Override
  public int warmUp() {
    return slow + 1;
  }

  @Override
  public String describe() {
    return "SmaCross(" + fast + ", " + slow + (shorts ? ", long-short" : "") + ", " + weight + ")";
  }

  @Override
  public void start(Desk desk) {
    fastSum = new double[desk.assets()];
    slowSum = new double[desk.assets()];
    before = new double[desk.assets()];
    side = new double[desk.assets()];
  }

  @Override
  public void onWarmUp(Desk desk) {
    for (int a = 0; a < desk.assets(); a++) {
      if (desk.isFresh(a)) {
        learn(desk, a);
      }
    }
  }

  /** Takes in the last close; returns the average fast minus slow, NaN while warming up. */
  private double learn(Desk desk, int a) {
    int n = desk.bars(a);
    double close = desk.close(a);
    fastSum[a] += close - (n > fast ? desk.close(a, fast) : 0);
    slowSum[a] += close - (n > slow ? desk.close(a, slow) : 0);
    double gap = n < slow ? Double.NaN : fastSum[a] / fast - slowSum[a] / slow;
    before[a] = gap;
    return gap;
  }

  @Override
  public void onBar(Desk desk) {
    for (int a = 0; a < desk.assets(); a++) {
      if (!desk.isFresh(a)) {
        continue;
      }
      double last = before[a];
      double gap = learn(desk, a);
      if (desk.isReady(a) && (gap > 0 ? last <= 0 : gap < 0 && last >= 0)) {
        double wanted = gap > 0 ? 1 : shorts ? -1 : 0;
        if (wanted != side[a]) {
          side[a] = wanted;
          desk.targetWeight(a, wanted * weight / desk.assets());
        }
      }
    }
  }
}
