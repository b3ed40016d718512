// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.backtest;

import io.github.quantml.backtest.Desk;
import io.github.quantml.backtest.Strategy;

/** Holds one unit of each asset while its 10-bar average is above its 30-bar average. */
final class UnitCross implements Strategy {
  static final int FAST = 10;
  static final int SLOW = 30;

  private double[] fast = {};
  private double[] slow = {};
  private double[] gap = {};

  @Override
  public int warmUp() {
    return SLOW + 1;
  }

  @Override
  public void start(Desk desk) {
    fast = new double[desk.assets()];
    slow = new double[desk.assets()];
    gap = new double[desk.assets()];
  }

  @Override
  public void onWarmUp(Desk desk) {
    for (int a = 0; a < gap.length; a++) {
      learn(desk, a);
    }
  }

  private double learn(Desk desk, int a) {
    int n = desk.bars(a);
    double close = desk.close(a);
    fast[a] += close - (n > FAST ? desk.close(a, FAST) : 0);
    slow[a] += close - (n > SLOW ? desk.close(a, SLOW) : 0);
    double now = n < SLOW ? Double.NaN : fast[a] / FAST - slow[a] / SLOW;
    gap[a] = now;
    return now;
  }

  @Override
  public void onBar(Desk desk) {
    for (int a = 0; a < gap.length; a++) {
      double before = gap[a];
      double now = learn(desk, a);
      if (now > 0 && before <= 0) {
        desk.market(a, 1);
      } else if (now < 0 && before >= 0) {
        desk.flatten(a);
      }
    }
  }
}
