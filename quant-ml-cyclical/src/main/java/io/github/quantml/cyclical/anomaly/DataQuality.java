// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

import io.github.quantml.api.BarColumn;
import io.github.quantml.api.BarSeries;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * Rules that tell bad data from events. Causal: a finding about bar t uses bars up to t.
 *
 * @param stale bars without any move that are too many, at least 2
 * @param tolerance largest relative distance of an overnight ratio from that of a split, in (0,
 *     0.1)
 * @param deviations how many robust deviations of the log return a split must move, positive
 * @param memory past bars that give the robust deviation, at least 20
 */
public record DataQuality(int stale, double tolerance, double deviations, int memory) {
  // Forward and reverse splits as new price over old.
  private static final double[] SPLITS = {
    1 / 2.0, 1 / 3.0, 1 / 4.0, 1 / 5.0, 1 / 7.0, 1 / 8.0, 1 / 10.0, 1 / 20.0, 2 / 3.0, 2, 3, 4, 5,
    7, 8, 10, 20, 1.5
  };

  /** Checks the ranges. */
  public DataQuality {
    Values.atLeast("stale", stale, 2);
    if (!(tolerance > 0 && tolerance < 0.1)) {
      throw new IllegalArgumentException("tolerance must be in (0, 0.1), got " + tolerance);
    }
    Values.positive("deviations", deviations);
    Values.atLeast("memory", memory, 20);
  }

  /** Five bars of standstill; splits within 3 % and beyond 8 deviations of the last 60 bars. */
  public static DataQuality defaults() {
    return new DataQuality(5, 0.03, 8, 60);
  }

  /** Checks bars; a {@link BarSeries} has no crossed bars, its builder refuses them. */
  public List<DataIssue> check(BarSeries bars) {
    double[][] columns = new double[5][bars.size()];
    bars.copy(BarColumn.OPEN, columns[0], 0);
    bars.copy(BarColumn.HIGH, columns[1], 0);
    bars.copy(BarColumn.LOW, columns[2], 0);
    bars.copy(BarColumn.CLOSE, columns[3], 0);
    bars.copy(BarColumn.VOLUME, columns[4], 0);
    return check(columns[0], columns[1], columns[2], columns[3], columns[4]);
  }

  /** Checks raw columns, before a series is made of them. */
  public List<DataIssue> check(
      double[] open, double[] high, double[] low, double[] close, double[] volume) {
    int n = close.length;
    for (double[] column : new double[][] {open, high, low, volume}) {
      if (column.length != n) {
        throw new IllegalArgumentException(
            "columns: must all have " + n + " values, got " + column.length);
      }
    }
    List<DataIssue> issues = new ArrayList<>();
    SortedWindow returns = new SortedWindow(memory);
    int still = 0;
    for (int t = 0; t < n; t++) {
      double crossed = crossedBy(open[t], high[t], low[t], close[t]);
      if (!(crossed <= 0)) {
        issues.add(new DataIssue(t, DataIssue.Rule.CROSSED, crossed));
      }
      if (t == 0 || !(close[t] > 0 && close[t - 1] > 0 && open[t] > 0)) {
        still = 0;
        continue;
      }
      boolean same =
          open[t] == open[t - 1]
              && high[t] == high[t - 1]
              && low[t] == low[t - 1]
              && close[t] == close[t - 1];
      still = same ? still + 1 : 0;
      if (still + 1 >= stale) {
        issues.add(new DataIssue(t, DataIssue.Rule.STALE, still + 1));
      }
      if (volume[t] == 0 && close[t] != close[t - 1]) {
        issues.add(new DataIssue(t, DataIssue.Rule.NO_VOLUME, close[t] / close[t - 1] - 1));
      }
      double factor = split(open[t] / close[t - 1], returns);
      if (factor > 0) {
        issues.add(new DataIssue(t, DataIssue.Rule.SPLIT_LIKE, factor));
      } else {
        returns.add(FastMath.log(close[t] / close[t - 1]));
      }
    }
    return List.copyOf(issues);
  }

  /** By how much prices cross, at most 0 if they do not; NaN if one is not positive. */
  private static double crossedBy(double open, double high, double low, double close) {
    if (!(open > 0 && high > 0 && low > 0 && close > 0)) {
      return Double.NaN;
    }
    return Math.max(low - Math.min(open, close), Math.max(open, close) - high);
  }

  private double split(double ratio, SortedWindow returns) {
    if (!returns.full() || !(Math.abs(FastMath.log(ratio)) > deviations * returns.deviation())) {
      return 0;
    }
    for (double factor : SPLITS) {
      if (Math.abs(ratio / factor - 1) <= tolerance) {
        return factor;
      }
    }
    return 0;
  }
}
