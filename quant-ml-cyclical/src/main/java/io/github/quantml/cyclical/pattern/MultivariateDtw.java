// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

import io.github.quantml.api.InsufficientDataException;
import java.util.Arrays;

/**
 * Dynamic time warping of series with several columns, such as open and close.
 *
 * <p>Dependent: all columns are warped alike, the cost of two moments being the sum over columns.
 * Independent: every column is warped for itself and the costs are summed, so it is never larger.
 * Series are given as {@code [column][time]}; a variant of the config applies to each column.
 *
 * <p>Immutable, thread-safe; O(columns·n·r).
 *
 * <p>Source: Shokoohi-Yekta et al. (2017), Generalizing DTW to the multi-dimensional case requires
 * an adaptive approach, Data Mining and Knowledge Discovery 31, section 2.
 */
public final class MultivariateDtw {
  private final Dtw dtw;

  private MultivariateDtw(Dtw dtw) {
    this.dtw = dtw;
  }

  public static MultivariateDtw of(DtwConfig config) {
    return new MultivariateDtw(Dtw.of(config));
  }

  /** Distance with every column warped for itself. */
  public double independent(double[][] a, double[][] b) {
    requireColumns(a, b);
    double sum = 0;
    for (int column = 0; column < a.length; column++) {
      sum += dtw.cost(a[column], b[column]);
    }
    return dtw.config().cost().toDistance(sum);
  }

  /** Distance with one path for all columns. */
  public double dependent(double[][] a, double[][] b) {
    requireColumns(a, b);
    double[][] x = prepared("a", a);
    double[][] y = prepared("b", b);
    DtwConfig config = dtw.config();
    Dtw.requireReachable(x[0].length, y[0].length, config.band());
    int rows = x[0].length;
    int columns = y[0].length;
    double[] weights = Warping.weights(config.steepness(), Math.max(rows, columns));
    double[] row = new double[columns + 1];
    Arrays.fill(row, Double.POSITIVE_INFINITY);
    double corner = 0;
    for (int i = 0; i < rows; i++) {
      int from = Math.max(0, i - config.band());
      int to = i > columns - 1 - config.band() ? columns - 1 : i + config.band();
      double diagonal = from == 0 ? corner : row[from];
      double left = Double.POSITIVE_INFINITY;
      row[from] = left;
      for (int j = from; j <= to; j++) {
        double up = row[j + 1];
        double straight = (up < left ? up : left) + config.penalty();
        left = moment(x, i, y, j) * weights[Math.abs(i - j)];
        left += diagonal < straight ? diagonal : straight;
        row[j + 1] = left;
        diagonal = up;
      }
      corner = Double.POSITIVE_INFINITY;
    }
    return config.cost().toDistance(row[columns]);
  }

  private double moment(double[][] x, int i, double[][] y, int j) {
    boolean squared = dtw.config().cost() == PointCost.SQUARED;
    double sum = 0;
    for (int column = 0; column < x.length; column++) {
      sum += LowerBound.point(x[column][i] - y[column][j], squared);
    }
    return sum;
  }

  private double[][] prepared(String name, double[][] columns) {
    double[][] out = new double[columns.length][];
    int needed = dtw.config().derivative() ? 3 : 1;
    for (int column = 0; column < columns.length; column++) {
      double[] x = columns[column];
      if (x.length < needed) {
        throw new InsufficientDataException("dtw: values of " + name, needed, x.length);
      }
      if (x.length != columns[0].length) {
        throw new IllegalArgumentException(
            name + ": columns must have one length, got " + columns[0].length + " and " + x.length);
      }
      Dtw.requireFinite("dtw: " + name + " column " + column, x);
      out[column] = dtw.config().derivative() ? Warping.slopes(x) : x;
    }
    return out;
  }

  private static void requireColumns(double[][] a, double[][] b) {
    if (a.length != b.length || a.length == 0) {
      throw new IllegalArgumentException(
          "b: must have as many columns as a, at least 1, got " + a.length + " and " + b.length);
    }
  }
}
