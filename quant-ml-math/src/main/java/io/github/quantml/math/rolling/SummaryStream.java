// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.rolling;

/** A statistic of the latest window from its summary. */
final class SummaryStream implements WindowStream {
  private final WindowStatistic statistic;
  private final int window;
  private final int ddof;
  private final TreeStream tree;
  private final double[][] input = new double[1][1];
  private final double[] out = new double[1];
  private long seen;

  SummaryStream(WindowStatistic statistic, int window, int ddof) {
    this.statistic = statistic;
    this.window = window;
    this.ddof = ddof;
    this.tree = new TreeStream(statistic.aggregate(), window);
  }

  @Override
  public double update(double x) {
    input[0][0] = x;
    double[][] state = tree.update(input);
    seen++;
    if (seen < window) {
      return Double.NaN;
    }
    Finish.apply(statistic, state, window, ddof, input[0], 0, out, 0, 1);
    return out[0];
  }
}
