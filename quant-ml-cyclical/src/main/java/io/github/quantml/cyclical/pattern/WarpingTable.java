// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

import io.github.quantml.api.InvalidDataException;
import java.util.Arrays;

/** All cells of the band, kept to walk back along the best path. */
final class WarpingTable {
  private final int rows;
  private final int columns;
  private final int band;
  private final int width;
  private final double[] cells;
  private final DtwConfig config;

  private WarpingTable(int rows, int columns, DtwConfig config) {
    this.rows = rows;
    this.columns = columns;
    this.band = Math.min(config.band(), Math.max(rows, columns));
    this.width = 2 * band + 1;
    if ((long) rows * width > Integer.MAX_VALUE - 8) {
      throw new InvalidDataException(
          "dtw: a path of " + rows + " rows in a band of " + width + " needs too many cells");
    }
    this.cells = new double[rows * width];
    this.config = config;
    Arrays.fill(cells, Double.POSITIVE_INFINITY);
  }

  static WarpingTable of(double[] a, double[] b, DtwConfig config) {
    WarpingTable table = new WarpingTable(a.length, b.length, config);
    double[] weights = Warping.weights(config.steepness(), Math.max(a.length, b.length));
    boolean squared = config.cost() == PointCost.SQUARED;
    for (int i = 0; i < a.length; i++) {
      int last = Math.min(b.length - 1, i + table.band);
      for (int j = Math.max(0, i - table.band); j <= last; j++) {
        double d = a[i] - b[j];
        double c = (squared ? d * d : Math.abs(d)) * weights[Math.abs(i - j)];
        table.cells[table.index(i, j)] = c + (i + j == 0 ? 0 : table.before(i, j));
      }
    }
    return table;
  }

  private int index(int i, int j) {
    return i * width + j - i + band;
  }

  private double cell(int i, int j) {
    return i < 0 || j < 0 || Math.abs(i - j) > band ? Double.POSITIVE_INFINITY : cells[index(i, j)];
  }

  private double before(int i, int j) {
    double straight = Math.min(cell(i - 1, j), cell(i, j - 1)) + config.penalty();
    return Math.min(cell(i - 1, j - 1), straight);
  }

  WarpingPath path() {
    int[] first = new int[rows + columns];
    int[] second = new int[rows + columns];
    int at = first.length;
    int i = rows - 1;
    int j = columns - 1;
    while (true) {
      first[--at] = i;
      second[at] = j;
      if (i + j == 0) {
        break;
      }
      double diagonal = cell(i - 1, j - 1);
      double up = cell(i - 1, j);
      double left = cell(i, j - 1);
      boolean slanted = diagonal <= Math.min(up, left) + config.penalty();
      boolean down = slanted || up <= left;
      j -= slanted || !down ? 1 : 0;
      i -= down ? 1 : 0;
    }
    return new WarpingPath(
        config.cost().toDistance(cell(rows - 1, columns - 1)),
        Arrays.copyOfRange(first, at, first.length),
        Arrays.copyOfRange(second, at, second.length));
  }
}
