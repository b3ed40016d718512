// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.talib;

import io.github.quantml.features.graph.Cell;
import io.github.quantml.features.graph.Operator;
import io.github.quantml.features.graph.Stability;
import io.github.quantml.features.graph.State;

/**
 * Chaikin's oscillator from the flow of each bar: the difference of two recursive averages of the
 * running total, both started at the first total; the first {@code slow} − 1 bars are warm-up.
 *
 * <p>The total is measured from the oscillator's own slow average, so its level, and with it the
 * start of the series, fades.
 */
record Accumulation(int fast, int slow) implements Operator {
  @Override
  public String name() {
    return "accumulation_oscillator(" + fast + "," + slow + ")";
  }

  @Override
  public int warmUp() {
    return slow - 1;
  }

  @Override
  public Stability stability() {
    return Stability.CONVERGING;
  }

  @Override
  public int burnIn() {
    return slow + Fade.bars(2.0 / (slow + 1));
  }

  @Override
  public Cell start() {
    double takeFast = 2.0 / (fast + 1);
    double takeSlow = 2.0 / (slow + 1);
    return new Cell() {
      private int seen;

      /** The averages less the total. */
      private double fastGap;

      private double slowGap;

      @Override
      public void update(double[] in, double[] out) {
        double flow = in[0];
        if (Double.isNaN(flow)) {
          out[0] = Double.NaN;
          return;
        }
        if (seen > 0) {
          fastGap = (1 - takeFast) * (fastGap - flow);
          slowGap = (1 - takeSlow) * (slowGap - flow);
        }
        seen = Math.min(seen + 1, slow);
        out[0] = seen < slow ? Double.NaN : fastGap - slowGap;
      }

      @Override
      public void state(State state) {
        seen = state.of(seen);
        fastGap = state.of(fastGap);
        slowGap = state.of(slowGap);
      }
    };
  }
}
