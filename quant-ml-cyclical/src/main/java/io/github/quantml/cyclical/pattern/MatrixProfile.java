// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

import io.github.quantml.api.InsufficientDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Distance of every window to the most similar other window, z-normalised and Euclidean.
 *
 * <p>d² = 2m(1 − ρ). A window is not compared with those that start at most ⌈m/4⌉ away. Two
 * constant windows are 0 apart, a constant and a moving one √m; a window with a value that is not
 * finite is infinitely far from all, with index −1. Of equally near windows of one series the one
 * at the smaller lag is named.
 *
 * <p>This profile knows the whole series, the future of a window included; {@link #left} is the
 * causal one. The same bytes at any number of parts. Immutable, thread-safe; O(n²) whatever m is,
 * O(n) memory for each part.
 *
 * <p>Source: Yeh et al. (2016), Matrix profile I; Zimmerman et al. (2019), Matrix profile XIV. The
 * distances named are computed from the two windows again, so they carry no rounding of the search.
 */
public final class MatrixProfile {
  private final int length;
  private final double[] distances;
  private final int[] indices;
  private final CausalProfile left;

  private MatrixProfile(int length, double[] distances, int[] indices, CausalProfile left) {
    this.length = length;
    this.distances = distances;
    this.indices = indices;
    this.left = left;
  }

  /**
   * Compares all windows of a series with each other, on this thread.
   *
   * @param series any values, oldest first
   * @param length window length m, at least 3
   * @throws InsufficientDataException when not even two windows may be compared
   */
  public static MatrixProfile selfJoin(double[] series, int length) {
    return selfJoin(series, length, Runnable::run, 1);
  }

  /**
   * Compares all windows of a series with each other.
   *
   * @param executor runs the parts
   * @param parts number of tasks, at least 1; the result does not depend on it
   */
  public static MatrixProfile selfJoin(double[] series, int length, Executor executor, int parts) {
    requireLength(length);
    int first = exclusion(length) + 1;
    if (series.length < length + first) {
      throw new InsufficientDataException("matrix profile: values", length + first, series.length);
    }
    WindowColumns columns = WindowColumns.of(series, length);
    Join join = Join.all(columns, columns, first, columns.windows, executor, parts);
    if (columns.anyFlat()) {
      join.compareFlat(columns, first);
    }
    return of(columns, join.byRow(), join.byColumn());
  }

  static MatrixProfile of(WindowColumns columns, Best right, Best left) {
    CausalProfile causal =
        new CausalProfile(
            distances(columns, columns, left), Arrays.copyOf(left.index, columns.windows));
    Best both = new Best(columns.windows);
    both.merge(left, columns.windows);
    both.merge(right, columns.windows);
    return new MatrixProfile(columns.length, distances(columns, columns, both), both.index, causal);
  }

  /**
   * Finds for every window of one series the most similar window of another.
   *
   * @param series whose windows are looked at
   * @param other whose windows are compared with; no lag is excluded
   * @param length window length m, at least 3
   */
  public static MatrixProfile join(double[] series, double[] other, int length) {
    requireLength(length);
    int shorter = Math.min(series.length, other.length);
    if (shorter < length) {
      throw new InsufficientDataException("matrix profile: values", length, shorter);
    }
    WindowColumns rows = WindowColumns.of(series, length);
    WindowColumns columns = WindowColumns.of(other, length);
    Join join = Join.all(rows, columns, 1 - rows.windows, columns.windows, Runnable::run, 1);
    if (rows.anyFlat() || columns.anyFlat()) {
      join.compareFlat(rows, columns);
    }
    Best best = join.byRow();
    // Nothing is before anything in another series.
    CausalProfile none = new CausalProfile(new double[0], new int[0]);
    return new MatrixProfile(length, distances(rows, columns, best), best.index, none);
  }

  private static double[] distances(WindowColumns rows, WindowColumns columns, Best best) {
    double[] distances = new double[rows.windows];
    for (int i = 0; i < distances.length; i++) {
      int j = best.index[i];
      distances[i] = j < 0 ? Double.POSITIVE_INFINITY : rows.distance(i, columns, j);
    }
    return distances;
  }

  static void requireLength(int length) {
    if (length < 3) {
      throw new IllegalArgumentException("length: must be at least 3, got " + length);
    }
  }

  /** Largest difference of starts at which windows are not compared: ⌈m/4⌉. */
  public static int exclusion(int length) {
    return (length + 3) / 4;
  }

  /** Number of windows. */
  public int windows() {
    return distances.length;
  }

  /** Distance of window {@code i} to the nearest other; infinite if there is none. */
  public double distance(int i) {
    return distances[i];
  }

  /** Start of that other window; −1 if there is none. */
  public int index(int i) {
    return indices[i];
  }

  /** All distances. */
  public double[] toDistances() {
    return distances.clone();
  }

  /** All indices. */
  public int[] toIndices() {
    return indices.clone();
  }

  /** The profile that only looks back; without windows for the join of two series. */
  public CausalProfile left() {
    return left;
  }

  /**
   * The most similar pairs, most similar first; no two pairs share a neighbourhood.
   *
   * @param count most wanted, at least 1
   */
  public List<Motif> motifs(int count) {
    double[] open = distances.clone();
    List<Motif> motifs = new ArrayList<>();
    while (motifs.size() < count) {
      int best = -1;
      for (int i = 0; i < open.length; i++) {
        if (open[i] < (best < 0 ? Double.POSITIVE_INFINITY : open[best])) {
          best = i;
        }
      }
      if (best < 0) {
        break;
      }
      int other = indices[best];
      boolean free = open[other] < Double.POSITIVE_INFINITY;
      if (free) {
        motifs.add(new Motif(Math.min(best, other), Math.max(best, other), distances[best]));
        close(open, other);
        close(open, best);
      } else {
        open[best] = Double.POSITIVE_INFINITY;
      }
    }
    return List.copyOf(motifs);
  }

  /**
   * The windows least like any other, the strangest first; no two in one neighbourhood.
   *
   * @param count most wanted, at least 1
   */
  public List<Match> discords(int count) {
    double[] open = distances.clone();
    List<Match> discords = new ArrayList<>();
    while (discords.size() < count) {
      int best = -1;
      for (int i = 0; i < open.length; i++) {
        if (open[i] < Double.POSITIVE_INFINITY && open[i] > (best < 0 ? -1 : open[best])) {
          best = i;
        }
      }
      if (best < 0) {
        break;
      }
      discords.add(new Match(best, distances[best]));
      close(open, best);
    }
    return List.copyOf(discords);
  }

  private void close(double[] open, int at) {
    int zone = exclusion(length);
    int to = Math.min(open.length, at + zone + 1);
    Arrays.fill(open, Math.max(0, at - zone), to, Double.POSITIVE_INFINITY);
  }
}
