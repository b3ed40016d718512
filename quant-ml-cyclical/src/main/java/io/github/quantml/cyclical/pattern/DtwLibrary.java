// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * Named shapes, or any set of series of one length, to look a query up in.
 *
 * <p>All are z-normalised (divisor m, a constant becomes all zero) and compared under banded
 * dynamic time warping; the answer is that of comparing everything. Immutable, thread-safe; memory
 * three times the library.
 */
public final class DtwLibrary {
  private final double[][] items;
  private final Envelope[] envelopes;
  private final int band;
  private final PointCost cost;

  private DtwLibrary(double[][] items, Envelope[] envelopes, int band, PointCost cost) {
    this.items = items;
    this.envelopes = envelopes;
    this.band = band;
    this.cost = cost;
  }

  /**
   * Prepares a library.
   *
   * @param items series of finite values, all of one length of at least 2
   * @param band largest difference of matched positions, at least 0
   */
  public static DtwLibrary of(double[][] items, int band, PointCost cost) {
    if (items.length == 0 || items[0].length < 2) {
      throw new IllegalArgumentException(
          "items: must be at least one series of at least 2 values, got " + items.length);
    }
    int length = items[0].length;
    double[][] normalised = new double[items.length][];
    Envelope[] envelopes = new Envelope[items.length];
    for (int i = 0; i < items.length; i++) {
      if (items[i].length != length) {
        throw new IllegalArgumentException(
            "items: must have one length, got " + length + " and " + items[i].length);
      }
      Dtw.requireFinite("library: series " + i, items[i]);
      normalised[i] = WindowMoments.normalised(items[i], 0, length);
      envelopes[i] = Envelope.of(normalised[i], band);
    }
    return new DtwLibrary(normalised, envelopes, band, cost);
  }

  /**
   * The nearest members, nearest first; of equal ones the earlier.
   *
   * @param query as many finite values as the members have
   * @param count most wanted, at least 1
   */
  public List<Neighbour> nearest(double[] query, int count) {
    if (query.length != items[0].length) {
      throw new IllegalArgumentException(
          "query: must have " + items[0].length + " values, got " + query.length);
    }
    if (count < 1) {
      throw new IllegalArgumentException("count: must be at least 1, got " + count);
    }
    Dtw.requireFinite("library: query", query);
    QueryPlan plan = QueryPlan.of(query, band, cost);
    QueryPlan.Work work = new QueryPlan.Work(query.length);
    Leaders leaders = new Leaders(Math.min(count, items.length), 1);
    for (int i = 0; i < items.length; i++) {
      double found =
          plan.cost(
              items[i],
              0,
              0,
              1,
              envelopes[i].uppers(),
              envelopes[i].lowers(),
              leaders.cutoff(),
              work);
      if (found < leaders.cutoff()) {
        leaders.offer(i, found);
      }
    }
    List<Neighbour> nearest = new ArrayList<>(leaders.size());
    for (int k = 0; k < leaders.size(); k++) {
      nearest.add(new Neighbour(leaders.start(k), cost.toDistance(leaders.cost(k))));
    }
    return List.copyOf(nearest);
  }
}
