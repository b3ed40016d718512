// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.graph;

import io.github.quantml.math.rolling.PairStatistic;
import io.github.quantml.math.rolling.PairStream;
import io.github.quantml.math.rolling.Rolling;

/** A {@link PairStatistic} of the last bars of two inputs. */
record PairOperator(PairStatistic statistic, int window, int ddof) implements Operator {
  PairOperator {
    Rolling.of(window).withDdof(ddof).stream(statistic);
  }

  @Override
  public String name() {
    return statistic + "(" + window + "," + ddof + ")";
  }

  @Override
  public int warmUp() {
    return window - 1;
  }

  private Rolling rolling() {
    return Rolling.of(window).withDdof(ddof);
  }

  @Override
  public void apply(double[][] in, double[][] out) {
    double[] values = rolling().apply(statistic, in[0], in[1]);
    System.arraycopy(values, 0, out[0], 0, values.length);
  }

  @Override
  public Cell start() {
    double[] first = new double[window];
    double[] second = new double[window];
    return new Cell() {
      private PairStream stream = rolling().stream(statistic);
      private int slot;
      private boolean full;

      @Override
      public void update(double[] in, double[] out) {
        first[slot] = in[0];
        second[slot++] = in[1];
        if (slot == window) {
          slot = 0;
          full = true;
        }
        out[0] = stream.update(in[0], in[1]);
      }

      @Override
      public void state(State state) {
        slot = state.of(slot);
        full = state.of(full);
        state.of(first);
        state.of(second);
        if (state.restoring()) {
          stream = rolling().stream(statistic);
          for (int i = full ? slot : window; i < window; i++) {
            stream.update(first[i], second[i]);
          }
          for (int i = 0; i < slot; i++) {
            stream.update(first[i], second[i]);
          }
        }
      }
    };
  }
}
