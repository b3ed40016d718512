// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

/** The summary of the latest window, by the merges of {@link WindowTree} one position at a time. */
final class TreeStream {
  private final Aggregate aggregate;
  private final int window;
  private final int components;

  /**
   * Ring k holds the latest 2ᵏ⁺¹ summaries of runs of 2ᵏ values, by the bar that ends them; the
   * numbers of a summary lie side by side.
   */
  private final double[][] rings;

  private final double[] run;
  private final double[] merged;
  private final double[][] result;
  private long seen;

  TreeStream(Aggregate aggregate, int window) {
    this.aggregate = aggregate;
    this.window = window;
    this.components = aggregate.components();
    int levels = 32 - Integer.numberOfLeadingZeros(window);
    this.rings = new double[levels][];
    for (int k = 0; k < levels; k++) {
      rings[k] = new double[(2 << k) * components];
    }
    this.run = new double[components];
    this.merged = new double[components];
    this.result = new double[components][1];
  }

  /** Takes in the next value of each input; the summary is meaningful once a window is full. */
  double[][] update(double[][] inputs) {
    aggregate.liftOne(inputs, run, 0);
    boolean idempotent = aggregate.isIdempotent();
    int covered = 0;
    for (int k = 0; ; k++) {
      int size = 1 << k;
      System.arraycopy(run, 0, rings[k], place(k, 0), components);
      if (!idempotent && (window & size) != 0) {
        if (covered == 0) {
          System.arraycopy(run, 0, merged, 0, components);
        } else {
          aggregate.mergeOne(size, covered, rings[k], place(k, covered), merged, 0, merged, 0);
        }
        covered += size;
      }
      if (2 * size > window) {
        if (idempotent) {
          aggregate.mergeOne(size, size, rings[k], place(k, window - size), run, 0, merged, 0);
        }
        break;
      }
      aggregate.mergeOne(size, size, rings[k], place(k, size), run, 0, run, 0);
    }
    seen++;
    for (int c = 0; c < components; c++) {
      result[c][0] = merged[c];
    }
    return result;
  }

  /**
   * Where ring k has the run that ended {@code back} bars ago; there are zeros if that was before
   * the start.
   */
  private int place(int k, int back) {
    return ((int) (seen - back) & ((2 << k) - 1)) * components;
  }
}
