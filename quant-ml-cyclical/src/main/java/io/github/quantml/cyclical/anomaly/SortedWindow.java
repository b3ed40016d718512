// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

import java.util.Arrays;

/** The last values of a stream in order of size: median in O(1), everything else in O(window). */
final class SortedWindow {
  /** Makes the median absolute deviation of normal values their standard deviation. */
  static final double TO_DEVIATION = 1.482602218505602;

  private final double[] ring;
  private final double[] sorted;
  private int size;
  private int next;

  SortedWindow(int window) {
    this.ring = new double[window];
    this.sorted = new double[window];
  }

  boolean full() {
    return size == ring.length;
  }

  void add(double x) {
    if (full()) {
      int out = Arrays.binarySearch(sorted, 0, size, ring[next]);
      System.arraycopy(sorted, out + 1, sorted, out, size - out - 1);
      size--;
    }
    int found = Arrays.binarySearch(sorted, 0, size, x);
    int in = found < 0 ? -found - 1 : found;
    System.arraycopy(sorted, in, sorted, in + 1, size - in);
    sorted[in] = x;
    size++;
    ring[next] = x;
    next = next + 1 == ring.length ? 0 : next + 1;
  }

  double median() {
    return (sorted[(size - 1) / 2] + sorted[size / 2]) / 2;
  }

  /** Median absolute deviation from the median, as a normal standard deviation. */
  double deviation() {
    double centre = median();
    int left = (size - 1) / 2;
    int right = left + 1;
    // Distances grow away from the median on both sides: merge them up to the middle.
    double lower = 0;
    double upper = 0;
    for (int rank = 0; rank <= size / 2; rank++) {
      double below = left >= 0 ? centre - sorted[left] : Double.POSITIVE_INFINITY;
      double above = right < size ? sorted[right] - centre : Double.POSITIVE_INFINITY;
      lower = upper;
      if (below <= above) {
        upper = below;
        left--;
      } else {
        upper = above;
        right++;
      }
    }
    return TO_DEVIATION * (size % 2 == 0 ? (lower + upper) / 2 : upper);
  }
}
