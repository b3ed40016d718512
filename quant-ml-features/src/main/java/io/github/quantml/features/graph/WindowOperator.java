// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.graph;

import java.util.Arrays;

/** A {@link WindowFunction} of the last {@code length} bars. A NaN in a window makes it NaN. */
final class WindowOperator implements Operator {
  private final String name;
  private final int inputs;
  private final int length;
  private final WindowFunction function;

  WindowOperator(String name, int inputs, int length, WindowFunction function) {
    if (length < 1) {
      throw new IllegalArgumentException(name + ": window must be >= 1, got " + length);
    }
    this.name = name;
    this.inputs = inputs;
    this.length = length;
    this.function = function;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int warmUp() {
    return length - 1;
  }

  @Override
  public void apply(double[][] in, double[][] out) {
    double[] column = out[0];
    int sinceNaN = 0;
    for (int t = 0; t < column.length; t++) {
      sinceNaN = complete(in, t) ? sinceNaN + 1 : 0;
      column[t] = sinceNaN >= length ? function.of(in, t - length + 1, length) : Double.NaN;
    }
  }

  private static boolean complete(double[][] in, int t) {
    for (double[] column : in) {
      if (Double.isNaN(column[t])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Cell start() {
    return new Cell() {
      /** Each value is written to both halves, so that the window is always contiguous. */
      private final double[][] recent = new double[inputs][2 * length];

      private int slot;
      private int sinceNaN;

      @Override
      public void update(double[] in, double[] out) {
        boolean complete = true;
        for (int k = 0; k < inputs; k++) {
          recent[k][slot] = in[k];
          recent[k][slot + length] = in[k];
          complete &= !Double.isNaN(in[k]);
        }
        slot = slot + 1 == length ? 0 : slot + 1;
        sinceNaN = complete ? Math.min(sinceNaN + 1, length) : 0;
        out[0] = sinceNaN >= length ? function.of(recent, slot, length) : Double.NaN;
      }

      @Override
      public void state(State state) {
        slot = state.of(slot);
        sinceNaN = state.of(sinceNaN);
        for (double[] values : recent) {
          state.of(values);
        }
      }
    };
  }

  @Override
  public String toString() {
    return name + Arrays.asList(inputs, length);
  }
}
