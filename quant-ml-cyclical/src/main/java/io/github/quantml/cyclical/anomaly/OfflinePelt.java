// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.apache.commons.math3.util.FastMath;
import org.jspecify.annotations.Nullable;

/**
 * Exact change points of a whole series: the segmentation with the least Σ cost + penalty·changes.
 *
 * <p>Pruned dynamic programming; a start is dropped only once the segment that would replace it is
 * long enough, so the answer is that of the full search. O(n) to O(n²). Sources: R. Killick, P.
 * Fearnhead and I. A. Eckley (2012), PELT; K. Haynes, I. A. Eckley and P. Fearnhead (2017), CROPS.
 *
 * @param cost what a change is
 * @param least fewest values in a segment
 */
public record OfflinePelt(SegmentCost cost, int least) {
  /** Checks the length. */
  public OfflinePelt {
    Values.atLeast("least", least, cost.leastLength());
  }

  /** Segments as short as the cost allows. */
  public static OfflinePelt of(SegmentCost cost) {
    return new OfflinePelt(cost, cost.leastLength());
  }

  /**
   * A segmentation.
   *
   * @param changes index of the first value of every segment but the first
   * @param cost Σ cost of the segments, without penalty
   */
  public record Segmentation(int[] changes, double cost) {}

  /**
   * A segmentation of the penalty path.
   *
   * @param penalty smallest penalty of the range at which it is the best
   * @param segmentation the best segmentation
   */
  public record PathStep(double penalty, Segmentation segmentation) {}

  /** Penalty per change of the Bayesian information criterion: (parameters + 1)·ln n. */
  public static double bic(int parameters, int n) {
    return (parameters + 1) * FastMath.log(n);
  }

  /**
   * The best segmentation under a penalty.
   *
   * @param x finite, at least one segment long, not all equal
   * @param penalty cost of a change, at least 0
   */
  public Segmentation segment(double[] x, double penalty) {
    if (!(penalty >= 0 && penalty < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("penalty must be >= 0 and finite, got " + penalty);
    }
    Values.require("PELT", x, least);
    Values.requireVaried("PELT", x);
    return solve(cost.of(x), x.length, penalty);
  }

  private Segmentation solve(SegmentCost.Table table, int n, double penalty) {
    double[] best = new double[n + 1];
    Arrays.fill(best, Double.POSITIVE_INFINITY);
    best[0] = -penalty;
    int[] previous = new int[n + 1];
    int[] starts = new int[n + 1];
    int[] dropAt = new int[n + 1];
    double[] values = new double[n + 1];
    Arrays.fill(dropAt, Integer.MAX_VALUE);
    int count = 0;
    for (int t = least; t <= n; t++) {
      if (t - least == 0 || t - least >= least) {
        starts[count++] = t - least;
      }
      int kept = 0;
      for (int i = 0; i < count; i++) {
        if (dropAt[starts[i]] > t) {
          starts[kept++] = starts[i];
        }
      }
      count = kept;
      for (int i = 0; i < count; i++) {
        int s = starts[i];
        values[i] = best[s] + table.cost(s, t);
        if (values[i] + penalty < best[t]) {
          best[t] = values[i] + penalty;
          previous[t] = s;
        }
      }
      for (int i = 0; i < count; i++) {
        // From t + least on a change at t does at least as well as the start s.
        if (values[i] > best[t] && t < n - least + 1) {
          dropAt[starts[i]] = Math.min(dropAt[starts[i]], t + least);
        }
      }
    }
    return trace(table, previous, n);
  }

  private static Segmentation trace(SegmentCost.Table table, int[] previous, int n) {
    List<Integer> changes = new ArrayList<>();
    double total = 0;
    for (int t = n; t > 0; t = previous[t]) {
      total += table.cost(previous[t], t);
      if (previous[t] > 0) {
        changes.add(0, previous[t]);
      }
    }
    return new Segmentation(changes.stream().mapToInt(Integer::intValue).toArray(), total);
  }

  /**
   * Every segmentation that is the best for some penalty in a range, most changes first.
   *
   * @param x finite, not all equal
   * @param low smallest penalty, positive
   * @param high largest penalty, above low
   */
  public List<PathStep> path(double[] x, double low, double high) {
    Values.positive("low", low);
    if (!(high > low && high < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("high must be above low " + low + ", got " + high);
    }
    Values.require("PELT", x, least);
    Values.requireVaried("PELT", x);
    SegmentCost.Table table = cost.of(x);
    TreeMap<Integer, Segmentation> found = new TreeMap<>(Comparator.reverseOrder());
    Segmentation many = solve(table, x.length, low);
    Segmentation few = solve(table, x.length, high);
    found.put(many.changes().length, many);
    found.put(few.changes().length, few);
    refine(table, x.length, many, few, found);
    List<PathStep> steps = new ArrayList<>();
    @Nullable Segmentation before = null;
    for (Segmentation s : found.values()) {
      double from = low;
      if (before != null) {
        from = (s.cost() - before.cost()) / (before.changes().length - s.changes().length);
      }
      steps.add(new PathStep(from, s));
      before = s;
    }
    return List.copyOf(steps);
  }

  private void refine(
      SegmentCost.Table table,
      int n,
      Segmentation many,
      Segmentation few,
      TreeMap<Integer, Segmentation> found) {
    int gap = many.changes().length - few.changes().length;
    if (gap <= 1) {
      return;
    }
    // At this penalty both ends are equally good: anything better lies between them.
    double penalty = (few.cost() - many.cost()) / gap;
    Segmentation middle = solve(table, n, penalty);
    int m = middle.changes().length;
    if (m >= many.changes().length || m <= few.changes().length) {
      return;
    }
    found.put(m, middle);
    refine(table, n, many, middle, found);
    refine(table, n, middle, few, found);
  }
}
