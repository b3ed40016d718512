// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * Widths of kernels on the unit interval.
 *
 * <p>Of several parameters jointly: 0.1·n^(−1/(d+4)) for all, the rate of Scott's rule (1992); half
 * the factor that Optuna takes left less regret on all of Branin, Hartmann-6 and the sphere. Of a
 * single parameter: the distance to the farther neighbour (Bergstra et al. 2011), no less than
 * 1/min(100, n + 1).
 */
final class Bandwidths {
  private static final double FACTOR = 0.1;
  private static final double FLOOR = 0.01;

  private Bandwidths() {}

  /** Of n trials; {@code centres} may hold more. */
  static double[] of(double[] centres, int n, int dimensions) {
    double[] widths = new double[n];
    if (dimensions > 1) {
      Arrays.fill(widths, common(n, dimensions, FLOOR));
      return widths;
    }
    double[] sorted = Arrays.copyOf(centres, n);
    Arrays.sort(sorted);
    double floor = 1.0 / Math.min(100, n + 1);
    for (int k = 0; k < n; k++) {
      widths[k] = Math.max(floor, fartherNeighbour(sorted, centres[k]));
    }
    return widths;
  }

  /** The distance to the next different value or the end, on the side where it is larger. */
  private static double fartherNeighbour(double[] sorted, double x) {
    int from = Arrays.binarySearch(sorted, x);
    int to = from;
    while (from > 0 && sorted[from - 1] == x) {
      from--;
    }
    while (to < sorted.length - 1 && sorted[to + 1] == x) {
      to++;
    }
    double left = x - (from > 0 ? sorted[from - 1] : 0);
    double right = (to < sorted.length - 1 ? sorted[to + 1] : 1) - x;
    return Math.max(left, right);
  }

  /** One width for n trials. */
  static double common(int n, int dimensions, double floor) {
    return Math.max(floor, FACTOR * FastMath.pow(Math.max(1, n), -1.0 / (dimensions + 4)));
  }
}
