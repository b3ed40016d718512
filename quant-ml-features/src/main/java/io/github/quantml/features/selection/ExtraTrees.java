// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.selection;

import io.github.quantml.math.random.CounterRandom;
import java.util.Arrays;

/**
 * A forest of extremely randomised regression trees: at each node some features drawn at random,
 * one cut drawn uniformly over the range of each, the best of those taken. No bootstrap.
 *
 * <p>Importance of a feature: the share of the target's squared deviations that its cuts remove,
 * averaged over trees.
 *
 * <p>Source: Geurts, Ernst, Wehenkel (2006), Extremely randomized trees, Machine Learning 63.
 *
 * @param trees at least 1
 * @param leafSize a node of fewer than twice as many rows is not cut, at least 1
 * @param depth most cuts above a leaf, at least 1
 * @param tried share of the features drawn at a node, of (0, 1]; at least one feature is
 */
public record ExtraTrees(int trees, int leafSize, int depth, double tried) implements Learner {
  public ExtraTrees {
    if (trees < 1 || leafSize < 1 || depth < 1 || !(tried > 0 && tried <= 1)) {
      throw new IllegalArgumentException(
          "extra trees: trees, leafSize and depth must be >= 1 and tried in (0, 1], got "
              + trees
              + ", "
              + leafSize
              + ", "
              + depth
              + " and "
              + tried);
    }
  }

  /** 100 trees, leaves of 5 rows, depth 12, a third of the features. */
  public static ExtraTrees defaults() {
    return new ExtraTrees(100, 5, 12, 1.0 / 3);
  }

  public ExtraTrees withTrees(int value) {
    return new ExtraTrees(value, leafSize, depth, tried);
  }

  public ExtraTrees withTried(double value) {
    return new ExtraTrees(trees, leafSize, depth, value);
  }

  @Override
  public Fitted fit(double[][] columns, double[] target, long seed) {
    CounterRandom root = CounterRandom.of(seed);
    Tree[] grown = new Tree[trees];
    double[] importances = new double[columns.length];
    for (int b = 0; b < trees; b++) {
      grown[b] = new Tree(columns, target, root.split(b));
      for (int k = 0; k < importances.length; k++) {
        importances[k] += grown[b].gains[k] / trees;
      }
    }
    return new Forest(grown, importances);
  }

  private record Forest(Tree[] grown, double[] importances) implements Fitted {
    @Override
    public double[] importances() {
      return importances.clone();
    }

    @Override
    public double[] predict(double[][] columns) {
      int n = columns.length == 0 ? 0 : columns[0].length;
      double[] out = new double[n];
      for (Tree tree : grown) {
        tree.addTo(out, columns);
      }
      for (int i = 0; i < n; i++) {
        out[i] /= grown.length;
      }
      return out;
    }
  }

  /** One tree: children of node i at left[i] and left[i] + 1, a leaf where feature[i] is −1. */
  private final class Tree {
    private final double[][] columns;
    private final double[] target;
    private final CounterRandom random;
    private final int[] rows;
    private final int[] features;
    private final double[] gains;
    private final double total;
    private int size = 1;
    private int[] feature = new int[64];
    private int[] left = new int[64];
    private double[] value = new double[64];

    Tree(double[][] columns, double[] target, CounterRandom random) {
      this.columns = columns;
      this.target = target;
      this.random = random;
      this.rows = sequence(target.length);
      this.features = sequence(columns.length);
      this.gains = new double[columns.length];
      double sum = 0;
      double squares = 0;
      for (double y : target) {
        sum += y;
        squares += y * y;
      }
      this.total = Math.max(Double.MIN_NORMAL, squares - sum * sum / target.length);
      grow(0, 0, target.length, 0);
    }

    private static int[] sequence(int n) {
      int[] out = new int[n];
      for (int i = 0; i < n; i++) {
        out[i] = i;
      }
      return out;
    }

    private void grow(int node, int from, int to, int level) {
      int count = to - from;
      double sum = 0;
      for (int i = from; i < to; i++) {
        sum += target[rows[i]];
      }
      feature[node] = -1;
      value[node] = sum / count;
      if (count < 2 * leafSize || level >= depth) {
        return;
      }
      int wanted = Math.max(1, (int) Math.round(tried * features.length));
      int best = -1;
      double bestCut = 0;
      double bestGain = 1e-12 * total;
      for (int drawn = 0, seen = 0; drawn < wanted && seen < features.length; seen++) {
        int swap = seen + random.nextInt(features.length - seen);
        int k = features[swap];
        features[swap] = features[seen];
        features[seen] = k;
        double[] x = columns[k];
        double low = x[rows[from]];
        double high = low;
        for (int i = from + 1; i < to; i++) {
          double v = x[rows[i]];
          low = v < low ? v : low;
          high = v > high ? v : high;
        }
        if (!(high > low)) {
          continue; // constant here, so it does not count as drawn
        }
        drawn++;
        double cut = low + random.nextDouble() * (high - low);
        double gain = gain(x, cut, from, to, sum);
        if (gain > bestGain) {
          best = k;
          bestCut = cut;
          bestGain = gain;
        }
      }
      if (best < 0) {
        return;
      }
      gains[best] += bestGain / total;
      int middle = partition(columns[best], bestCut, from, to);
      int child = size;
      size += 2;
      if (size > feature.length) {
        feature = Arrays.copyOf(feature, 2 * size);
        left = Arrays.copyOf(left, 2 * size);
        value = Arrays.copyOf(value, 2 * size);
      }
      feature[node] = best;
      value[node] = bestCut;
      left[node] = child;
      grow(child, from, middle, level + 1);
      grow(child + 1, middle, to, level + 1);
    }

    /** Squared deviations that the cut removes; 0 if it leaves a side too few rows. */
    private double gain(double[] x, double cut, int from, int to, double sum) {
      double low = 0;
      int count = 0;
      for (int i = from; i < to; i++) {
        int row = rows[i];
        // Without a branch, as half of them would be guessed wrongly.
        int below = x[row] <= cut ? 1 : 0;
        low += below * target[row];
        count += below;
      }
      int other = to - from - count;
      if (count < leafSize || other < leafSize) {
        return 0;
      }
      double high = sum - low;
      return low * low / count + high * high / other - sum * sum / (count + other);
    }

    private int partition(double[] x, double cut, int from, int to) {
      int low = from;
      int high = to - 1;
      while (low <= high) {
        if (x[rows[low]] <= cut) {
          low++;
        } else {
          int row = rows[low];
          rows[low] = rows[high];
          rows[high--] = row;
        }
      }
      return low;
    }

    void addTo(double[] out, double[][] x) {
      for (int i = 0; i < out.length; i++) {
        int node = 0;
        while (feature[node] >= 0) {
          node = x[feature[node]][i] <= value[node] ? left[node] : left[node] + 1;
        }
        out[i] += value[node];
      }
    }
  }
}
