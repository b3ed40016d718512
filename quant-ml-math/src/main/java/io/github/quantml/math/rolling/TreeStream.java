// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

/** The summary of the latest window, by the merges of {@link WindowTree} one position at a time. */
final class TreeStream {
  private final Aggregate aggregate;
  private final int window;

  /** Ring k holds the latest 2ᵏ⁺¹ summaries of runs of 2ᵏ values, by the bar that ends them. */
  private final double[][][] rings;

  private final double[][] a;
  private final double[][] b;
  private final double[][] merged;
  private final double[][] result;
  private long seen;

  TreeStream(Aggregate aggregate, int window) {
    this.aggregate = aggregate;
    this.window = window;
    int components = aggregate.components();
    int levels = 32 - Integer.numberOfLeadingZeros(window);
    this.rings = new double[levels][components][];
    for (int k = 0; k < levels; k++) {
      for (int c = 0; c < components; c++) {
        rings[k][c] = new double[2 << k];
      }
    }
    this.a = new double[components][1];
    this.b = new double[components][1];
    this.merged = new double[components][1];
    this.result = new double[components][1];
  }

  /** Takes in the next value of each input; the summary is meaningful once a window is full. */
  double[][] update(double[][] inputs) {
    aggregate.lift(inputs, 0, b, 1);
    int covered = 0;
    for (int k = 0; ; k++) {
      int size = 1 << k;
      store(k);
      if (!aggregate.isIdempotent() && (window & size) != 0) {
        if (covered == 0) {
          copy(b, result);
        } else {
          load(k, covered);
          aggregate.merge(size, covered, a, result, result, 1);
        }
        covered += size;
      }
      if (2 * size > window) {
        if (aggregate.isIdempotent()) {
          load(k, window - size);
          aggregate.merge(size, size, a, b, result, 1);
        }
        break;
      }
      load(k, size);
      aggregate.mergeHalves(size, a, b, merged, 1);
      copy(merged, b);
    }
    seen++;
    return result;
  }

  private void store(int k) {
    double[][] ring = rings[k];
    int slot = (int) seen & (ring[0].length - 1);
    for (int c = 0; c < b.length; c++) {
      ring[c][slot] = b[c][0];
    }
  }

  /**
   * a = the run of level k that ended {@code back} bars ago, zeros if that was before the start.
   */
  private void load(int k, int back) {
    double[][] ring = rings[k];
    int slot = (int) (seen - back) & (ring[0].length - 1);
    for (int c = 0; c < a.length; c++) {
      a[c][0] = ring[c][slot];
    }
  }

  private static void copy(double[][] from, double[][] to) {
    for (int c = 0; c < from.length; c++) {
      to[c][0] = from[c][0];
    }
  }
}
