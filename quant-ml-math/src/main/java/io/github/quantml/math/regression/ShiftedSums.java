// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.regression;

import java.util.Arrays;

/**
 * Sums of every run of consecutive values, zeros outside the array, by doubling: runs of 1, 2, 4, …
 * are built from each other and joined as the binary digits of the run length say.
 *
 * <p>Shifts are copies, because the JIT vectorises only loops whose arrays share one index.
 */
final class ShiftedSums {
  private final int window;
  private final int terms;
  private final double[] runs;
  private final double[] shifted;

  /** For arrays of {@code window} values and runs of {@code terms}. */
  ShiftedSums(int window, int terms) {
    this.window = window;
    this.terms = terms;
    int padded = window + 2 * (terms - 1);
    this.runs = new double[padded];
    this.shifted = new double[padded];
  }

  /** Writes the window + terms − 1 sums, the one that holds only the first value first. */
  void into(double[] out, double[] x) {
    int length = runs.length;
    Arrays.fill(runs, 0);
    System.arraycopy(x, 0, runs, terms - 1, window);
    Arrays.fill(out, 0);
    int covered = 0;
    for (int size = 1; size <= terms; size *= 2) {
      if ((terms & size) != 0) {
        System.arraycopy(runs, covered, shifted, 0, out.length);
        add(out, shifted, out.length);
        covered += size;
      }
      if (2 * size <= terms) {
        length -= size;
        System.arraycopy(runs, size, shifted, 0, length);
        add(runs, shifted, length);
      }
    }
  }

  private static void add(double[] out, double[] x, int count) {
    for (int t = 0; t < count; t++) {
      out[t] += x[t];
    }
  }
}
