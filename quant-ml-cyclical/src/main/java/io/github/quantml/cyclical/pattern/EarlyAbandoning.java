// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

import java.util.Arrays;

/**
 * Dynamic time warping that computes only cells from which the cutoff can still be met.
 *
 * <p>Every row has a first live column, left of which all is beyond the cutoff, and a pruning
 * point, right of which all was in the row above. Cells between need three neighbours, the cells at
 * the borders two or one, and when the borders cross nothing can be met any more.
 *
 * <p>The cutoff of a row is lowered by what the rows below must cost at least, since a path has a
 * cell in each of them.
 *
 * <p>Source: Herrmann and Webb (2021), Early abandoning and pruning for elastic distances including
 * dynamic time warping, Data Mining and Knowledge Discovery 35, algorithm 3; the lowered cutoff
 * after Rakthanmanon et al. (2012), Searching and mining trillions of time series subsequences.
 */
final class EarlyAbandoning {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  /** For no knowledge about the rows below. */
  static final double[] NO_TAIL = {};

  private EarlyAbandoning() {}

  /**
   * Summed cost of the best path, or infinity if that exceeds the cutoff.
   *
   * @param tail {@code tail[i]}: what rows i and later cost at least, {@code a.length + 1} values;
   *     or {@link #NO_TAIL}
   */
  static double cost(
      double[] a,
      double[] b,
      boolean squared,
      int band,
      double cutoff,
      double[] tail,
      DtwScratch scratch) {
    int columns = b.length;
    double[] above = scratch.first(columns + 2);
    double[] row = scratch.second(columns + 2);
    Arrays.fill(above, 0, columns + 2, INFINITY);
    Arrays.fill(row, 0, columns + 2, INFINITY);
    above[0] = 0;
    int first = 1; // columns are counted from 1: column 0 is the border
    int pruned = 1;
    for (int i = 1; i <= a.length; i++) {
      double x = a[i - 1];
      double limit = tail.length == 0 ? cutoff : cutoff - tail[i];
      int j = Math.max(first, i - band);
      int last = i > columns - band ? columns : i + band;
      if (j > pruned) {
        return INFINITY;
      }
      first = j;
      row[j - 1] = INFINITY;
      int next = j; // one past the last live column of this row
      double left = INFINITY;
      while (j == first && j < pruned) {
        double up = above[j];
        double diagonal = above[j - 1];
        left = cost(x - b[j - 1], squared) + (up < diagonal ? up : diagonal);
        row[j++] = left;
        if (left <= limit) {
          next = j;
        } else {
          first = j;
        }
      }
      double diagonal = above[j - 1];
      for (; j < pruned; j++) {
        double up = above[j];
        double best = up < diagonal ? up : diagonal;
        left = cost(x - b[j - 1], squared) + (left < best ? left : best);
        row[j] = left;
        next = left <= limit ? j + 1 : next;
        diagonal = up;
      }
      if (j <= last) { // j = pruned: what is above is beyond the cutoff
        boolean alone = j == first;
        diagonal = above[j - 1];
        left = cost(x - b[j - 1], squared) + (alone || diagonal < left ? diagonal : left);
        row[j++] = left;
        if (left <= limit) {
          next = j;
        } else if (alone) {
          return INFINITY;
        }
      } else if (j == first) {
        return INFINITY;
      }
      while (j == next && j <= last) {
        left += cost(x - b[j - 1], squared);
        row[j++] = left;
        if (left <= limit) {
          next = j;
        }
      }
      pruned = next;
      double[] swapped = above;
      above = row;
      row = swapped;
    }
    return pruned > columns ? above[columns] : INFINITY;
  }

  private static double cost(double difference, boolean squared) {
    return squared ? difference * difference : Math.abs(difference);
  }
}
