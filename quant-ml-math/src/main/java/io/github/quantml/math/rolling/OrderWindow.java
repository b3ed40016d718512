// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

import io.github.quantml.math.Quantiles;
import java.util.Arrays;

/**
 * The values of a window in ascending order. Insertion and removal are O(log n) plus a block move.
 */
final class OrderWindow {
  private double[] sorted;
  private int size;

  OrderWindow(int capacity) {
    this.sorted = new double[Math.max(capacity, 16)];
  }

  int size() {
    return size;
  }

  void add(double x) {
    if (size == sorted.length) {
      sorted = Arrays.copyOf(sorted, 2 * size);
    }
    int found = Arrays.binarySearch(sorted, 0, size, x);
    int at = found >= 0 ? found : -found - 1;
    System.arraycopy(sorted, at, sorted, at + 1, size - at);
    sorted[at] = x;
    size++;
  }

  void remove(double x) {
    int at = Arrays.binarySearch(sorted, 0, size, x);
    size--;
    System.arraycopy(sorted, at + 1, sorted, at, size - at);
  }

  /** Removes one value and adds another, moving only what lies between them. */
  void replace(double old, double x) {
    int from = Arrays.binarySearch(sorted, 0, size, old);
    int found = Arrays.binarySearch(sorted, 0, size, x);
    int to = found >= 0 ? found : -found - 1;
    if (to > from) {
      System.arraycopy(sorted, from + 1, sorted, from, to - from - 1);
      sorted[to - 1] = x;
    } else {
      System.arraycopy(sorted, to, sorted, to + 1, from - to);
      sorted[to] = x;
    }
  }

  double quantile(double p) {
    return Quantiles.ofSorted(sorted, size, p);
  }

  /** The average rank of a value that is in the window. */
  double rank(double x) {
    int below = boundary(x, false);
    int notAbove = boundary(x, true);
    return 0.5 * (below + 1 + notAbove);
  }

  /** How many values are less than x, or not greater; −0.0 and 0.0 are equal here. */
  private int boundary(double x, boolean inclusive) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      boolean before = inclusive ? sorted[middle] <= x : sorted[middle] < x;
      if (before) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
