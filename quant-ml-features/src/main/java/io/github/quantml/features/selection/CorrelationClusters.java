// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.selection;

import java.util.Arrays;

/**
 * Groups of features that correlate: average linkage on 1 − |ρ|, joined while the average |ρ|
 * between two groups is at least the one asked for. O(m³) at worst, on m features.
 *
 * @param labels for each feature its group, 0 … groups − 1 in the order of first members
 * @param medoids for each group the feature of the largest average |ρ| with the others
 */
public record CorrelationClusters(int[] labels, int[] medoids) {

  /**
   * Groups the columns of data that all vary.
   *
   * @param correlation least average |ρ| within a join, in (0, 1]
   */
  public static CorrelationClusters of(SelectionData data, double correlation) {
    if (!(correlation > 0 && correlation <= 1)) {
      throw new IllegalArgumentException("correlation: must be in (0, 1], got " + correlation);
    }
    double[][] rho = absoluteCorrelations(data);
    int m = rho.length;
    double[][] link = new double[m][];
    for (int i = 0; i < m; i++) {
      link[i] = rho[i].clone();
    }
    int[] size = new int[m];
    Arrays.fill(size, 1);
    int[] owner = new int[m];
    for (int i = 0; i < m; i++) {
      owner[i] = i;
    }
    while (true) {
      int a = -1;
      int b = -1;
      double closest = correlation - 1e-12;
      for (int i = 0; i < m; i++) {
        for (int j = i + 1; size[i] > 0 && j < m; j++) {
          if (size[j] > 0 && link[i][j] > closest) {
            closest = link[i][j];
            a = i;
            b = j;
          }
        }
      }
      if (a < 0) {
        return labelled(owner, rho);
      }
      for (int k = 0; k < m; k++) {
        double mixed = (size[a] * link[a][k] + size[b] * link[b][k]) / (size[a] + size[b]);
        link[a][k] = mixed;
        link[k][a] = mixed;
        owner[k] = owner[k] == b ? a : owner[k];
      }
      size[a] += size[b];
      size[b] = 0;
    }
  }

  static double[][] absoluteCorrelations(SelectionData data) {
    int m = data.features();
    double[][] z = new double[m][];
    for (int k = 0; k < m; k++) {
      z[k] = Association.standardised(data.columns()[k]);
    }
    double[][] rho = new double[m][m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j <= i; j++) {
        rho[i][j] = Math.abs(Association.correlation(z[i], z[j]));
        rho[j][i] = rho[i][j];
      }
    }
    return rho;
  }

  private static CorrelationClusters labelled(int[] owner, double[][] rho) {
    int m = owner.length;
    int[] number = new int[m];
    Arrays.fill(number, -1);
    int[] labels = new int[m];
    int groups = 0;
    for (int k = 0; k < m; k++) {
      if (number[owner[k]] < 0) {
        number[owner[k]] = groups++;
      }
      labels[k] = number[owner[k]];
    }
    int[] medoids = new int[groups];
    double[] best = new double[groups];
    Arrays.fill(best, -1);
    for (int k = 0; k < m; k++) {
      double sum = 0;
      for (int j = 0; j < m; j++) {
        sum += labels[j] == labels[k] ? rho[k][j] : 0;
      }
      if (sum > best[labels[k]] + 1e-12) {
        best[labels[k]] = sum;
        medoids[labels[k]] = k;
      }
    }
    return new CorrelationClusters(labels, medoids);
  }
}
