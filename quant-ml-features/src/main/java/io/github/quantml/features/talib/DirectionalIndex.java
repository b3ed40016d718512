// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.talib;

import io.github.quantml.features.graph.Cell;
import io.github.quantml.features.graph.Operator;
import io.github.quantml.features.graph.Stability;
import io.github.quantml.features.graph.State;

/**
 * 100 |up − down| / (up + down) of the sums of {@link DirectionalMovement}, which the true range
 * need not divide first; from bar n on.
 */
record DirectionalIndex(int length) implements Operator {
  @Override
  public String name() {
    return "directional_index(" + length + ")";
  }

  @Override
  public int warmUp() {
    return length;
  }

  @Override
  public Stability stability() {
    return Stability.CONVERGING;
  }

  @Override
  public int burnIn() {
    return length + Fade.bars(1.0 / length);
  }

  @Override
  public void apply(double[][] in, double[][] out) {
    Index index = new Index(length);
    double[] high = in[0];
    double[] low = in[1];
    double[] close = in[2];
    double[] y = out[0];
    for (int t = 0; t < y.length; t++) {
      y[t] = index.step(high[t], low[t], close[t]);
    }
  }

  @Override
  public Cell start() {
    return new Index(length);
  }

  private static final class Index implements Cell {
    private final DirectionalMovement.Movement movement;
    private boolean ready;

    Index(int length) {
      this.movement = new DirectionalMovement.Movement(length);
    }

    double step(double high, double low, double close) {
      boolean valid = movement.step(high, low, close);
      boolean second = ready;
      ready |= valid;
      double total = movement.up + movement.down;
      return valid && second && total > 0
          ? 100 * (Math.abs(movement.up - movement.down) / total)
          : Double.NaN;
    }

    @Override
    public void update(double[] in, double[] out) {
      out[0] = step(in[0], in[1], in[2]);
    }

    @Override
    public void state(State state) {
      movement.state(state);
      ready = state.of(ready);
    }
  }
}
