// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.tabular;

import io.github.quantml.features.selection.Learner;
import io.github.quantml.math.random.CounterRandom;
import java.util.Arrays;

/**
 * A random forest of Smile's trees as the learner of feature selection. Thread-safe.
 *
 * @param trees at least 1
 * @param leafSize fewest rows of a leaf, at least 1
 */
public record SmileLearner(int trees, int leafSize) implements Learner {
  public SmileLearner {
    if (trees < 1 || leafSize < 1) {
      throw new IllegalArgumentException(
          "learner: trees and leafSize must be >= 1, got " + trees + " and " + leafSize);
    }
  }

  @Override
  public Fitted fit(double[][] columns, double[] target, long seed) {
    double[] equal = new double[target.length];
    Arrays.fill(equal, 1);
    SmileTrees grower = new SmileTrees(columns);
    Trees.Builder out = new Trees.Builder();
    CounterRandom root = CounterRandom.of(seed);
    for (int t = 0; t < trees; t++) {
      CounterRandom random = root.split(t);
      int[] counts = SmileTrees.draw(equal, target.length, random);
      grower.grow(
          out,
          target.clone(),
          counts,
          20,
          leafSize,
          Math.max(1, columns.length / 3),
          random.nextLong());
    }
    return new Forest(out.build(), grower.importances());
  }

  private record Forest(Trees grown, double[] importances) implements Fitted {
    @Override
    public double[] importances() {
      return importances.clone();
    }

    @Override
    public double[] predict(double[][] columns) {
      double[][] rows = Boosting.rows(columns);
      double[] out = new double[rows.length];
      for (int i = 0; i < out.length; i++) {
        out[i] = grown.sum(rows[i]) / grown.size();
      }
      return out;
    }
  }
}
