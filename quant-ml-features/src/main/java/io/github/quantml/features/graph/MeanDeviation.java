// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.graph;

/**
 * Σ |xᵢ − m| / n over the last n values, m being the second input: with the mean of the same
 * window, the mean absolute deviation. O(n) additions per value, many values at a time.
 */
record MeanDeviation(int window) implements Operator {
  private static final int BLOCK = 512;

  @Override
  public String name() {
    return "mean_deviation(" + window + ")";
  }

  /** The mean that comes in has waited for the window already. */
  @Override
  public int warmUp() {
    return 0;
  }

  @Override
  public void apply(double[][] in, double[][] out) {
    double[] x = in[0];
    double[] sum = new double[BLOCK];
    double[] shifted = new double[BLOCK];
    double[] mean = new double[BLOCK];
    int n = x.length;
    java.util.Arrays.fill(out[0], 0, Math.min(window - 1, n), Double.NaN);
    for (int start = window - 1; start < n; start += BLOCK) {
      int count = Math.min(BLOCK, n - start);
      System.arraycopy(in[1], start, mean, 0, count);
      java.util.Arrays.fill(sum, 0, count, 0);
      for (int back = window - 1; back >= 0; back--) {
        System.arraycopy(x, start - back, shifted, 0, count);
        add(shifted, mean, sum, count);
      }
      for (int i = 0; i < count; i++) {
        sum[i] /= window;
      }
      System.arraycopy(sum, 0, out[0], start, count);
    }
  }

  private static void add(double[] x, double[] mean, double[] sum, int count) {
    for (int i = 0; i < count; i++) {
      sum[i] += Math.abs(x[i] - mean[i]);
    }
  }

  @Override
  public Cell start() {
    double[] recent = new double[2 * window];
    return new Cell() {
      private int slot;
      private int seen;

      @Override
      public void update(double[] in, double[] out) {
        recent[slot] = in[0];
        recent[slot + window] = in[0];
        slot = slot + 1 == window ? 0 : slot + 1;
        seen = Math.min(seen + 1, window);
        double sum = 0;
        for (int i = slot; i < slot + window; i++) {
          sum += Math.abs(recent[i] - in[1]);
        }
        out[0] = seen < window ? Double.NaN : sum / window;
      }

      @Override
      public void state(State state) {
        slot = state.of(slot);
        seen = state.of(seen);
        state.of(recent);
      }
    };
  }
}
