// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

import io.github.quantml.api.InvalidDataException;

/**
 * Watches a stream for stretches that look like a query under z-normalised, banded dynamic time
 * warping.
 *
 * <p>{@link #update} answers about the window that the new value completes, so it knows nothing
 * later. Its answers are those of {@link DtwSearch} on the same values, bit by bit. O(1) typically,
 * O(m·r) at worst, no allocation. Not thread-safe.
 */
public final class StreamingMatcher {
  /** No match, or fewer values than the query has. */
  public static final double NO_MATCH = Double.POSITIVE_INFINITY;

  private static final int SPARE = 1024;

  private final QueryPlan plan;
  private final QueryPlan.Work work;
  private final WindowMoments moments;
  private final PointCost cost;
  private final double cutoff;
  private final int length;
  private final double[] recent;
  private int filled;
  private long seen;

  private StreamingMatcher(QueryPlan plan, PointCost cost, double threshold) {
    this.plan = plan;
    this.length = plan.length();
    this.work = new QueryPlan.Work(length);
    this.moments = new WindowMoments(length);
    this.cost = cost;
    this.cutoff = cost.toTotal(threshold);
    this.recent = new double[2 * length + SPARE];
  }

  /**
   * A matcher that has seen nothing.
   *
   * @param query finite values, at least 2, of any level and scale
   * @param band largest difference of matched positions, at least 0
   * @param threshold largest distance that is a match, at least 0
   */
  public static StreamingMatcher of(double[] query, int band, PointCost cost, double threshold) {
    if (query.length < 2) {
      throw new IllegalArgumentException("query: must have at least 2 values, got " + query.length);
    }
    if (band < 0) {
      throw new IllegalArgumentException("band: must be at least 0, got " + band);
    }
    if (!(threshold >= 0)) {
      throw new IllegalArgumentException("threshold: must be at least 0, got " + threshold);
    }
    Dtw.requireFinite("streaming matcher: query", query);
    return new StreamingMatcher(QueryPlan.of(query, band, cost), cost, threshold);
  }

  /**
   * Takes the next value.
   *
   * @param value finite
   * @return distance of the window that ends here if it is at most the threshold, else {@link
   *     #NO_MATCH}; the first m − 1 values complete no window
   */
  public double update(double value) {
    if (!(Math.abs(value) < Double.POSITIVE_INFINITY)) {
      throw new InvalidDataException(
          "streaming matcher: value " + seen + " must be finite, got " + value);
    }
    if (filled == recent.length) {
      // The m values kept are the window before: its first is what the moments slide away from.
      System.arraycopy(recent, filled - length, recent, 0, length);
      filled = length;
    }
    recent[filled++] = value;
    seen++;
    if (seen < length) {
      return NO_MATCH;
    }
    int at = filled - length;
    moments.move(recent, at, seen - length);
    return cost.toDistance(
        plan.cost(
            recent,
            at,
            moments.mean(),
            moments.inverse(),
            QueryPlan.NO_ENVELOPE,
            QueryPlan.NO_ENVELOPE,
            cutoff,
            work));
  }

  /** Number of values taken. */
  public long seen() {
    return seen;
  }
}
