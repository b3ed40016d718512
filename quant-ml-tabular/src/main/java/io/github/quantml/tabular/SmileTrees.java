// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.tabular;

import io.github.quantml.math.random.CounterRandom;
import java.io.Serial;
import java.util.Arrays;
import smile.base.cart.CART;
import smile.base.cart.InternalNode;
import smile.base.cart.Loss;
import smile.base.cart.Node;
import smile.base.cart.RegressionNode;
import smile.data.AbstractTuple;
import smile.data.DataFrame;
import smile.data.type.DataTypes;
import smile.data.type.StructField;
import smile.data.type.StructType;
import smile.math.MathEx;
import smile.regression.RegressionTree;

/** Grows Smile's regression trees on columns and hands them over as arrays. Not thread-safe. */
final class SmileTrees {
  private static final StructField TARGET = new StructField("y", DataTypes.DoubleType);

  private final DataFrame frame;
  private final StructType schema;
  private final int[][] order;
  private final int features;
  private final int rows;
  private final double[] importances;

  /**
   * @param columns features × rows, finite
   */
  SmileTrees(double[][] columns) {
    this.features = columns.length;
    this.rows = columns[0].length;
    double[][] data = new double[rows][features];
    String[] names = new String[features];
    for (int k = 0; k < features; k++) {
      names[k] = "x" + k;
      for (int i = 0; i < rows; i++) {
        data[i][k] = columns[k][i];
      }
    }
    this.frame = DataFrame.of(data, names);
    this.schema = frame.schema();
    this.order = CART.order(frame);
    this.importances = new double[features];
  }

  /**
   * Adds one tree of least squares.
   *
   * @param target one value for each row
   * @param counts how often each row takes part, at least one more than 0
   * @param tried features drawn at each node
   */
  void grow(
      Trees.Builder out,
      double[] target,
      int[] counts,
      int depth,
      int leafSize,
      int tried,
      long seed) {
    // Smile draws from a generator of the thread; seeded here, each tree depends on its seed alone.
    MathEx.setSeed(seed);
    RegressionTree tree =
        new RegressionTree(
            frame,
            Loss.ls(target),
            TARGET,
            depth,
            Math.max(2, rows),
            leafSize,
            Math.min(tried, features),
            counts.clone(),
            order);
    double[] gained = tree.importance();
    for (int k = 0; k < features; k++) {
      importances[k] += gained[k];
    }
    copy(out, tree.root(), out.root());
  }

  /** Squared deviations removed by cuts on each feature, over all trees so far. */
  double[] importances() {
    return importances.clone();
  }

  private void copy(Trees.Builder out, Node node, int at) {
    if (node instanceof InternalNode inner) {
      int children = out.reserve(2);
      out.split(at, inner.feature(), cut(inner), children);
      copy(out, inner.trueChild(), children);
      copy(out, inner.falseChild(), children + 1);
    } else if (node instanceof RegressionNode leaf) {
      out.leaf(at, leaf.output());
    } else {
      throw new IllegalStateException("a tree of ordinal features has a node " + node.getClass());
    }
  }

  /**
   * The largest number that goes to the true child. Smile does not tell the cut of a node except as
   * rounded text, so it is asked for by bisection over the ordered bit patterns of doubles: exact,
   * and at most 64 questions.
   */
  private double cut(InternalNode node) {
    Probe probe = new Probe(schema);
    long low = key(-Double.MAX_VALUE);
    long high = key(Double.MAX_VALUE);
    while (low < high) {
      // Rounded up, without overflow.
      long middle = low + ((high - low) >>> 1) + ((high - low) & 1);
      probe.value = number(middle);
      if (node.branch(probe)) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return number(low);
  }

  /** Doubles in their order as longs. */
  private static long key(double x) {
    long bits = Double.doubleToLongBits(x);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  private static double number(long key) {
    return Double.longBitsToDouble(key ^ ((key >> 63) & Long.MAX_VALUE));
  }

  /** A row whose features all have one value. */
  private static final class Probe extends AbstractTuple {
    @Serial private static final long serialVersionUID = 1L;

    private final StructType schema;
    private double value;

    Probe(StructType schema) {
      this.schema = schema;
    }

    @Override
    public StructType schema() {
      return schema;
    }

    @Override
    public Object get(int i) {
      return value;
    }

    @Override
    public double getDouble(int i) {
      return value;
    }
  }

  /** How often each row is drawn in {@code draws} draws with chances proportional to weights. */
  static int[] draw(double[] weights, int draws, CounterRandom random) {
    double[] cumulative = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      cumulative[i] = sum;
    }
    int[] counts = new int[weights.length];
    for (int d = 0; d < draws; d++) {
      int at = Arrays.binarySearch(cumulative, random.nextDouble() * sum);
      counts[Math.min(weights.length - 1, at < 0 ? -at - 1 : at)]++;
    }
    return counts;
  }
}
