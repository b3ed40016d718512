// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.asset;

import io.github.quantml.api.InsufficientDataException;
import java.util.ArrayList;
import java.util.List;

/**
 * How the network of assets changes over rolling windows.
 *
 * <p>A crisis moves assets together: the mean correlation and the share of the market mode rise,
 * the spanning tree shrinks and loses edges (Onnela et al. 2003; Kritzman et al. 2011, absorption
 * ratio). A point knows its window only, the stress indicator the points before it as well; nothing
 * knows what comes later.
 */
public final class RollingTopology {
  private static final int FEWEST_BEFORE = 10;

  /**
   * One window.
   *
   * @param period last period of the window
   * @param meanCorrelation over pairs, in [−1, 1]
   * @param marketShare largest eigenvalue over the number of assets, in (0, 1]
   * @param treeLength mean length of an edge of the spanning tree, in [0, 2]
   * @param survival share of the tree's edges of the window before that are left, 1 for the first
   * @param stress share of the points before, at most the window's number, whose market share was
   *     lower, less one half, times two, in [−1, 1]; 0 with fewer than 10 points before
   */
  public record Point(
      int period,
      double meanCorrelation,
      double marketShare,
      double treeLength,
      double survival,
      double stress) {}

  private RollingTopology() {}

  /**
   * The points of all windows.
   *
   * @param window periods per window, at least 3
   * @param step periods from one window to the next, at least 1
   * @throws InsufficientDataException if there are fewer periods than one window
   */
  public static List<Point> of(AssetReturns returns, int window, int step) {
    if (window < 3 || step < 1) {
      throw new IllegalArgumentException(
          "window must be at least 3 and step at least 1, got " + window + " and " + step);
    }
    if (returns.periods() < window) {
      throw new InsufficientDataException("rolling topology: periods", window, returns.periods());
    }
    List<Point> out = new ArrayList<>();
    SpanningTree before = null;
    for (int to = window; to <= returns.periods(); to += step) {
      Correlations correlations = Correlations.pearson(returns.window(to - window, to));
      SpanningTree tree = SpanningTree.of(correlations);
      double share = RandomMatrixFilter.of(correlations).marketShare();
      out.add(
          new Point(
              to - 1,
              correlations.mean(),
              share,
              tree.normalizedLength(),
              before == null ? 1 : tree.survivalOf(before),
              stress(out, share, window)));
      before = tree;
    }
    return List.copyOf(out);
  }

  private static double stress(List<Point> past, double share, int most) {
    int from = Math.max(0, past.size() - most);
    int count = past.size() - from;
    if (count < FEWEST_BEFORE) {
      return 0;
    }
    long lower =
        past.subList(from, past.size()).stream().filter(p -> p.marketShare() < share).count();
    return 2.0 * lower / count - 1;
  }
}
