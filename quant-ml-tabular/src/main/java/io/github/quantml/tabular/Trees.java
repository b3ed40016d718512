// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.tabular;

import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;
import java.util.Arrays;

/**
 * Regression trees as arrays: node i goes to {@code left[i]} where {@code x[feature[i]] <=
 * value[i]} and to {@code left[i] + 1} otherwise; it is a leaf of value {@code value[i]} where
 * {@code feature[i]} is −1. Children come after their parent. Immutable.
 */
record Trees(int[] roots, int[] feature, int[] left, double[] value) {

  int size() {
    return roots.length;
  }

  int nodes() {
    return feature.length;
  }

  /** The leaf node of tree {@code t} where a row ends. */
  int leaf(int t, double[] row) {
    int node = roots[t];
    while (feature[node] >= 0) {
      node = row[feature[node]] <= value[node] ? left[node] : left[node] + 1;
    }
    return node;
  }

  /** Sum over trees of the leaf values. */
  double sum(double[] row) {
    double sum = 0;
    for (int t = 0; t < roots.length; t++) {
      sum += value[leaf(t, row)];
    }
    return sum;
  }

  /** The first {@code count} trees. */
  Trees first(int count) {
    if (count >= roots.length) {
      return this;
    }
    int end = roots[count];
    return new Trees(
        Arrays.copyOf(roots, count),
        Arrays.copyOf(feature, end),
        Arrays.copyOf(left, end),
        Arrays.copyOf(value, end));
  }

  ModelBundle toBundle() {
    return ModelBundle.builder("trees", 1)
        .integer("trees", roots.length)
        .integer("nodes", feature.length)
        .integers("roots", longs(roots))
        .integers("feature", longs(feature))
        .integers("left", longs(left))
        .numbers("value", value)
        .build();
  }

  /** Reads and checks that every walk from a root ends in a leaf and reads a known feature. */
  static Trees from(ModelBundle in, int features) {
    in.require("trees", 1);
    int trees = in.count("trees", 0, 100_000);
    int nodes = in.count("nodes", trees, 100_000_000);
    int[] roots = ints(in.integers("roots", trees), 0, nodes - 1, "root");
    int[] feature = ints(in.integers("feature", nodes), -1, features - 1, "feature");
    int[] left = ints(in.integers("left", nodes), 0, Math.max(0, nodes - 1), "child");
    double[] value = in.numbers("value", nodes);
    for (int i = 0; i < nodes; i++) {
      if (feature[i] >= 0 && (left[i] <= i || left[i] + 1 >= nodes)) {
        throw new ModelFormatException("trees: node " + i + " has child " + left[i]);
      }
      if (!Double.isFinite(value[i])) {
        throw new ModelFormatException("trees: node " + i + " has value " + value[i]);
      }
    }
    return new Trees(roots, feature, left, value);
  }

  static int[] ints(long[] values, int min, int max, String what) {
    int[] out = new int[values.length];
    for (int i = 0; i < out.length; i++) {
      if (values[i] < min || values[i] > max) {
        throw new ModelFormatException(
            "trees: " + what + " " + i + " must be in " + min + " ... " + max + ": " + values[i]);
      }
      out[i] = (int) values[i];
    }
    return out;
  }

  static long[] longs(int[] values) {
    return Arrays.stream(values).asLongStream().toArray();
  }

  /** Collects trees. */
  static final class Builder {
    private int[] roots = new int[16];
    private int trees;
    private int[] feature = new int[256];
    private int[] left = new int[256];
    private double[] value = new double[256];
    private int nodes;

    /** Starts a tree; its root is the node returned. */
    int root() {
      if (trees == roots.length) {
        roots = Arrays.copyOf(roots, 2 * trees);
      }
      roots[trees++] = nodes;
      return reserve(1);
    }

    int reserve(int count) {
      int first = nodes;
      nodes += count;
      if (nodes > feature.length) {
        feature = Arrays.copyOf(feature, 2 * nodes);
        left = Arrays.copyOf(left, 2 * nodes);
        value = Arrays.copyOf(value, 2 * nodes);
      }
      return first;
    }

    void leaf(int node, double output) {
      feature[node] = -1;
      value[node] = output;
    }

    void split(int node, int on, double cut, int children) {
      feature[node] = on;
      value[node] = cut;
      left[node] = children;
    }

    Trees build() {
      return new Trees(
          Arrays.copyOf(roots, trees),
          Arrays.copyOf(feature, nodes),
          Arrays.copyOf(left, nodes),
          Arrays.copyOf(value, nodes));
    }
  }
}
