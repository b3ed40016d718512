// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.graph;

/** The sum of all values so far; a NaN gives NaN at its bar and is left out. */
enum CumulativeSum implements Operator {
  CUMULATIVE_SUM;

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
      private double sum;

      @Override
      public void update(double[] in, double[] out) {
        double next = sum + in[0];
        if (!Double.isNaN(next)) {
          sum = next;
        }
        out[0] = next;
      }

      @Override
      public void state(State state) {
        sum = state.of(sum);
      }
    };
  }
}
