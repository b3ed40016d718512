// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

/** A statistic of the latest window of pairs from its summary. */
final class PairSummaryStream implements PairStream {
  private final PairStatistic statistic;
  private final int window;
  private final int ddof;
  private final TreeStream tree;
  private final double[][] input = new double[2][1];
  private final double[] out = new double[1];
  private long seen;

  PairSummaryStream(PairStatistic statistic, int window, int ddof) {
    this.statistic = statistic;
    this.window = window;
    this.ddof = ddof;
    this.tree = new TreeStream(new PairAggregate(), window);
  }

  @Override
  public double update(double x, double y) {
    input[0][0] = x;
    input[1][0] = y;
    double[][] state = tree.update(input);
    seen++;
    if (seen < window) {
      return Double.NaN;
    }
    Finish.apply(statistic, state, window, ddof, out, 0, 1);
    return out[0];
  }
}
