// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.selection;

import io.github.quantml.math.Ranks;
import java.util.Arrays;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.util.FastMath;

/** Estimates of mutual information I(x; y) in nats. */
public final class MutualInformation {
  private MutualInformation() {}

  /**
   * Bins of equal counts; equal values share a bin.
   *
   * @param x values without NaN
   * @param bins at least 2
   * @return for each value its bin, 0 … bins − 1
   */
  public static int[] bins(double[] x, int bins) {
    if (bins < 2) {
      throw new IllegalArgumentException("bins: must be >= 2, got " + bins);
    }
    double[] ranks = Ranks.averageRanks(x);
    int[] out = new int[x.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.min(bins - 1, (int) ((ranks[i] - 0.5) * bins / x.length));
    }
    return out;
  }

  /**
   * The plug-in estimate Σ p ln(p/(pₓ p_y)) with the bias of Miller and Madow taken off, (cells of
   * x − 1)(cells of y − 1)/2n with occupied cells counted; it may be below 0.
   *
   * <p>Source: Miller (1955), Note on the bias of information estimates.
   */
  public static double binned(int[] x, int[] y) {
    Table table = new Table(x, y, new int[x.length]);
    return table.information - table.freedom / (2.0 * x.length);
  }

  /** I(x; y | z) of binned values, the bias taken off as in {@link #binned}. */
  public static double conditional(int[] x, int[] y, int[] z) {
    Table table = new Table(x, y, z);
    return table.information - table.freedom / (2.0 * x.length);
  }

  /**
   * The estimate of Kraskov, Stögbauer and Grassberger, ψ(k) + ψ(n) − ⟨ψ(nₓ + 1) + ψ(n_y + 1)⟩, of
   * the values' ranks: rank scaling leaves the information as it is and the estimate free of units.
   * Ties are ordered by index. O(n²).
   *
   * <p>Source: Kraskov, Stögbauer, Grassberger (2004), Estimating mutual information, Physical
   * Review E 69, equation 8.
   *
   * @param neighbours k, at least 1 and less than n
   */
  public static double ksg(double[] x, double[] y, int neighbours) {
    return ksg(places(x), places(y), digammas(x.length), neighbours);
  }

  static double[] digammas(int n) {
    double[] psi = new double[n + 1];
    psi[1] = -Gamma.GAMMA;
    for (int i = 2; i <= n; i++) {
      psi[i] = psi[i - 1] + 1.0 / (i - 1);
    }
    return psi;
  }

  /** 0 … n − 1 in the order of the values. */
  static int[] places(double[] x) {
    int[] order = Ranks.order(x);
    int[] place = new int[x.length];
    for (int i = 0; i < order.length; i++) {
      place[order[i]] = i;
    }
    return place;
  }

  static double ksg(int[] x, int[] y, double[] psi, int neighbours) {
    int n = x.length;
    if (neighbours < 1 || neighbours >= n) {
      throw new IllegalArgumentException(
          "neighbours: must be in 1 ... " + (n - 1) + ", got " + neighbours);
    }
    // Sorted by x, so that the search for neighbours can end at the distance in x alone.
    int[] sorted = new int[n];
    for (int i = 0; i < n; i++) {
      sorted[x[i]] = y[i];
    }
    int[] nearest = new int[neighbours];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      Arrays.fill(nearest, Integer.MAX_VALUE);
      for (int step = 1; step < n && step < nearest[neighbours - 1]; step++) {
        if (i - step >= 0) {
          insert(nearest, Math.max(step, Math.abs(sorted[i - step] - sorted[i])));
        }
        if (i + step < n) {
          insert(nearest, Math.max(step, Math.abs(sorted[i + step] - sorted[i])));
        }
      }
      int radius = nearest[neighbours - 1];
      // Ranks within radius on both sides, the point itself counted for the "+ 1".
      sum += psi[within(i, radius, n)] + psi[within(sorted[i], radius, n)];
    }
    return psi[neighbours] + psi[n] - sum / n;
  }

  private static int within(int place, int radius, int n) {
    return Math.min(n - 1, place + radius - 1) - Math.max(0, place - radius + 1) + 1;
  }

  private static void insert(int[] nearest, int distance) {
    int k = nearest.length - 1;
    if (distance >= nearest[k]) {
      return;
    }
    while (k > 0 && nearest[k - 1] > distance) {
      nearest[k] = nearest[k - 1];
      k--;
    }
    nearest[k] = distance;
  }

  /** Counts of binned triples. */
  static final class Table {
    /** Plug-in estimate in nats. */
    final double information;

    /** Degrees of freedom of 2n times that under conditional independence. */
    final int freedom;

    Table(int[] x, int[] y, int[] z) {
      int bx = size(x);
      int by = size(y);
      int bz = size(z);
      int[] cells = new int[bx * by * bz];
      int[] xz = new int[bx * bz];
      int[] yz = new int[by * bz];
      int[] zs = new int[bz];
      for (int i = 0; i < x.length; i++) {
        cells[(z[i] * by + y[i]) * bx + x[i]]++;
        xz[z[i] * bx + x[i]]++;
        yz[z[i] * by + y[i]]++;
        zs[z[i]]++;
      }
      double sum = 0;
      int free = 0;
      for (int c = 0; c < bz; c++) {
        for (int b = 0; b < by; b++) {
          for (int a = 0; a < bx; a++) {
            int count = cells[(c * by + b) * bx + a];
            if (count > 0) {
              double expected = (double) xz[c * bx + a] * yz[c * by + b] / zs[c];
              sum += count * FastMath.log(count / expected);
            }
          }
        }
        free += Math.max(0, occupied(xz, c, bx) - 1) * Math.max(0, occupied(yz, c, by) - 1);
      }
      information = sum / x.length;
      freedom = free;
    }

    private static int size(int[] x) {
      int most = 0;
      for (int value : x) {
        most = Math.max(most, value);
      }
      return most + 1;
    }

    private static int occupied(int[] counts, int block, int size) {
      int count = 0;
      for (int i = 0; i < size; i++) {
        count += counts[block * size + i] > 0 ? 1 : 0;
      }
      return count;
    }
  }
}
