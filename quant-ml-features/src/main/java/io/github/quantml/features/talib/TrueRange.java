// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.talib;

import io.github.quantml.features.graph.Cell;
import io.github.quantml.features.graph.Operator;
import io.github.quantml.features.graph.State;

/** max(high, previous close) − min(low, previous close); inputs high, low, close. */
enum TrueRange implements Operator {
  TRUE_RANGE;

  @Override
  public int warmUp() {
    return 1;
  }

  private static double of(double high, double low, double before) {
    return Math.max(high, before) - Math.min(low, before);
  }

  @Override
  public void apply(double[][] in, double[][] out) {
    double[] high = in[0];
    double[] low = in[1];
    double[] close = in[2];
    double[] y = out[0];
    if (y.length > 0) {
      y[0] = Double.NaN;
    }
    for (int t = 1; t < y.length; t++) {
      y[t] = of(high[t], low[t], close[t - 1]);
    }
  }

  @Override
  public Cell start() {
    return new Cell() {
      private double before = Double.NaN;

      @Override
      public void update(double[] in, double[] out) {
        out[0] = of(in[0], in[1], before);
        before = in[2];
      }

      @Override
      public void state(State state) {
        before = state.of(before);
      }
    };
  }
}
