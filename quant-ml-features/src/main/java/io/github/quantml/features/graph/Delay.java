// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.graph;

import java.util.Arrays;

/**
 * The value of {@code bars} bars before.
 *
 * @param bars at least 0
 */
record Delay(int bars) implements Operator {
  Delay {
    if (bars < 0) {
      throw new IllegalArgumentException(
          "delay: must be >= 0 bars, because later bars are not known, got " + bars);
    }
  }

  @Override
  public String name() {
    return "delay(" + bars + ")";
  }

  @Override
  public int warmUp() {
    return bars;
  }

  @Override
  public void apply(double[][] in, double[][] out) {
    int n = out[0].length;
    int missing = Math.min(bars, n);
    Arrays.fill(out[0], 0, missing, Double.NaN);
    System.arraycopy(in[0], 0, out[0], missing, n - missing);
  }

  @Override
  public Cell start() {
    double[] ring = new double[bars + 1];
    Arrays.fill(ring, Double.NaN);
    return new Cell() {
      private int slot;

      @Override
      public void update(double[] in, double[] out) {
        ring[slot] = in[0];
        slot = slot == bars ? 0 : slot + 1;
        out[0] = ring[slot];
      }

      @Override
      public void state(State state) {
        slot = state.of(slot);
        state.of(ring);
      }
    };
  }
}
