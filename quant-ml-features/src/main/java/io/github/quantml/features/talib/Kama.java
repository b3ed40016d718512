// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.talib;

import io.github.quantml.features.graph.Cell;
import io.github.quantml.features.graph.Operator;
import io.github.quantml.features.graph.Stability;
import io.github.quantml.features.graph.State;

/**
 * The recursion of Kaufman's adaptive average: yₜ = yₜ₋₁ + cₜ (xₜ − yₜ₋₁), c = (e(2/3 − 2/31) +
 * 2/31)², where the inputs are x and the efficiency ratio e; y starts at the value before the first
 * e. Source: Kaufman (1995), Smarter trading.
 */
enum Kama implements Operator {
  KAMA;

  private static final double SLOW = 2.0 / 31;
  private static final double SPAN = 2.0 / 3 - SLOW;

  @Override
  public int warmUp() {
    return 0;
  }

  @Override
  public Stability stability() {
    return Stability.CONVERGING;
  }

  /** At the slowest, with an efficiency of zero throughout. */
  @Override
  public int burnIn() {
    return Fade.bars(SLOW * SLOW);
  }

  @Override
  public Cell start() {
    return new Cell() {
      private boolean started;
      private double before = Double.NaN;
      private double average;

      @Override
      public void update(double[] in, double[] out) {
        double x = in[0];
        double efficiency = in[1];
        if (Double.isNaN(x) || Double.isNaN(efficiency)) {
          out[0] = Double.NaN;
        } else {
          double root = efficiency * SPAN + SLOW;
          double last = started ? average : before;
          average = last + root * root * (x - last);
          started = true;
          out[0] = average;
        }
        if (!started) {
          before = x;
        }
      }

      @Override
      public void state(State state) {
        started = state.of(started);
        before = state.of(before);
        average = state.of(average);
      }
    };
  }
}
