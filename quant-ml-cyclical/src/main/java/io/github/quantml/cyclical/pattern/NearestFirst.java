// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

import java.util.Arrays;

/**
 * Takes the smallest of many values again and again, striking out its neighbourhood each time.
 *
 * <p>The minimum of every block is remembered, so a further one costs a look at the blocks and at
 * the few that were struck. Of equal values the first is taken.
 */
final class NearestFirst {
  private static final int BLOCK = 64;

  private final double[] values;
  private final double[] least;

  /** Works on the array given. */
  NearestFirst(double[] values) {
    this.values = values;
    this.least = new double[(values.length + BLOCK - 1) / BLOCK];
    for (int block = 0; block < least.length; block++) {
      refresh(block);
    }
  }

  private void refresh(int block) {
    double smallest = Double.POSITIVE_INFINITY;
    int to = Math.min(values.length, (block + 1) * BLOCK);
    for (int i = block * BLOCK; i < to; i++) {
      smallest = values[i] < smallest ? values[i] : smallest;
    }
    least[block] = smallest;
  }

  /** Index of the smallest value left, −1 if none is. */
  int next() {
    int best = -1;
    double smallest = Double.POSITIVE_INFINITY;
    for (int block = 0; block < least.length; block++) {
      if (least[block] < smallest) {
        smallest = least[block];
        best = block;
      }
    }
    if (best < 0) {
      return -1;
    }
    int i = best * BLOCK;
    while (values[i] != smallest) {
      i++;
    }
    return i;
  }

  /** Strikes out all less than {@code exclusion} from an index. */
  void strike(int at, int exclusion) {
    int from = (int) Math.max(0L, (long) at - exclusion + 1);
    int to = (int) Math.min(values.length, (long) at + exclusion);
    Arrays.fill(values, from, to, Double.POSITIVE_INFINITY);
    for (int block = from / BLOCK; block * BLOCK < to; block++) {
      refresh(block);
    }
  }
}
