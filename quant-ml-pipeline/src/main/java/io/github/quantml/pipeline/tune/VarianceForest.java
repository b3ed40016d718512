// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import io.github.quantml.math.Ranks;
import io.github.quantml.math.random.CounterRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A small forest of regression trees and the decomposition of their variance. */
final class VarianceForest {
  private static final int TREES = 64;

  private VarianceForest() {}

  /**
   * The mean share of each coordinate in the variance over the unit cube; zeros for a constant.
   *
   * @param points one row per value, in the unit cube
   */
  static double[] shares(double[][] points, double[] values, long seed) {
    int dimensions = points[0].length;
    double[] sums = new double[dimensions];
    int counted = 0;
    CounterRandom root = CounterRandom.of(seed);
    for (int t = 0; t < TREES; t++) {
      CounterRandom random = root.split(t);
      int[] rows = new int[values.length];
      for (int k = 0; k < rows.length; k++) {
        rows[k] = random.nextInt(values.length);
      }
      BoxTree tree = BoxTree.grow(points, values, rows, random);
      double variance = tree.variance();
      if (variance > 0) {
        counted++;
        for (int i = 0; i < dimensions; i++) {
          sums[i] += tree.marginalVariance(i) / variance;
        }
      }
    }
    double[] shares = new double[dimensions];
    for (int i = 0; counted > 0 && i < dimensions; i++) {
      shares[i] = sums[i] / counted;
    }
    return shares;
  }

  /** A tree as its leaves: boxes with a value each. */
  private static final class BoxTree {
    private static final int LEAST_ROWS = 2;

    private final double[][] points;
    private final double[] values;
    private final CounterRandom random;
    private double[][] low = new double[16][];
    private double[][] high = new double[16][];
    private double[] value = new double[16];
    private int leaves;

    private BoxTree(double[][] points, double[] values, CounterRandom random) {
      this.points = points;
      this.values = values;
      this.random = random;
    }

    static BoxTree grow(double[][] points, double[] values, int[] rows, CounterRandom random) {
      int dimensions = points[0].length;
      BoxTree tree = new BoxTree(points, values, random);
      double[] ones = new double[dimensions];
      Arrays.fill(ones, 1);
      tree.split(rows, new double[dimensions], ones);
      return tree;
    }

    private void split(int[] rows, double[] from, double[] to) {
      Cut best = null;
      int dimensions = from.length;
      // Five sixths of the coordinates are looked at, as Hutter et al. do, so that trees differ.
      int looked = Math.max(1, (5 * dimensions + 5) / 6);
      int[] order = random.permutation(dimensions);
      if (rows.length >= 2 * LEAST_ROWS) {
        for (int j = 0; j < looked; j++) {
          Cut cut = cut(rows, order[j]);
          if (cut != null && (best == null || cut.gain > best.gain)) {
            best = cut;
          }
        }
      }
      if (best == null) {
        leaf(rows, from, to);
        return;
      }
      int axis = best.axis;
      double at = best.at;
      int[] left = Arrays.stream(rows).filter(r -> points[r][axis] < at).toArray();
      int[] right = Arrays.stream(rows).filter(r -> points[r][axis] >= at).toArray();
      double[] middle = to.clone();
      middle[axis] = at;
      split(left, from, middle);
      middle = from.clone();
      middle[axis] = at;
      split(right, middle, to);
    }

    /** The cut of one axis that takes most from the squared error; null if there is none. */
    private @Nullable Cut cut(int[] rows, int axis) {
      int n = rows.length;
      double[] x = new double[n];
      for (int k = 0; k < n; k++) {
        x[k] = points[rows[k]][axis];
      }
      int[] order = Ranks.order(x);
      double total = 0;
      for (int row : rows) {
        total += values[row];
      }
      double before = total * total / n;
      Cut best = null;
      double sum = 0;
      for (int k = 0; k < n - 1; k++) {
        sum += values[rows[order[k]]];
        double here = x[order[k]];
        double next = x[order[k + 1]];
        int count = k + 1;
        if (here < next && count >= LEAST_ROWS && n - count >= LEAST_ROWS) {
          double rest = total - sum;
          double gain = sum * sum / count + rest * rest / (n - count) - before;
          if (gain > 1e-12 * Math.abs(before) && (best == null || gain > best.gain)) {
            best = new Cut(axis, here + (next - here) / 2, gain);
          }
        }
      }
      return best;
    }

    private void leaf(int[] rows, double[] from, double[] to) {
      if (leaves == value.length) {
        low = Arrays.copyOf(low, 2 * leaves);
        high = Arrays.copyOf(high, 2 * leaves);
        value = Arrays.copyOf(value, 2 * leaves);
      }
      double sum = 0;
      for (int row : rows) {
        sum += values[row];
      }
      low[leaves] = from;
      high[leaves] = to;
      value[leaves++] = sum / rows.length;
    }

    private double volume(int leaf, int without) {
      double volume = 1;
      for (int i = 0; i < low[leaf].length; i++) {
        if (i != without) {
          volume *= high[leaf][i] - low[leaf][i];
        }
      }
      return volume;
    }

    private double mean() {
      double mean = 0;
      for (int l = 0; l < leaves; l++) {
        mean += volume(l, -1) * value[l];
      }
      return mean;
    }

    double variance() {
      double mean = mean();
      double variance = 0;
      for (int l = 0; l < leaves; l++) {
        variance += volume(l, -1) * (value[l] - mean) * (value[l] - mean);
      }
      return variance;
    }

    /**
     * The variance of the mean given one coordinate, piece by piece between the cuts of its axis.
     */
    double marginalVariance(int axis) {
      double[] ends = new double[leaves];
      for (int l = 0; l < leaves; l++) {
        ends[l] = low[l][axis];
      }
      double[] pieces = Arrays.stream(ends).sorted().distinct().toArray();
      double[] means = new double[pieces.length];
      for (int l = 0; l < leaves; l++) {
        double weight = volume(l, axis) * value[l];
        int piece = Arrays.binarySearch(pieces, low[l][axis]);
        for (; piece < pieces.length && pieces[piece] < high[l][axis]; piece++) {
          means[piece] += weight;
        }
      }
      double mean = mean();
      double variance = 0;
      for (int p = 0; p < pieces.length; p++) {
        double width = (p + 1 < pieces.length ? pieces[p + 1] : 1) - pieces[p];
        variance += width * (means[p] - mean) * (means[p] - mean);
      }
      return variance;
    }

    private record Cut(int axis, double at, double gain) {}
  }
}
