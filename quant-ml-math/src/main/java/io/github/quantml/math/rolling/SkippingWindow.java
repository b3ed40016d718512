// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

/**
 * Statistics of the values of a window that are not NaN: each window gathered and merged afresh,
 * O(n) per bar.
 */
final class SkippingWindow implements WindowStream {
  private final WindowStatistic statistic;
  private final int ddof;
  private final int required;
  private final RecentValues recent;
  private final double[][] gathered;
  private final WindowTree[] trees;
  private final double[] out = new double[1];

  SkippingWindow(WindowStatistic statistic, int window, int ddof, int minObservations) {
    this.statistic = statistic;
    this.ddof = ddof;
    this.required = Math.max(minObservations, statistic.minimum(ddof));
    this.recent = new RecentValues(window);
    this.gathered = new double[1][window];
    this.trees = new WindowTree[window + 1];
  }

  @Override
  public double update(double x) {
    recent.add(x);
    int n = 0;
    for (int i = 0; i < recent.size(); i++) {
      double value = recent.get(i);
      gathered[0][n] = value;
      n += Double.isNaN(value) ? 0 : 1;
    }
    boolean needsNewest = statistic == WindowStatistic.Z_SCORE;
    if (n < required || (needsNewest && Double.isNaN(x))) {
      return Double.NaN;
    }
    if (trees[n] == null) {
      trees[n] = new WindowTree(statistic.aggregate(), n, 1);
    }
    double[][] state = trees[n].summarise(gathered, 0, 1);
    Finish.apply(statistic, state, n, ddof, gathered[0], n - 1, out, 0, 1);
    return out[0];
  }
}
