// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.talib;

import io.github.quantml.features.graph.Cell;
import io.github.quantml.features.graph.Operator;
import io.github.quantml.features.graph.State;

/**
 * Typical price times volume, from high, low, close and volume: where the typical price rose in the
 * first output, where it fell in the second, 0 otherwise.
 */
enum MoneyFlow implements Operator {
  MONEY_FLOW;

  @Override
  public int outputs() {
    return 2;
  }

  @Override
  public int warmUp() {
    return 1;
  }

  @Override
  public void apply(double[][] in, double[][] out) {
    double[] high = in[0];
    double[] low = in[1];
    double[] close = in[2];
    double[] volume = in[3];
    double[] up = out[0];
    double[] down = out[1];
    double before = Double.NaN;
    for (int t = 0; t < up.length; t++) {
      double typical = (high[t] + low[t] + close[t]) / 3;
      double money = typical * volume[t];
      // NaN times 0 carries a missing bar on into both outputs.
      double none = (typical - before) * money * 0;
      up[t] = typical > before ? money : none;
      down[t] = typical < before ? money : none;
      before = typical;
    }
  }

  @Override
  public Cell start() {
    return new Cell() {
      private double before = Double.NaN;

      @Override
      public void update(double[] in, double[] out) {
        double typical = (in[0] + in[1] + in[2]) / 3;
        double money = typical * in[3];
        double none = (typical - before) * money * 0;
        out[0] = typical > before ? money : none;
        out[1] = typical < before ? money : none;
        before = typical;
      }

      @Override
      public void state(State state) {
        before = state.of(before);
      }
    };
  }
}
