// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.backtest;

import io.github.quantml.backtest.Desk;
import io.github.quantml.backtest.Strategy;

/**
 * Holds one unit of each asset while its 10-bar average is above its 30-bar average. The assets
 * share their times.
 */
final class UnitCross implements Strategy {
  static final int FAST = 10;
  static final int SLOW = 30;

  private double[] fast = {};
  private double[] slow = {};
  private double[] before = {};
  private double[] gap = {};
  private double[] last = {};
  private double[] leavesFast = {};
  private double[] leavesSlow = {};

  @Override
  public int warmUp() {
    return SLOW + 1;
  }

  @Override
  public void start(Desk desk) {
    int n = desk.assets();
    fast = new double[n];
    slow = new double[n];
    before = new double[n];
    gap = new double[n];
    last = new double[n];
    leavesFast = new double[n];
    leavesSlow = new double[n];
  }

  @Override
  public void onWarmUp(Desk desk) {
    learn(desk);
  }

  private void learn(Desk desk) {
    int n = desk.bars(0);
    desk.closes(0, last);
    if (n > FAST) {
      desk.closes(FAST, leavesFast);
    }
    if (n > SLOW) {
      desk.closes(SLOW, leavesSlow);
    }
    double[] swap = before;
    before = gap;
    gap = swap;
    move(fast, last, leavesFast);
    move(slow, last, leavesSlow);
    subtract(fast, slow, gap);
  }

  private static void move(double[] sum, double[] enters, double[] leaves) {
    for (int a = 0; a < sum.length; a++) {
      sum[a] += enters[a] - leaves[a];
    }
  }

  private static void subtract(double[] fast, double[] slow, double[] gap) {
    for (int a = 0; a < gap.length; a++) {
      gap[a] = fast[a] / FAST - slow[a] / SLOW;
    }
  }

  @Override
  public void onBar(Desk desk) {
    learn(desk);
    double[] was = before;
    double[] now = gap;
    for (int a = 0; a < now.length; a++) {
      if (now[a] > 0 && was[a] <= 0) {
        desk.market(a, 1);
      } else if (now[a] < 0 && was[a] >= 0) {
        desk.flatten(a);
      }
    }
  }
}
