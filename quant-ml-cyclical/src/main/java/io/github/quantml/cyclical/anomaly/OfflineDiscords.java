// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.cyclical.pattern.Match;
import io.github.quantml.cyclical.pattern.SubsequenceSearch;
import java.util.ArrayList;
import java.util.List;

/**
 * The windows of a series least like any other: farthest from their k-th nearest neighbour.
 *
 * <p>Distances are z-normalised Euclidean; neighbours keep half a window from the window and from
 * each other. With k = 1 two odd windows that resemble each other hide one another; k = 2 or more
 * finds them. O(n²·window), so for thousands of windows.
 *
 * @param window values in a window, at least 3
 * @param neighbour k, at least 1
 */
public record OfflineDiscords(int window, int neighbour) {
  /** Checks the ranges. */
  public OfflineDiscords {
    Values.atLeast("window", window, 3);
    Values.atLeast("neighbour", neighbour, 1);
  }

  /**
   * Distance of every window to its k-th nearest neighbour; infinite if it has fewer.
   *
   * @param x finite, at least two windows long
   */
  public double[] profile(double[] x) {
    if (x.length < 2L * window) {
      throw new InsufficientDataException("discords: values", 2L * window, x.length);
    }
    SubsequenceSearch search = SubsequenceSearch.of(x, window);
    int windows = x.length - window + 1;
    int exclusion = (window + 1) / 2;
    double[] profile = new double[windows];
    for (int i = 0; i < windows; i++) {
      List<Match> nearest = search.nearest(search.window(i), neighbour + 2, exclusion, windows);
      int others = 0;
      profile[i] = Double.POSITIVE_INFINITY;
      for (Match match : nearest) {
        if (Math.abs(match.start() - i) >= exclusion && ++others == neighbour) {
          profile[i] = match.distance();
          break;
        }
      }
    }
    return profile;
  }

  /**
   * The oddest windows, oddest first, none overlapping.
   *
   * @param x finite, at least two windows long
   * @param count most windows wanted, at least 1
   */
  public List<Match> find(double[] x, int count) {
    Values.atLeast("count", count, 1);
    double[] left = profile(x);
    List<Match> found = new ArrayList<>();
    while (found.size() < count) {
      int best = -1;
      for (int i = 0; i < left.length; i++) {
        if (left[i] < Double.POSITIVE_INFINITY && left[i] >= (best < 0 ? 0 : left[best])) {
          best = best >= 0 && left[i] == left[best] ? best : i;
        }
      }
      if (best < 0) {
        break;
      }
      found.add(new Match(best, left[best]));
      for (int i = Math.max(0, best - window + 1); i < Math.min(left.length, best + window); i++) {
        left[i] = Double.POSITIVE_INFINITY;
      }
    }
    return List.copyOf(found);
  }
}
