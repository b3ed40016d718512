// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where a query fits into a longer series when both ends of the fit are free and its speed may
 * vary.
 *
 * <p>The accumulated cost is D(i, j) = (qᵢ − xⱼ)² + min(D(i−1, j−1), D(i−1, j) + p², D(i, j−1) +
 * p²) with D(−1, j) = 0, so that a fit may begin anywhere; it ends where D of the last query value
 * is smallest. The penalty p makes a plain diagonal win ties against warping. Values are compared
 * as they are: normalise them first where level and scale should not count. Uses the whole series.
 * Immutable, thread-safe; O(n·m) time, O(n) memory.
 *
 * <p>Source: Müller (2007), Information retrieval for music and motion, section 4.4; Herrmann and
 * Webb (2023), Amercing, for the additive penalty.
 */
public final class SubsequenceAlignment {
  private final int[] starts;
  private final double[] costs;

  private SubsequenceAlignment(int[] starts, double[] costs) {
    this.starts = starts;
    this.costs = costs;
  }

  /**
   * A stretch of the series that the query fits.
   *
   * @param start index of its first value
   * @param end index of its last value, inclusive
   * @param distance √cost
   */
  public record Segment(int start, int end, double distance) {}

  /**
   * Aligns a query with every end in a series.
   *
   * @param query at least 2 finite values
   * @param series finite values
   * @param penalty p, at least 0; 0.1 is a usual choice for values of unit scale
   */
  public static SubsequenceAlignment of(double[] query, double[] series, double penalty) {
    if (query.length < 2 || series.length == 0) {
      throw new InsufficientDataException(
          "subsequence alignment: values of query and series", 3, query.length + series.length);
    }
    requireFinite("query", query);
    requireFinite("series", series);
    if (!(penalty >= 0 && penalty < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("penalty: must be at least 0, got " + penalty);
    }
    int n = series.length;
    double[] costs = new double[n];
    double[] above = new double[n];
    int[] starts = new int[n];
    int[] startsAbove = new int[n];
    for (int j = 0; j < n; j++) {
      costs[j] = square(query[0] - series[j]);
      starts[j] = j;
    }
    for (int i = 1; i < query.length; i++) {
      System.arraycopy(costs, 0, above, 0, n);
      System.arraycopy(starts, 0, startsAbove, 0, n);
      extend(query[i], series, penalty * penalty, above, startsAbove, costs, starts);
    }
    return new SubsequenceAlignment(starts, costs);
  }

  /** One row of the recursion; ties go to the diagonal, then to waiting in the series. */
  private static void extend(
      double q,
      double[] series,
      double step,
      double[] above,
      int[] startsAbove,
      double[] costs,
      int[] starts) {
    for (int j = 0; j < series.length; j++) {
      double best = above[j] + step;
      int from = startsAbove[j];
      if (j > 0) {
        double left = costs[j - 1] + step;
        from = left < best ? starts[j - 1] : from;
        best = left < best ? left : best;
        from = above[j - 1] <= best ? startsAbove[j - 1] : from;
        best = above[j - 1] <= best ? above[j - 1] : best;
      }
      costs[j] = square(q - series[j]) + best;
      starts[j] = from;
    }
  }

  private static double square(double x) {
    return x * x;
  }

  private static void requireFinite(String name, double[] x) {
    for (int i = 0; i < x.length; i++) {
      if (!(Math.abs(x[i]) < Double.POSITIVE_INFINITY)) {
        throw new InvalidDataException(
            "subsequence alignment: " + name + " " + i + " must be finite, got " + x[i]);
      }
    }
  }

  /**
   * The best stretches, none sharing a value with a better one, nearest first; of equal distances
   * the earlier end comes first.
   *
   * @param count most stretches wanted, at least 1
   */
  public List<Segment> nearest(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count: must be at least 1, got " + count);
    }
    double[] left = costs.clone();
    boolean[] taken = new boolean[left.length];
    List<Segment> found = new ArrayList<>();
    while (found.size() < count) {
      int end = smallest(left);
      if (end < 0) {
        break;
      }
      left[end] = Double.POSITIVE_INFINITY;
      if (isFree(taken, starts[end], end)) {
        Arrays.fill(taken, starts[end], end + 1, true);
        found.add(new Segment(starts[end], end, Math.sqrt(costs[end])));
      }
    }
    return List.copyOf(found);
  }

  private static int smallest(double[] left) {
    int best = -1;
    for (int j = 0; j < left.length; j++) {
      if (left[j] < (best < 0 ? Double.POSITIVE_INFINITY : left[best])) {
        best = j;
      }
    }
    return best;
  }

  private static boolean isFree(boolean[] taken, int from, int to) {
    for (int j = from; j <= to; j++) {
      if (taken[j]) {
        return false;
      }
    }
    return true;
  }
}
