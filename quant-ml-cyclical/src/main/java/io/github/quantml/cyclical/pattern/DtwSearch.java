// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

import io.github.quantml.api.InsufficientDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Finds the windows of a series nearest to a query under z-normalised, banded dynamic time warping.
 *
 * <p>Query and windows are centred and scaled to unit deviation (divisor m); a constant window
 * becomes all zero, so it is 0 from a constant and √m (squared cost) from anything else. The answer
 * is that of comparing everything: the nearest window, then the nearest that starts at least the
 * exclusion away from it, and so on; equal distances are told apart by the earlier start.
 *
 * <p>A cascade of lower bounds spares most comparisons. With k matches wanted, bounds and distances
 * found on the way are kept, so a further match costs little. Means and deviations slide (relative
 * error below 1e-10) and depend on no later value.
 *
 * <p>Immutable, thread-safe; O(n·m·r) at worst, near O(n) on typical data; 8 bytes a window.
 *
 * <p>Source: Rakthanmanon et al. (2012), Searching and mining trillions of time series subsequences
 * under dynamic time warping; Herrmann and Webb (2021), Early abandoning and pruning for elastic
 * distances.
 */
public final class DtwSearch {
  private final double[] series;
  private final int length;
  private final int band;
  private final PointCost cost;
  private final double[] means;
  private final double[] inverses;
  private final Envelope envelope;

  private DtwSearch(double[] series, int length, int band, PointCost cost) {
    this.series = series;
    this.length = length;
    this.band = Math.min(band, length - 1);
    this.cost = cost;
    int windows = series.length - length + 1;
    means = new double[windows];
    inverses = new double[windows];
    WindowMoments moments = new WindowMoments(length);
    for (int i = 0; i < windows; i++) {
      moments.move(series, i, i);
      means[i] = moments.mean();
      inverses[i] = moments.inverse();
    }
    envelope = Envelope.of(series, this.band);
  }

  /** Prepares a series for queries of one length, at squared cost. */
  public static DtwSearch of(double[] series, int length, int band) {
    return of(series, length, band, PointCost.SQUARED);
  }

  /**
   * Prepares a series for queries of one length.
   *
   * @param series finite values, oldest first; copied
   * @param length window length, at least 2
   * @param band largest difference of matched positions, at least 0
   * @throws InsufficientDataException when the series is shorter than the window
   * @throws io.github.quantml.api.InvalidDataException naming the first value that is not finite
   */
  public static DtwSearch of(double[] series, int length, int band, PointCost cost) {
    if (length < 2) {
      throw new IllegalArgumentException("length: must be at least 2, got " + length);
    }
    if (band < 0) {
      throw new IllegalArgumentException("band: must be at least 0, got " + band);
    }
    if (series.length < length) {
      throw new InsufficientDataException("subsequence search: values", length, series.length);
    }
    Dtw.requireFinite("subsequence search", series);
    return new DtwSearch(series.clone(), length, band, cost);
  }

  /** Number of windows. */
  public int windows() {
    return means.length;
  }

  /**
   * The nearest windows, nearest first.
   *
   * @param query as many finite values as the window length
   * @param count most matches wanted, at least 1
   * @param exclusion two matches start at least this far apart, at least 1
   * @param before only windows that start before this index are looked at; {@link
   *     Analogues#startsBefore} gives it for outcomes that have to be over
   */
  public List<Match> nearest(double[] query, int count, int exclusion, int before) {
    if (query.length != length) {
      throw new IllegalArgumentException(
          "query: must have " + length + " values, got " + query.length);
    }
    if (count < 1 || exclusion < 1) {
      throw new IllegalArgumentException(
          "count and exclusion: must be at least 1, got " + count + " and " + exclusion);
    }
    Dtw.requireFinite("subsequence search: query", query);
    int windows = Math.max(0, Math.min(before, means.length));
    Pass pass = new Pass(QueryPlan.of(query, band, cost), windows);
    pass.scan(count, exclusion);
    List<Match> matches = new ArrayList<>(count);
    while (matches.size() < count) {
      int best = pass.nearestLeft();
      if (best < 0) {
        break;
      }
      matches.add(new Match(best, cost.toDistance(pass.bounds[best])));
      pass.exclude(best, exclusion);
    }
    return List.copyOf(matches);
  }

  /** What one query has found out: of every window its cost, or what it costs at least. */
  private final class Pass {
    final QueryPlan plan;
    final QueryPlan.Work work;
    final double[] bounds;
    final BitSet known = new BitSet();
    final int windows;

    Pass(QueryPlan plan, int windows) {
      this.plan = plan;
      this.work = new QueryPlan.Work(length);
      this.bounds = new double[windows];
      this.windows = windows;
    }

    private double compare(int i, double cutoff) {
      double found =
          plan.cost(
              series, i, means[i], inverses[i], envelope.uppers(), envelope.lowers(), cutoff, work);
      if (found < Double.POSITIVE_INFINITY) {
        bounds[i] = found;
        known.set(i);
      } else {
        bounds[i] = Math.max(bounds[i], work.bound);
      }
      return found;
    }

    /** Compares all windows, with the count-th best of those so far as the cutoff. */
    void scan(int count, int exclusion) {
      Leaders leaders = new Leaders(count, exclusion);
      for (int i = 0; i < windows; i++) {
        double found = compare(i, leaders.cutoff());
        if (found < Double.POSITIVE_INFINITY) {
          leaders.offer(i, found);
        }
      }
    }

    /** The nearest window not excluded, its cost exact; −1 if none is left. */
    int nearestLeft() {
      int best = -1;
      for (int i = known.nextSetBit(0); i >= 0; i = known.nextSetBit(i + 1)) {
        if (bounds[i] < (best < 0 ? Double.POSITIVE_INFINITY : bounds[best])) {
          best = i;
        }
      }
      // The cutoff of the scan was a guess: windows it gave up may yet be nearer than the best.
      double cutoff = best < 0 ? Double.POSITIVE_INFINITY : bounds[best];
      for (int i = 0; i < windows; i++) {
        if (bounds[i] <= cutoff && bounds[i] < Double.POSITIVE_INFINITY && !known.get(i)) {
          double found = compare(i, cutoff);
          if (found < cutoff || (found == cutoff && (best < 0 || i < best))) {
            best = i;
            cutoff = found;
          }
        }
      }
      return best;
    }

    void exclude(int best, int exclusion) {
      int from = (int) Math.max(0L, (long) best - exclusion + 1);
      int to = (int) Math.min(windows, (long) best + exclusion);
      Arrays.fill(bounds, from, to, Double.POSITIVE_INFINITY);
      known.clear(from, to);
    }
  }
}
