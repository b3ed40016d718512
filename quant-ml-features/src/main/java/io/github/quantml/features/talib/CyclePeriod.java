// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.talib;

import io.github.quantml.features.graph.Cell;
import io.github.quantml.features.graph.Operator;
import io.github.quantml.features.graph.Stability;
import io.github.quantml.features.graph.State;
import org.apache.commons.math3.util.FastMath;

/**
 * Outputs: dominant cycle period, in-phase and quadrature component, MESA adaptive average and its
 * follower (fast limit 0.5, slow limit 0.05). Source: Ehlers (2001), Rocket science for traders.
 */
enum CyclePeriod implements Operator {
  CYCLE_PERIOD;

  private static final int IDLE = 9;
  private static final double FAST = 0.5;
  private static final double SLOW = 0.05;
  private static final double DEGREES = 180 / Math.PI;

  @Override
  public int outputs() {
    return 5;
  }

  @Override
  public int warmUp() {
    return 32;
  }

  @Override
  public Stability stability() {
    return Stability.CONVERGING;
  }

  /** The slow limit halved, of the follower. */
  @Override
  public int burnIn() {
    return 32 + 2 * Fade.bars(SLOW / 2);
  }

  @Override
  public Cell start() {
    return new Cell() {
      private final Hilbert hilbert = new Hilbert(IDLE);
      private double lastPhase;
      private double mama;
      private double fama;

      @Override
      public void update(double[] in, double[] out) {
        double price = in[0];
        boolean missing = Double.isNaN(price);
        if (!missing && hilbert.step(price)) {
          follow(price);
        }
        boolean valid = !missing && hilbert.seen() > 32;
        out[0] = valid ? hilbert.smoothPeriod() : Double.NaN;
        out[1] = valid ? hilbert.inPhase() : Double.NaN;
        out[2] = valid ? hilbert.quadrature() : Double.NaN;
        out[3] = valid ? mama : Double.NaN;
        out[4] = valid ? fama : Double.NaN;
      }

      private void follow(double price) {
        double i = hilbert.inPhase();
        double phase = i != 0 ? FastMath.atan(hilbert.quadrature() / i) * DEGREES : 0;
        double change = Math.max(1, lastPhase - phase);
        lastPhase = phase;
        double alpha = change > 1 ? Math.max(FAST / change, SLOW) : FAST;
        mama = alpha * price + (1 - alpha) * mama;
        fama = 0.5 * alpha * mama + (1 - 0.5 * alpha) * fama;
      }

      @Override
      public void state(State state) {
        hilbert.state(state);
        lastPhase = state.of(lastPhase);
        mama = state.of(mama);
        fama = state.of(fama);
      }
    };
  }
}
