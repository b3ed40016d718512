// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.talib;

import io.github.quantml.features.graph.Cell;
import io.github.quantml.features.graph.Operator;
import io.github.quantml.features.graph.Stability;
import io.github.quantml.features.graph.State;

/** The first volume, plus later ones on rises of the close, less those on falls. */
enum OnBalance implements Operator {
  ON_BALANCE;

  @Override
  public int warmUp() {
    return 0;
  }

  @Override
  public Stability stability() {
    return Stability.CUMULATIVE;
  }

  @Override
  public void apply(double[][] in, double[][] out) {
    Total total = new Total();
    double[] close = in[0];
    double[] volume = in[1];
    double[] y = out[0];
    for (int t = 0; t < y.length; t++) {
      y[t] = total.step(close[t], volume[t]);
    }
  }

  @Override
  public Cell start() {
    return new Total();
  }

  private static final class Total implements Cell {
    /** Below any price, so that the first bar counts as a rise. */
    private double before = Double.NEGATIVE_INFINITY;

    private double total;

    double step(double close, double volume) {
      if (Double.isNaN(close) || Double.isNaN(volume)) {
        return Double.NaN;
      }
      double rise = close > before ? volume : 0;
      double fall = close < before ? volume : 0;
      total += rise - fall;
      before = close;
      return total;
    }

    @Override
    public void update(double[] in, double[] out) {
      out[0] = step(in[0], in[1]);
    }

    @Override
    public void state(State state) {
      before = state.of(before);
      total = state.of(total);
    }
  }
}
