// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

import io.github.quantml.api.InsufficientDataException;
import java.util.Arrays;

/**
 * Matrix profiles of several series observed together, for every number of series that have to
 * agree.
 *
 * <p>Entry (k, i) is the smallest mean, over other windows j, of the k + 1 smallest z-normalised
 * distances between windows i and j of the single series: which k + 1 they are may differ from pair
 * to pair. Constant windows and those with values that are not finite are treated as by {@link
 * MatrixProfile}. Knows the whole series. Immutable, thread-safe; O(d·log d·n²) time for d series.
 *
 * <p>Source: Yeh, Kavantzas and Keogh (2017), Matrix profile VI: meaningful multidimensional motif
 * discovery, algorithm mSTAMP.
 */
public final class MultivariateMatrixProfile {
  private final double[][] distances;
  private final int[][] indices;

  private MultivariateMatrixProfile(double[][] distances, int[][] indices) {
    this.distances = distances;
    this.indices = indices;
  }

  /**
   * Compares all windows with each other.
   *
   * @param series {@code [series][time]}, any values, all of one length
   * @param length window length m, at least 3
   */
  public static MultivariateMatrixProfile of(double[][] series, int length) {
    MatrixProfile.requireLength(length);
    int first = MatrixProfile.exclusion(length) + 1;
    if (series.length == 0) {
      throw new IllegalArgumentException("series: must be at least 1, got 0");
    }
    WindowColumns[] columns = new WindowColumns[series.length];
    for (int d = 0; d < series.length; d++) {
      if (series[d].length != series[0].length) {
        throw new IllegalArgumentException(
            "series: must have one length, got " + series[0].length + " and " + series[d].length);
      }
      if (series[d].length < length + first) {
        throw new InsufficientDataException(
            "matrix profile: values", length + first, series[d].length);
      }
      columns[d] = WindowColumns.of(series[d], length);
    }
    Search search = new Search(columns);
    for (int lag = first; lag < columns[0].windows; lag++) {
      search.walk(lag);
    }
    return new MultivariateMatrixProfile(search.distances, search.indices);
  }

  private static final class Search {
    final WindowColumns[] columns;
    final double[][] distances;
    final int[][] indices;
    private final double[] covariance;
    private final double[] sorted;

    Search(WindowColumns[] columns) {
      this.columns = columns;
      int windows = columns[0].windows;
      distances = new double[columns.length][windows];
      indices = new int[columns.length][windows];
      covariance = new double[columns.length];
      sorted = new double[columns.length];
      for (int k = 0; k < columns.length; k++) {
        Arrays.fill(distances[k], Double.POSITIVE_INFINITY);
        Arrays.fill(indices[k], -1);
      }
    }

    void walk(int lag) {
      int refresh = DiagonalTile.refresh(columns[0].length);
      for (int i = 0; i + lag < columns[0].windows; i++) {
        int j = i + lag;
        for (int d = 0; d < columns.length; d++) {
          WindowColumns c = columns[d];
          covariance[d] =
              i % refresh == 0
                  ? c.covariance(i, j)
                  : covariance[d] + (c.df[i] * c.dg[j] + c.df[j] * c.dg[i]);
          insert(d, distance(c, i, j, covariance[d]));
        }
        double sum = 0;
        for (int k = 0; k < sorted.length; k++) {
          sum += sorted[k];
          offer(k, i, sum / (k + 1), j);
          offer(k, j, sum / (k + 1), i);
        }
      }
    }

    private static double distance(WindowColumns c, int i, int j, double covariance) {
      if (c.invalid(i) || c.invalid(j)) {
        return Double.POSITIVE_INFINITY;
      }
      if (c.flat[i] || c.flat[j]) {
        return c.flat[i] && c.flat[j] ? 0 : Math.sqrt(c.length);
      }
      double correlation = covariance * c.inverse[i] * c.inverse[j];
      return Math.sqrt(Math.max(0, 2 * c.length * (1 - correlation)));
    }

    private void insert(int size, double distance) {
      int k = size;
      for (; k > 0 && sorted[k - 1] > distance; k--) {
        sorted[k] = sorted[k - 1];
      }
      sorted[k] = distance;
    }

    private void offer(int k, int i, double distance, int j) {
      if (distance < distances[k][i]) {
        distances[k][i] = distance;
        indices[k][i] = j;
      }
    }
  }

  /** Number of windows. */
  public int windows() {
    return distances[0].length;
  }

  /**
   * Mean distance of window {@code i} to the window nearest in the best {@code agreeing} series.
   *
   * @param agreeing 1 … number of series
   */
  public double distance(int agreeing, int i) {
    return distances[agreeing - 1][i];
  }

  /** Start of that window; −1 if there is none. */
  public int index(int agreeing, int i) {
    return indices[agreeing - 1][i];
  }
}
