// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math;

import java.util.Arrays;

/** Sorting orders and ranks of primitive arrays. */
public final class Ranks {
  private Ranks() {}

  /**
   * The stable ascending order: x[order[0]] ≤ x[order[1]] ≤ …, equal values in index order, −0.0
   * before 0.0 and NaN last. O(n log n).
   */
  public static int[] order(double[] x) {
    int[] order = new int[x.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    mergeSort(x, order, new int[x.length], 0, x.length);
    return order;
  }

  private static void mergeSort(double[] x, int[] order, int[] scratch, int from, int to) {
    if (to - from < 2) {
      return;
    }
    int middle = (from + to) >>> 1;
    mergeSort(x, order, scratch, from, middle);
    mergeSort(x, order, scratch, middle, to);
    System.arraycopy(order, from, scratch, from, to - from);
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      boolean takeLeft =
          right >= to
              || (left < middle && Double.compare(x[scratch[left]], x[scratch[right]]) <= 0);
      order[i] = takeLeft ? scratch[left++] : scratch[right++];
    }
  }

  /**
   * Average ranks 1 … n: equal values share the mean of the ranks they occupy.
   *
   * @param x values without NaN
   */
  public static double[] averageRanks(double[] x) {
    int[] order = order(x);
    double[] ranks = new double[x.length];
    int start = 0;
    while (start < x.length) {
      double value = x[order[start]];
      if (Double.isNaN(value)) {
        throw new IllegalArgumentException("x[" + order[start] + "] must not be NaN");
      }
      int end = start + 1;
      while (end < x.length && x[order[end]] == value) {
        end++;
      }
      for (int i = start; i < end; i++) {
        ranks[order[i]] = 0.5 * (start + 1 + end);
      }
      start = end;
    }
    return ranks;
  }

  /** A sorted copy. */
  public static double[] sorted(double[] x) {
    double[] copy = x.clone();
    Arrays.sort(copy);
    return copy;
  }
}
