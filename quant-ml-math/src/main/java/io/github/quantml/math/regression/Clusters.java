// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.regression;

import io.github.quantml.api.InvalidDataException;
import java.util.HashMap;
import java.util.Map;

/** Covariances of coefficients under errors correlated within groups of rows. */
final class Clusters {
  private Clusters() {}

  static double[][] covariance(
      PivotedQr qr, double[][] columns, double[] residuals, int[][] groups) {
    int n = residuals.length;
    if (groups.length < 1 || groups.length > 2) {
      throw new IllegalArgumentException("groups: must be one or two arrays, got " + groups.length);
    }
    for (int[] labels : groups) {
      if (labels.length != n) {
        throw new IllegalArgumentException(
            "groups: must hold one label per row, " + n + ", got " + labels.length);
      }
    }
    double[][] bread = qr.inverseGram();
    double[][] moments = Sandwich.moments(columns, residuals);
    double[][] out = one(bread, moments, groups[0]);
    if (groups.length == 2) {
      double[][] second = one(bread, moments, groups[1]);
      double[][] both = one(bread, moments, intersection(groups[0], groups[1]));
      for (int i = 0; i < out.length; i++) {
        for (int j = 0; j < out.length; j++) {
          out[i][j] += second[i][j] - both[i][j];
        }
        if (!(out[i][i] >= 0)) {
          throw new InvalidDataException(
              "clustered by two groupings: the variance of coefficient "
                  + i
                  + " is "
                  + out[i][i]
                  + ", must be >= 0; more groups or one grouping may do");
        }
      }
    }
    return out;
  }

  private static double[][] one(double[][] bread, double[][] moments, int[] groups) {
    int k = moments.length;
    int n = groups.length;
    int[] dense = dense(groups);
    int count = 0;
    for (int g : dense) {
      count = Math.max(count, g + 1);
    }
    if (count < 2) {
      throw new InvalidDataException("clustered errors: needs at least 2 groups, got " + count);
    }
    double[][] sums = new double[count][k];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < k; j++) {
        sums[dense[i]][j] += moments[j][i];
      }
    }
    double[][] filling = new double[k][k];
    for (double[] s : sums) {
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
          filling[i][j] += s[i] * s[j];
        }
      }
    }
    double factor = count / (count - 1.0) * ((n - 1.0) / (n - k));
    return Sandwich.scaled(Sandwich.product(Sandwich.product(bread, filling), bread), factor);
  }

  /** Labels 0, 1, 2 … in the order of their first row. */
  private static int[] dense(int[] groups) {
    Map<Integer, Integer> labels = new HashMap<>();
    int[] out = new int[groups.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = labels.computeIfAbsent(groups[i], label -> labels.size());
    }
    return out;
  }

  private static int[] intersection(int[] first, int[] second) {
    Map<Long, Integer> labels = new HashMap<>();
    int[] out = new int[first.length];
    for (int i = 0; i < out.length; i++) {
      long pair = ((long) first[i] << 32) | (second[i] & 0xffffffffL);
      out[i] = labels.computeIfAbsent(pair, p -> labels.size());
    }
    return out;
  }
}
