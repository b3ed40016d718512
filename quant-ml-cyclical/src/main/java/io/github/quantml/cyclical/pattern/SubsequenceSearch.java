// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

import io.github.quantml.api.InsufficientDataException;
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
  private final int length;
  private final DistanceProfile profile;

  private SubsequenceSearch(int length, DistanceProfile profile) {
    this.length = length;
    this.profile = profile;
  }

  /**
   * Prepares a series for queries of one length.
   *
   * @param series finite values, oldest first; copied
   * @param length window length, at least 2
   * @throws InsufficientDataException when the series is shorter than the window
   * @throws io.github.quantml.api.InvalidDataException naming the first value that is not finite
   */
  public static SubsequenceSearch of(double[] series, int length) {
    if (length < 2) {
      throw new IllegalArgumentException("length: must be at least 2, got " + length);
    }
    if (series.length < length) {
      throw new InsufficientDataException("subsequence search: values", length, series.length);
    }
    Dtw.requireFinite("subsequence search", series);
    return new SubsequenceSearch(length, DistanceProfile.of(series.clone(), length));
  }

  /**
   * A search of the first values of this series and then others; what is known of windows is kept,
   * so this costs a copy and O(m) for every window with a new value.
   *
   * @param keep values kept, at most those of this series
   * @param more finite values that follow
   */
  public SubsequenceSearch continued(int keep, double[] more) {
    if (keep < 0 || keep > profile.series().length) {
      throw new IllegalArgumentException(
          "keep: must be in [0, " + profile.series().length + "], got " + keep);
    }
    Dtw.requireFinite("subsequence search", more);
    return new SubsequenceSearch(length, profile.continued(keep, more));
  }

  /** Number of windows. */
  public int windows() {
    return profile.windows();
  }

  /** Distance of the query to every window, in window order. */
  public double[] distances(double[] query) {
    double[] distances = squares(query, profile.windows());
    for (int i = 0; i < distances.length; i++) {
      distances[i] = Math.sqrt(distances[i]);
    }
    return distances;
  }

  private double[] squares(double[] query, int windows) {
    if (query.length != length) {
      throw new IllegalArgumentException(
          "query: must have " + length + " values, got " + query.length);
    }
    Dtw.requireFinite("subsequence search: query", query);
    return profile.squares(query, windows);
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
    if (count < 1 || exclusion < 1) {
      throw new IllegalArgumentException(
          "count and exclusion: must be at least 1, got " + count + " and " + exclusion);
    }
    double[] squares = squares(query, Math.max(0, Math.min(before, profile.windows())));
    NearestFirst nearest = new NearestFirst(squares);
    List<Match> matches = new ArrayList<>();
    while (matches.size() < count) {
      int best = nearest.next();
      if (best < 0) {
        break;
      }
      matches.add(new Match(best, Math.sqrt(squares[best])));
      nearest.strike(best, exclusion);
    }
    return List.copyOf(matches);
  }

  /** The values of the window that starts at {@code start}. */
  public double[] window(int start) {
    return Arrays.copyOfRange(profile.series(), start, start + length);
  }
}
