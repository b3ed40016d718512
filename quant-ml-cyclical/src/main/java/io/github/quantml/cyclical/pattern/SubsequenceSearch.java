// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the windows of a series nearest to a query under the z-normalised Euclidean distance.
 *
 * <p>Matches keep a distance from each other (the exclusion zone), because the window next to a
 * match is the same match again. Equal distances are told apart by the earlier start, so the answer
 * is unique. Immutable, thread-safe; O(n·m) for n windows of length m.
 */
public final class SubsequenceSearch {
  private final double[] series;
  private final int length;
  private final DistanceProfile profile;

  private SubsequenceSearch(double[] series, int length) {
    this.series = series;
    this.length = length;
    this.profile = DistanceProfile.of(series, length);
  }

  /**
   * Prepares a series for queries of one length.
   *
   * @param series finite values, oldest first; copied
   * @param length window length, at least 2
   * @throws InsufficientDataException when the series is shorter than the window
   * @throws InvalidDataException naming the first value that is not finite
   */
  public static SubsequenceSearch of(double[] series, int length) {
    if (length < 2) {
      throw new IllegalArgumentException("length: must be at least 2, got " + length);
    }
    if (series.length < length) {
      throw new InsufficientDataException("subsequence search: values", length, series.length);
    }
    for (int i = 0; i < series.length; i++) {
      if (!(Math.abs(series[i]) < Double.POSITIVE_INFINITY)) {
        throw new InvalidDataException(
            "subsequence search: value " + i + " must be finite, got " + series[i]);
      }
    }
    return new SubsequenceSearch(series.clone(), length);
  }

  /** Distance of the query to every window, in window order. */
  public double[] distances(double[] query) {
    return distances(query, profile.windows());
  }

  private double[] distances(double[] query, int windows) {
    if (query.length != length) {
      throw new IllegalArgumentException(
          "query: must have " + length + " values, got " + query.length);
    }
    double[] z = DistanceProfile.normalised(query, 0, length);
    boolean constant = true;
    for (double v : z) {
      constant &= v == 0;
    }
    double[] distances = new double[windows];
    for (int i = 0; i < windows; i++) {
      distances[i] = profile.distance(z, constant, i);
    }
    return distances;
  }

  /**
   * The nearest windows, nearest first.
   *
   * @param query as many finite values as the window length
   * @param count most matches wanted, at least 1
   * @param exclusion two matches start at least this far apart, at least 1
   * @param before only windows that start before this index are looked at
   */
  public List<Match> nearest(double[] query, int count, int exclusion, int before) {
    if (count < 1 || exclusion < 1) {
      throw new IllegalArgumentException(
          "count and exclusion: must be at least 1, got " + count + " and " + exclusion);
    }
    double[] left = distances(query, Math.max(0, Math.min(before, profile.windows())));
    List<Match> matches = new ArrayList<>(count);
    while (matches.size() < count) {
      int best = -1;
      for (int i = 0; i < left.length; i++) {
        if (left[i] < (best < 0 ? Double.POSITIVE_INFINITY : left[best])) {
          best = i;
        }
      }
      if (best < 0) {
        break;
      }
      matches.add(new Match(best, left[best]));
      Arrays.fill(
          left,
          Math.max(0, best - exclusion + 1),
          Math.min(left.length, best + exclusion),
          Double.POSITIVE_INFINITY);
    }
    return List.copyOf(matches);
  }

  /** The values of the window that starts at {@code start}. */
  public double[] window(int start) {
    return Arrays.copyOfRange(series, start, start + length);
  }
}
