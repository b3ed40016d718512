// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

/**
 * The best few windows so far that keep their distance from each other.
 *
 * <p>Only a guess of the final ones, because a window may be pushed out by a neighbour that is then
 * pushed out itself: good for a cutoff, not for the answer.
 */
final class Leaders {
  private final int[] starts;
  private final double[] costs;
  private final int exclusion;
  private int size;

  Leaders(int count, int exclusion) {
    this.starts = new int[count];
    this.costs = new double[count];
    this.exclusion = exclusion;
  }

  int size() {
    return size;
  }

  int start(int k) {
    return starts[k];
  }

  double cost(int k) {
    return costs[k];
  }

  /** Cost a window must not exceed to be among the leaders. */
  double cutoff() {
    return size < costs.length ? Double.POSITIVE_INFINITY : costs[size - 1];
  }

  /** Takes a window in unless a better one is too near; worse ones too near have to go. */
  void offer(int start, double cost) {
    int kept = 0;
    for (int k = 0; k < size; k++) {
      boolean near = Math.abs(starts[k] - start) < exclusion;
      if (near && costs[k] <= cost) {
        return;
      }
    }
    for (int k = 0; k < size; k++) {
      if (Math.abs(starts[k] - start) >= exclusion) {
        starts[kept] = starts[k];
        costs[kept++] = costs[k];
      }
    }
    size = Math.min(kept, starts.length - 1);
    int k = size++;
    for (; k > 0 && costs[k - 1] > cost; k--) {
      starts[k] = starts[k - 1];
      costs[k] = costs[k - 1];
    }
    starts[k] = start;
    costs[k] = cost;
  }
}
