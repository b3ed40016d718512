// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.tabular;

import io.github.quantml.api.Cancellation;
import io.github.quantml.math.random.CounterRandom;

/**
 * Gradient boosting of least squares: base + shrinkage · Σ trees, each tree fitted to what those
 * before it leave, on rows drawn by weight.
 *
 * <p>Source: Friedman (2002), Stochastic gradient boosting, Computational Statistics and Data
 * Analysis 38.
 */
record Boosting(double base, double shrinkage, Trees trees, double[] importances) {
  /** Share of the rows behind each tree. */
  private static final double SUBSAMPLE = 0.5;

  static Boosting fit(
      double[][] columns,
      double[] target,
      double[] weights,
      int rounds,
      TabularConfig config,
      long seed,
      Cancellation cancellation) {
    int n = target.length;
    double mean = 0;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      mean += weights[i] * target[i];
      sum += weights[i];
    }
    double base = mean / sum;
    double[] residual = new double[n];
    for (int i = 0; i < n; i++) {
      residual[i] = target[i] - base;
    }
    SmileTrees grower = new SmileTrees(columns);
    Trees.Builder out = new Trees.Builder();
    CounterRandom root = CounterRandom.of(seed);
    double[][] rows = rows(columns);
    for (int r = 0; r < rounds; r++) {
      cancellation.check();
      CounterRandom random = root.split(r);
      int[] counts = SmileTrees.draw(weights, Math.max(2, (int) (SUBSAMPLE * n)), random);
      // Smile's loss keeps the array it is given.
      grower.grow(
          out,
          residual.clone(),
          counts,
          config.depth(),
          config.leafSize(),
          columns.length,
          random.nextLong());
      Trees grown = out.build();
      for (int i = 0; i < n; i++) {
        residual[i] -= config.shrinkage() * grown.value()[grown.leaf(r, rows[i])];
      }
    }
    return new Boosting(base, config.shrinkage(), out.build(), grower.importances());
  }

  static double[][] rows(double[][] columns) {
    double[][] rows = new double[columns[0].length][columns.length];
    for (int k = 0; k < columns.length; k++) {
      for (int i = 0; i < rows.length; i++) {
        rows[i][k] = columns[k][i];
      }
    }
    return rows;
  }

  /** The forecast. */
  double predict(double[] row) {
    return base + shrinkage * trees.sum(row);
  }

  /** The forecasts after 0, 1, … rounds. */
  double[] path(double[] row) {
    double[] path = new double[trees.size() + 1];
    path[0] = base;
    for (int r = 0; r < trees.size(); r++) {
      path[r + 1] = path[r] + shrinkage * trees.value()[trees.leaf(r, row)];
    }
    return path;
  }
}
