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
  public void apply(double[][] in, double[][] out) {
    Average average = new Average();
    double[] x = in[0];
    double[] efficiency = in[1];
    double[] y = out[0];
    for (int t = 0; t < y.length; t++) {
      y[t] = average.step(x[t], efficiency[t]);
    }
  }

  @Override
  public Cell start() {
    return new Average();
  }

  private static final class Average implements Cell {
    private boolean started;

    /** The latest average, or before the first one the latest price. */
    private double last = Double.NaN;

    double step(double x, double efficiency) {
      double root = efficiency * SPAN + SLOW;
      double next = last + root * root * (x - last);
      if (!Double.isNaN(next)) {
        started = true;
        last = next;
        return next;
      }
      if (!started) {
        last = x;
      }
      return Double.NaN;
    }

    @Override
    public void update(double[] in, double[] out) {
      out[0] = step(in[0], in[1]);
    }

    @Override
    public void state(State state) {
      started = state.of(started);
      last = state.of(last);
    }
  }
}
