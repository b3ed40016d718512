// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

import java.util.stream.IntStream;

/**
 * A z-normalised query, prepared to be compared with many windows: a cascade of lower bounds, each
 * dearer and tighter than the one before, and dynamic time warping for what is left.
 *
 * <p>Order: ends (Kim), window to the query's envelope (Keogh), query to the window's envelope
 * (Keogh reversed), both in the order of falling |q| where differences are largest, and at last
 * {@link EarlyAbandoning} with the tails of the larger of the Keogh bounds. {@link
 * LowerBound#improved} is left out: on a random walk of a million values it spared no time at bands
 * of 5 and 10 %. Immutable; the memory of a thread is a {@link Work}.
 *
 * <p>Source: Rakthanmanon et al. (2012), Searching and mining trillions of time series subsequences
 * under dynamic time warping, section 4; Herrmann and Webb (2021), section 5.
 */
final class QueryPlan {
  /**
   * Bounds are sums in another order than the cost they bound, so a bound prunes only when it
   * exceeds the cutoff by more than rounding.
   */
  private static final double SLACK = 1 + 1e-10;

  private static final double ABSOLUTE_SLACK = 1e-10;

  /** No envelope of the searched series is at hand. */
  static final double[] NO_ENVELOPE = {};

  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private final double[] query;
  private final int[] order;
  // Query and envelope in the order they are compared.
  private final double[] ordered;
  private final double[] upper;
  private final double[] lower;
  private final int band;
  private final boolean squared;

  private QueryPlan(double[] z, int band, PointCost cost) {
    this.query = z;
    this.band = Math.min(band, z.length - 1);
    this.squared = cost == PointCost.SQUARED;
    this.order = orderOf(z);
    Envelope envelope = Envelope.of(z, this.band);
    this.ordered = inOrder(z);
    this.upper = inOrder(envelope.uppers());
    this.lower = inOrder(envelope.lowers());
  }

  private double[] inOrder(double[] values) {
    double[] out = new double[values.length];
    for (int k = 0; k < out.length; k++) {
      out[k] = values[order[k]];
    }
    return out;
  }

  /** Prepares a query of finite values, not yet normalised. */
  static QueryPlan of(double[] query, int band, PointCost cost) {
    return new QueryPlan(WindowMoments.normalised(query, 0, query.length), band, cost);
  }

  private static int[] orderOf(double[] z) {
    return IntStream.range(0, z.length)
        .boxed()
        .sorted((a, b) -> Double.compare(Math.abs(z[b]), Math.abs(z[a])))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  int length() {
    return query.length;
  }

  /** Memory for comparisons; not thread-safe. */
  static final class Work {
    final DtwScratch scratch = new DtwScratch();
    final double[] window;
    final double[] forward;
    final double[] reversed;
    final double[] tail;

    /** What the window just compared costs at least; its cost if that was within the cutoff. */
    double bound;

    Work(int length) {
      window = new double[length];
      forward = new double[length];
      reversed = new double[length];
      tail = new double[length + 1];
    }
  }

  /**
   * Summed cost of the window that starts at {@code x[at]}, or infinity if it exceeds the cutoff.
   *
   * @param seriesUpper envelope of the raw series at this band, or {@link #NO_ENVELOPE}
   */
  double cost(
      double[] x,
      int at,
      double mean,
      double inverse,
      double[] seriesUpper,
      double[] seriesLower,
      double cutoff,
      Work work) {
    double limit = cutoff * SLACK + ABSOLUTE_SLACK;
    work.bound = ends(x, at, mean, inverse, limit);
    if (work.bound > limit) {
      return INFINITY;
    }
    double forward = keogh(x, at, mean, inverse, limit, work);
    work.bound = Math.max(work.bound, forward);
    if (forward > limit) {
      return INFINITY;
    }
    double reversed = 0;
    if (seriesUpper.length > 0) {
      reversed = keoghReversed(at, mean, inverse, seriesUpper, seriesLower, limit, work);
      work.bound = Math.max(work.bound, reversed);
      if (reversed > limit) {
        return INFINITY;
      }
    }
    double[] z = work.window;
    for (int i = 0; i < z.length; i++) {
      z[i] = (x[at + i] - mean) * inverse;
    }
    return warped(forward, reversed, cutoff, limit, work);
  }

  private double warped(double forward, double reversed, double cutoff, double limit, Work work) {
    boolean byWindow = forward >= reversed;
    tails(byWindow ? work.forward : work.reversed, work.tail);
    // The bound is by row, so the series it was summed over has to make the rows.
    double[] rows = byWindow ? work.window : query;
    double[] columns = byWindow ? query : work.window;
    double cost =
        EarlyAbandoning.cost(rows, columns, squared, band, limit, work.tail, work.scratch);
    work.bound = Math.max(work.bound, cost < INFINITY ? cost : cutoff);
    return cost <= cutoff ? cost : INFINITY;
  }

  /**
   * The first three and the last three points. A path has a cell in each of the shells around a
   * corner, {max(i, j) = k}, so each shell costs at least its cheapest cell.
   */
  private double ends(double[] x, int at, double mean, double inverse, double limit) {
    int n = query.length;
    double first = (x[at] - mean) * inverse;
    double last = (x[at + n - 1] - mean) * inverse;
    double sum = point(first, 0) + point(last, n - 1);
    if (n < 6 || sum > limit) {
      return sum;
    }
    double second = (x[at + 1] - mean) * inverse;
    double before = (x[at + n - 2] - mean) * inverse;
    sum += Math.min(Math.min(point(second, 0), point(first, 1)), point(second, 1));
    sum += Math.min(Math.min(point(before, n - 1), point(last, n - 2)), point(before, n - 2));
    if (sum > limit) {
      return sum;
    }
    double third = (x[at + 2] - mean) * inverse;
    double front = Math.min(Math.min(point(third, 0), point(third, 1)), point(third, 2));
    sum += Math.min(front, Math.min(point(first, 2), point(second, 2)));
    third = (x[at + n - 3] - mean) * inverse;
    double back = Math.min(Math.min(point(third, n - 1), point(third, n - 2)), point(third, n - 3));
    return sum + Math.min(back, Math.min(point(last, n - 3), point(before, n - 3)));
  }

  private double point(double value, int position) {
    return LowerBound.point(value - query[position], squared);
  }

  private double keogh(double[] x, int at, double mean, double inverse, double limit, Work work) {
    double[] parts = work.forward;
    double sum = 0;
    for (int k = 0; k < parts.length && sum <= limit; k++) {
      double z = (x[at + order[k]] - mean) * inverse;
      double d = LowerBound.outside(z, lower[k], upper[k], squared);
      parts[k] = d;
      sum += d;
    }
    return sum;
  }

  private double keoghReversed(
      int at,
      double mean,
      double inverse,
      double[] seriesUpper,
      double[] seriesLower,
      double limit,
      Work work) {
    double[] parts = work.reversed;
    double sum = 0;
    for (int k = 0; k < parts.length && sum <= limit; k++) {
      double high = (seriesUpper[at + order[k]] - mean) * inverse;
      double low = (seriesLower[at + order[k]] - mean) * inverse;
      double d = LowerBound.outside(ordered[k], low, high, squared);
      parts[k] = d;
      sum += d;
    }
    return sum;
  }

  /** Sums over the later positions of parts that are in the order of comparison. */
  private void tails(double[] parts, double[] tail) {
    for (int k = 0; k < parts.length; k++) {
      tail[order[k]] = parts[k];
    }
    double sum = 0;
    tail[parts.length] = 0;
    for (int i = parts.length - 1; i >= 0; i--) {
      sum += tail[i];
      tail[i] = sum;
    }
  }
}
