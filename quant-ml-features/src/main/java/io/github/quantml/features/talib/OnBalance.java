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
  public Cell start() {
    return new Cell() {
      private boolean started;
      private double before;
      private double total;

      @Override
      public void update(double[] in, double[] out) {
        double close = in[0];
        double volume = in[1];
        if (Double.isNaN(close) || Double.isNaN(volume)) {
          out[0] = Double.NaN;
          return;
        }
        total += started ? Math.signum(close - before) * volume : volume;
        started = true;
        before = close;
        out[0] = total;
      }

      @Override
      public void state(State state) {
        started = state.of(started);
        before = state.of(before);
        total = state.of(total);
      }
    };
  }
}
