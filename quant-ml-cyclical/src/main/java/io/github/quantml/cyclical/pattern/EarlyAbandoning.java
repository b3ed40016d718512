// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

/**
 * Dynamic time warping that computes only cells from which the cutoff can still be met.
 *
 * <p>Every anti-diagonal i + j = s has a first and a last live cell, outside of which all is beyond
 * the cutoff; the next one can be live only beside or between the borders of the two before it, and
 * when two in a row are dead nothing can be met any more. The cutoff of a cell is lowered by what
 * the rows below must cost at least, since a path has a cell in each of them.
 *
 * <p>Along a row every cell waits for the one before it; the cells of an anti-diagonal need only
 * the two anti-diagonals before, so the JVM computes several at once. It does so only when all
 * arrays are read at the index that is written, hence the copies that are shifted by one, which
 * cost less than they spare. A cell's value is the same sum either way, bit by bit. {@code
 * Math.min} is what the JVM can take several of; costs are never NaN or −0.
 *
 * <p>Source: Herrmann and Webb (2021), Early abandoning and pruning for elastic distances including
 * dynamic time warping, Data Mining and Knowledge Discovery 35, whose borders of rows these are;
 * the lowered cutoff after Rakthanmanon et al. (2012), Searching and mining trillions of time
 * series subsequences.
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
    int rows = a.length;
    int columns = b.length;
    int width = Math.min(band, Math.max(rows, columns));
    double[] turned = reversed(b, scratch);
    // Rows are counted from 1; row 0 and what lies beside the borders of a diagonal are infinite.
    double[] x = scratch.row(0, rows + 3);
    System.arraycopy(a, 0, x, 1, rows);
    double[] y = scratch.row(1, rows + 3);
    double[] diagonal = scratch.row(2, rows + 3);
    double[] last = scratch.row(3, rows + 3);
    double[] lastAbove = scratch.row(4, rows + 3); // [i]: row i - 1 of the last diagonal
    double[] corner = scratch.row(5, rows + 3); // [i]: row i - 1 of the diagonal before it
    last[1] = INFINITY;
    lastAbove[1] = INFINITY;
    lastAbove[2] = INFINITY;
    corner[1] = 0;
    int first1 = rows + 1; // live cells of the last diagonal: none
    int end1 = 0;
    int first2 = 0; // and of the one before it: the corner
    int end2 = 1;
    for (int s = 2; s <= rows + columns; s++) {
      int from =
          Math.max(Math.min(first1, first2 + 1), Math.max(s - columns, (s - width + 1) >> 1));
      int to =
          Math.min(
              Math.max(end1, end2) + 1, Math.min(Math.min(rows + 1, s), ((s + width) >> 1) + 1));
      if (from < to) {
        System.arraycopy(turned, columns - s + from, y, from, to - from);
        if (squared) {
          squares(x, y, from, to, last, lastAbove, corner, diagonal);
        } else {
          distances(x, y, from, to, last, lastAbove, corner, diagonal);
        }
      }
      int end = Math.max(from, to);
      diagonal[from - 1] = INFINITY;
      diagonal[end] = INFINITY;
      double[] free = corner;
      corner = lastAbove;
      lastAbove = free;
      System.arraycopy(diagonal, from - 1, lastAbove, from, end - from + 2);
      first2 = first1;
      end2 = end1;
      first1 = from;
      end1 = to;
      while (first1 < end1 && beyond(diagonal[first1], cutoff, tail, first1)) {
        first1++;
      }
      while (first1 < end1 && beyond(diagonal[end1 - 1], cutoff, tail, end1 - 1)) {
        end1--;
      }
      if (first1 >= end1) {
        if (first2 >= end2) {
          return INFINITY;
        }
        first1 = rows + 1;
        end1 = 0;
      }
      free = last;
      last = diagonal;
      diagonal = free;
    }
    return end1 > rows ? last[rows] : INFINITY;
  }

  private static boolean beyond(double cost, double cutoff, double[] tail, int row) {
    return cost > (tail.length == 0 ? cutoff : cutoff - tail[row]);
  }

  private static double[] reversed(double[] b, DtwScratch scratch) {
    double[] turned = scratch.reversed(b.length);
    for (int j = 0; j < b.length; j++) {
      turned[b.length - 1 - j] = b[j];
    }
    return turned;
  }

  /** Rows {@code from … to − 1} of one diagonal. */
  private static void squares(
      double[] x,
      double[] y,
      int from,
      int to,
      double[] left,
      double[] above,
      double[] corner,
      double[] out) {
    for (int i = from; i < to; i++) {
      double d = x[i] - y[i];
      out[i] = d * d + Math.min(Math.min(left[i], above[i]), corner[i]);
    }
  }

  private static void distances(
      double[] x,
      double[] y,
      int from,
      int to,
      double[] left,
      double[] above,
      double[] corner,
      double[] out) {
    for (int i = from; i < to; i++) {
      out[i] = Math.abs(x[i] - y[i]) + Math.min(Math.min(left[i], above[i]), corner[i]);
    }
  }
}
