// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.math.random.CounterRandom;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * Isolation forest: odd rows are cut off early by random splits.
 *
 * <p>Score 2^(−E[depth]/c(ψ)) in (0, 1), c(ψ) the mean depth of a search tree of ψ rows; about 0.5
 * is ordinary, towards 1 odd. A forest is fitted on rows of the past; scoring a later row uses
 * nothing else. Every tree draws from its own stream of the seed, so the forest does not depend on
 * the order of building. Immutable and thread-safe. Source: Liu, Ting and Zhou (2008).
 */
public final class IsolationForest {
  private static final double EULER = 0.5772156649015329;

  private final List<Tree> trees;
  private final int columns;
  private final double normal;

  private IsolationForest(List<Tree> trees, int columns, double normal) {
    this.trees = trees;
    this.columns = columns;
    this.normal = normal;
  }

  /** One hundred trees of at most 256 rows. */
  public static IsolationForest fit(double[][] rows, long seed) {
    return fit(rows, 100, 256, seed);
  }

  /**
   * Fits a forest.
   *
   * @param rows finite values, all rows of the same length, at least 2 rows
   * @param count trees, at least 1
   * @param sample rows drawn for a tree, at least 2
   * @param seed of rows and splits
   */
  public static IsolationForest fit(double[][] rows, int count, int sample, long seed) {
    Values.atLeast("count", count, 1);
    Values.atLeast("sample", sample, 2);
    if (rows.length < 2) {
      throw new InsufficientDataException("isolation forest: rows", 2, rows.length);
    }
    int columns = Values.atLeast("rows: columns", rows[0].length, 1);
    for (double[] row : rows) {
      requireRow(row, columns);
    }
    int size = Math.min(sample, rows.length);
    int deepest = (int) FastMath.ceil(FastMath.log(size) / FastMath.log(2));
    CounterRandom root = CounterRandom.of(seed);
    List<Tree> trees = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      CounterRandom random = root.split(i);
      int[] drawn = random.permutation(rows.length);
      trees.add(new Tree(rows, drawn, size, deepest, random));
    }
    return new IsolationForest(List.copyOf(trees), columns, meanDepth(size));
  }

  private static void requireRow(double[] row, int columns) {
    if (row.length != columns) {
      throw new IllegalArgumentException(
          "rows: must all have " + columns + " values, got " + row.length);
    }
    Values.require("isolation forest", row, columns);
  }

  /** Score of a row, larger is odder. */
  public double score(double... row) {
    requireRow(row, columns);
    double depth = 0;
    for (Tree tree : trees) {
      depth += tree.depth(row);
    }
    return FastMath.pow(2, -depth / trees.size() / normal);
  }

  /** Mean depth of an unsuccessful search in a random binary tree of n rows. */
  private static double meanDepth(int n) {
    return n <= 1 ? 0 : n == 2 ? 1 : 2 * (FastMath.log(n - 1) + EULER) - 2.0 * (n - 1) / n;
  }

  /** A tree in arrays: node i splits on column[i] at value[i], or is a leaf of depth value[i]. */
  private static final class Tree {
    private final int[] column;
    private final double[] value;
    private final int[] right;
    private int used;

    Tree(double[][] rows, int[] drawn, int size, int deepest, CounterRandom random) {
      column = new int[2 * size];
      value = new double[2 * size];
      right = new int[2 * size];
      grow(rows, drawn, 0, size, deepest, 0, random);
    }

    private void grow(
        double[][] rows, int[] drawn, int from, int to, int left, int depth, CounterRandom random) {
      int node = used++;
      int split = left == 0 || to - from < 2 ? -1 : pickColumn(rows, drawn, from, to, random);
      if (split < 0) {
        column[node] = -1;
        value[node] = depth + meanDepth(to - from);
        return;
      }
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int i = from; i < to; i++) {
        low = Math.min(low, rows[drawn[i]][split]);
        high = Math.max(high, rows[drawn[i]][split]);
      }
      double cut = low + random.nextOpenDouble() * (high - low);
      int middle = from;
      for (int i = from; i < to; i++) {
        if (rows[drawn[i]][split] < cut) {
          int swap = drawn[i];
          drawn[i] = drawn[middle];
          drawn[middle++] = swap;
        }
      }
      column[node] = split;
      value[node] = cut;
      grow(rows, drawn, from, middle, left - 1, depth + 1, random);
      right[node] = used;
      grow(rows, drawn, middle, to, left - 1, depth + 1, random);
    }

    /** A random column among those that are not constant here, or −1. */
    private static int pickColumn(
        double[][] rows, int[] drawn, int from, int to, CounterRandom random) {
      int columns = rows[0].length;
      int first = random.nextInt(columns);
      for (int k = 0; k < columns; k++) {
        int c = (first + k) % columns;
        for (int i = from + 1; i < to; i++) {
          if (rows[drawn[i]][c] != rows[drawn[from]][c]) {
            return c;
          }
        }
      }
      return -1;
    }

    double depth(double[] row) {
      int node = 0;
      while (column[node] >= 0) {
        node = row[column[node]] < value[node] ? node + 1 : right[node];
      }
      return value[node];
    }
  }
}
