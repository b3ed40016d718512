// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.selection;

import io.github.quantml.math.random.CounterRandom;

/** Series turned around in time: no relation to the rows is left, but all of their own order. */
final class Shifts {
  private Shifts() {}

  /** By how far: at least the overlap and a tenth of the rows from where it was. */
  private static int distance(int n, CounterRandom random, int overlap) {
    int least = Math.min(n / 3, Math.max(overlap, n / 10));
    return least + random.nextInt(n - 2 * least);
  }

  static int[] turned(int[] values, CounterRandom random, int overlap) {
    int n = values.length;
    int by = distance(n, random, overlap);
    int[] out = new int[n];
    System.arraycopy(values, 0, out, by, n - by);
    System.arraycopy(values, n - by, out, 0, by);
    return out;
  }

  static double[] turned(double[] values, CounterRandom random, int overlap) {
    int n = values.length;
    int by = distance(n, random, overlap);
    double[] out = new double[n];
    System.arraycopy(values, 0, out, by, n - by);
    System.arraycopy(values, n - by, out, 0, by);
    return out;
  }
}
