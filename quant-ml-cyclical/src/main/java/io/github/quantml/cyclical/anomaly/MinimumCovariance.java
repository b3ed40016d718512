// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.Quantiles;
import io.github.quantml.math.distribution.ChiSquared;
import io.github.quantml.math.linalg.Cholesky;
import io.github.quantml.math.random.CounterRandom;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Centre and covariance that up to half of the rows cannot spoil, and distances by them: the
 * minimum covariance determinant.
 *
 * <p>Of all sets of h = ⌊(n + p + 1)/2⌋ rows the one whose covariance has the least determinant is
 * sought by FAST-MCD: from random sets of p + 1 rows two concentration steps each (keep the h rows
 * nearest by the set's own distance), the ten best to convergence. Its covariance is scaled by
 * median(d²)/χ²ₚ(½); rows with d² ≤ χ²ₚ(0.975) then give the mean and covariance reported, the
 * latter times 0.975/P(χ²ₚ₊₂ ≤ χ²ₚ(0.975)), without which the cut makes it too small for normal
 * rows. Squared distances of ordinary normal rows are about χ² of p degrees.
 *
 * <p>All starts work on all rows; the paper's partition of more than 600 rows only saves time.
 * O(starts·n·p²). Same seed, same answer. Immutable, thread-safe.
 *
 * <p>Source: Rousseeuw and Van Driessen (1999), A fast algorithm for the minimum covariance
 * determinant estimator, Technometrics 41; the last factor: Croux and Haesbroeck (1999).
 */
public final class MinimumCovariance {
  private static final int KEPT = 10;
  private static final int MOST_STEPS = 100;
  private static final double INSIDE = 0.975;

  private final int columns;
  private final double[] centre;
  private final double[] covariance;
  private final Cholesky factor;
  private final boolean[] inside;

  private MinimumCovariance(Weighted fit, boolean[] inside) {
    this.columns = fit.centre.length;
    this.centre = fit.centre;
    this.covariance = fit.covariance;
    this.factor = fit.factor;
    this.inside = inside;
  }

  /** A fit from 500 starts. */
  public static MinimumCovariance fit(double[][] rows, long seed) {
    return fit(rows, 500, seed);
  }

  /**
   * A fit.
   *
   * @param rows finite values, all of the same length p, more than 2p of them
   * @param starts random sets of p + 1 rows, at least 1
   * @throws InvalidDataException when half of the rows lie in a hyperplane, as with a column that
   *     mostly has one value
   */
  public static MinimumCovariance fit(double[][] rows, int starts, long seed) {
    return tryFit(rows, starts, seed)
        .orElseThrow(
            () ->
                new InvalidDataException(
                    "minimum covariance: half of the "
                        + rows.length
                        + " rows lie in a hyperplane"));
  }

  /** A fit; empty when half of the rows lie in a hyperplane. */
  public static Optional<MinimumCovariance> tryFit(double[][] rows, int starts, long seed) {
    Values.atLeast("starts", starts, 1);
    int n = rows.length;
    int p = n == 0 ? 1 : Values.atLeast("rows: columns", rows[0].length, 1);
    if (n <= 2 * p) {
      throw new InsufficientDataException("minimum covariance: rows", 2L * p + 1, n);
    }
    for (double[] row : rows) {
      if (row.length != p) {
        throw new IllegalArgumentException(
            "rows: must all have " + p + " values, got " + row.length);
      }
      Values.require("minimum covariance", row, p);
    }
    int h = (n + p + 1) / 2;
    Weighted raw = search(rows, h, starts, CounterRandom.of(seed));
    if (raw == null) {
      return Optional.empty();
    }
    double[] d = raw.distances(rows);
    double scale = Quantiles.median(d) / quantile(0.5, p);
    double cut = quantile(INSIDE, p);
    boolean[] inside = new boolean[n];
    for (int i = 0; i < n; i++) {
      inside[i] = d[i] / scale <= cut;
    }
    Weighted fit = Weighted.of(rows, inside, INSIDE / (1 - ChiSquared.survival(cut, p + 2)));
    return fit == null ? Optional.empty() : Optional.of(new MinimumCovariance(fit, inside));
  }

  private static @Nullable Weighted search(double[][] rows, int h, int starts, CounterRandom root) {
    Weighted[] best = new Weighted[Math.min(KEPT, starts)];
    int kept = 0;
    for (int s = 0; s < starts; s++) {
      Weighted fit = start(rows, root.split(s));
      for (int step = 0; step < 2 && fit != null; step++) {
        fit = fit.concentrated(rows, h);
      }
      if (fit == null) {
        // h rows in a hyperplane have determinant 0: nothing can be less.
        return null;
      }
      if (kept < best.length) {
        best[kept++] = fit;
      } else if (fit.logDeterminant() < best[kept - 1].logDeterminant()) {
        best[kept - 1] = fit;
      }
      for (int i = kept - 1;
          i > 0 && best[i].logDeterminant() < best[i - 1].logDeterminant();
          i--) {
        Weighted swap = best[i];
        best[i] = best[i - 1];
        best[i - 1] = swap;
      }
    }
    Weighted least = null;
    for (int i = 0; i < kept; i++) {
      Weighted fit = best[i];
      for (int step = 0; step < MOST_STEPS; step++) {
        Weighted next = fit.concentrated(rows, h);
        if (next == null) {
          return null;
        }
        boolean done = !(next.logDeterminant() < fit.logDeterminant());
        fit = next;
        if (done) {
          break;
        }
      }
      if (least == null || fit.logDeterminant() < least.logDeterminant()) {
        least = fit;
      }
    }
    return least;
  }

  /** A random set of p + 1 rows, larger where these lie in a hyperplane. */
  private static @Nullable Weighted start(double[][] rows, CounterRandom random) {
    int[] order = random.permutation(rows.length);
    boolean[] chosen = new boolean[rows.length];
    int p = rows[0].length;
    for (int i = 0; i < order.length; i++) {
      chosen[order[i]] = true;
      Weighted fit = i < p ? null : Weighted.of(rows, chosen, 1);
      if (fit != null) {
        return fit;
      }
    }
    return null;
  }

  /** Mean and covariance of some rows. */
  private static final class Weighted {
    final double[] centre;
    final double[] covariance;
    final Cholesky factor;

    private Weighted(double[] centre, double[] covariance, Cholesky factor) {
      this.centre = centre;
      this.covariance = covariance;
      this.factor = factor;
    }

    static @Nullable Weighted of(double[][] rows, boolean[] chosen, double scale) {
      int p = rows[0].length;
      double[] centre = new double[p];
      int count = 0;
      for (int i = 0; i < rows.length; i++) {
        if (chosen[i]) {
          count++;
          for (int c = 0; c < p; c++) {
            centre[c] += rows[i][c];
          }
        }
      }
      for (int c = 0; c < p; c++) {
        centre[c] /= count;
      }
      double[] covariance = new double[p * p];
      double[] e = new double[p];
      for (int i = 0; i < rows.length; i++) {
        if (chosen[i]) {
          for (int c = 0; c < p; c++) {
            e[c] = rows[i][c] - centre[c];
            for (int k = 0; k <= c; k++) {
              covariance[c * p + k] += e[c] * e[k];
            }
          }
        }
      }
      for (int c = 0; c < p; c++) {
        for (int k = 0; k <= c; k++) {
          double v = covariance[c * p + k] * scale / (count - 1);
          covariance[c * p + k] = v;
          covariance[k * p + c] = v;
        }
      }
      return regular(p, covariance)
          ? new Weighted(centre, covariance, Cholesky.of(p, covariance))
          : null;
    }

    /** Whether no column is, within rounding, a combination of those before it. */
    private static boolean regular(int p, double[] covariance) {
      double[] l = covariance.clone();
      for (int j = 0; j < p; j++) {
        double pivot = l[j * p + j];
        for (int k = 0; k < j; k++) {
          pivot -= l[j * p + k] * l[j * p + k];
        }
        if (!(pivot > 1e-12 * covariance[j * p + j])) {
          return false;
        }
        double root = Math.sqrt(pivot);
        l[j * p + j] = root;
        for (int i = j + 1; i < p; i++) {
          double sum = l[i * p + j];
          for (int k = 0; k < j; k++) {
            sum -= l[i * p + k] * l[j * p + k];
          }
          l[i * p + j] = sum / root;
        }
      }
      return true;
    }

    double logDeterminant() {
      return factor.logDeterminant();
    }

    double distance(double[] row) {
      double[] e = new double[centre.length];
      for (int c = 0; c < e.length; c++) {
        e[c] = row[c] - centre[c];
      }
      double[] white = factor.whiten(e);
      double sum = 0;
      for (double v : white) {
        sum += v * v;
      }
      return sum;
    }

    double[] distances(double[][] rows) {
      double[] d = new double[rows.length];
      for (int i = 0; i < d.length; i++) {
        d[i] = distance(rows[i]);
      }
      return d;
    }

    /** The h rows nearest to this set. */
    @Nullable Weighted concentrated(double[][] rows, int h) {
      double[] d = distances(rows);
      double bound = Quantiles.select(d.clone(), h - 1);
      boolean[] chosen = new boolean[d.length];
      int count = 0;
      for (int i = 0; i < d.length; i++) {
        if (d[i] < bound) {
          chosen[i] = true;
          count++;
        }
      }
      for (int i = 0; i < d.length && count < h; i++) {
        if (d[i] == bound) {
          chosen[i] = true;
          count++;
        }
      }
      return of(rows, chosen, 1);
    }
  }

  /** The quantile of χ²ₚ, by bisection to the last bit. */
  static double quantile(double probability, int p) {
    double low = 0;
    double high = 1;
    while (1 - ChiSquared.survival(high, p) < probability) {
      high *= 2;
    }
    for (double middle = (low + high) / 2; middle > low && middle < high; ) {
      if (1 - ChiSquared.survival(middle, p) < probability) {
        low = middle;
      } else {
        high = middle;
      }
      middle = (low + high) / 2;
    }
    return high;
  }

  /** Columns of a row. */
  public int columns() {
    return columns;
  }

  /** A copy of the centre. */
  public double[] centre() {
    return centre.clone();
  }

  /** A copy of the covariance, row by row. */
  public double[] covariance() {
    return covariance.clone();
  }

  /** Whether row {@code i} of the fit counted in the end. */
  public boolean counts(int i) {
    return inside[i];
  }

  /** Squared Mahalanobis distance of a row from the centre. */
  public double squaredDistance(double... row) {
    if (row.length != columns) {
      throw new IllegalArgumentException(
          "row: must have " + columns + " values, got " + row.length);
    }
    Values.require("minimum covariance", row, columns);
    return new Weighted(centre, covariance, factor).distance(row);
  }

  /** Probability of at least that distance among many normal rows, by χ² of p degrees. */
  public double pValue(double squaredDistance) {
    return ChiSquared.survival(squaredDistance, columns);
  }

  @Override
  public String toString() {
    return "minimum covariance of " + inside.length + " rows, centre " + Arrays.toString(centre);
  }
}
