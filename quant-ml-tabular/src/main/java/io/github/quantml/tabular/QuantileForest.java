// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.tabular;

import io.github.quantml.api.Cancellation;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.math.Ranks;
import io.github.quantml.math.random.CounterRandom;

/**
 * A random forest that keeps the training outcomes of every leaf: the outcomes that shared a leaf
 * with a new row, weighted, are its conditional distribution.
 *
 * <p>Source: Meinshausen (2006), Quantile regression forests, JMLR 7.
 *
 * @param trees the forest
 * @param outcomes of the training rows, ascending
 * @param sides of the same rows: −1, 0 or 1
 * @param weights of the same rows
 * @param leaves trees × rows, flat: the leaf node of each
 */
record QuantileForest(Trees trees, double[] outcomes, int[] sides, double[] weights, int[] leaves) {

  static QuantileForest fit(
      double[][] columns,
      double[] outcomes,
      int[] sides,
      double[] weights,
      TabularConfig config,
      long seed,
      Cancellation cancellation,
      double[] importances) {
    int n = outcomes.length;
    double unique = 0;
    for (double w : weights) {
      unique += w;
    }
    // As many draws as there are outcomes worth of news, so that trees are not alike.
    int draws = Math.max(Math.min(n, 4 * config.leafSize()), (int) unique);
    SmileTrees grower = new SmileTrees(columns);
    Trees.Builder out = new Trees.Builder();
    CounterRandom root = CounterRandom.of(seed);
    for (int t = 0; t < config.trees(); t++) {
      cancellation.check();
      CounterRandom random = root.split(t);
      int[] counts = SmileTrees.draw(weights, draws, random);
      grower.grow(
          out,
          outcomes.clone(),
          counts,
          20,
          config.leafSize(),
          Math.max(1, columns.length / 3),
          random.nextLong());
    }
    double[] gained = grower.importances();
    for (int k = 0; k < gained.length; k++) {
      importances[k] += gained[k];
    }
    return sorted(out.build(), columns, outcomes, sides, weights);
  }

  private static QuantileForest sorted(
      Trees trees, double[][] columns, double[] outcomes, int[] sides, double[] weights) {
    int n = outcomes.length;
    int[] order = Ranks.order(outcomes);
    double[][] rows = Boosting.rows(columns);
    double[] y = new double[n];
    int[] s = new int[n];
    double[] w = new double[n];
    int[] leaves = new int[trees.size() * n];
    for (int i = 0; i < n; i++) {
      y[i] = outcomes[order[i]];
      s[i] = sides[order[i]];
      w[i] = weights[order[i]];
      for (int t = 0; t < trees.size(); t++) {
        leaves[t * n + i] = trees.leaf(t, rows[order[i]]);
      }
    }
    return new QuantileForest(trees, y, s, w, leaves);
  }

  /** The weight of each training outcome for a new row; sums to 1. */
  double[] weigh(double[] row) {
    int n = outcomes.length;
    double[] out = new double[n];
    int voted = 0;
    for (int t = 0; t < trees.size(); t++) {
      int leaf = trees.leaf(t, row);
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += leaves[t * n + i] == leaf ? weights[i] : 0;
      }
      if (sum > 0) {
        voted++;
        for (int i = 0; i < n; i++) {
          out[i] += leaves[t * n + i] == leaf ? weights[i] / sum : 0;
        }
      }
    }
    for (int i = 0; i < n; i++) {
      out[i] /= voted;
    }
    return out;
  }

  ModelBundle toBundle() {
    return ModelBundle.builder("forest", 1)
        .bundle("trees", trees.toBundle())
        .integer("rows", outcomes.length)
        .numbers("outcomes", outcomes)
        .integers("sides", Trees.longs(sides))
        .numbers("weights", weights)
        .integers("leaves", Trees.longs(leaves))
        .build();
  }

  static QuantileForest from(ModelBundle in, int features) {
    in.require("forest", 1);
    Trees trees = Trees.from(in.bundle("trees"), features);
    int rows = in.count("rows", 1, 10_000_000);
    if ((long) rows * trees.size() > 200_000_000L || trees.size() == 0) {
      throw new ModelFormatException(
          "forest: " + trees.size() + " trees of " + rows + " rows out of range");
    }
    double[] outcomes = in.numbers("outcomes", rows);
    double[] weights = in.numbers("weights", rows);
    for (int i = 0; i < rows; i++) {
      if (!(Math.abs(outcomes[i]) < 1e9)
          || (i > 0 && outcomes[i] < outcomes[i - 1])
          || !(weights[i] > 0 && weights[i] <= 1)) {
        throw new ModelFormatException(
            "forest: row " + i + " has outcome " + outcomes[i] + " and weight " + weights[i]);
      }
    }
    int[] leaves =
        Trees.ints(in.integers("leaves", rows * trees.size()), 0, trees.nodes() - 1, "leaf");
    // Each training row must lie in a leaf of its own tree, or a walk may find no outcome at all.
    for (int k = 0; k < leaves.length; k++) {
      int t = k / rows;
      int end = t + 1 < trees.size() ? trees.roots()[t + 1] : trees.nodes();
      if (leaves[k] < trees.roots()[t] || leaves[k] >= end || trees.feature()[leaves[k]] >= 0) {
        throw new ModelFormatException("forest: leaf " + k + " is node " + leaves[k]);
      }
    }
    return new QuantileForest(
        trees, outcomes, Trees.ints(in.integers("sides", rows), -1, 1, "side"), weights, leaves);
  }
}
