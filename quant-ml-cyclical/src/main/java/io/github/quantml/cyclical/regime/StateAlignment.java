// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

import java.util.Arrays;

/**
 * Which state of a new fit continues which state of an old one.
 *
 * <p>Distances between states are squared Hellinger distances of normals with the states' means and
 * variances, averaged over columns: 1 − √(2σ₁σ₂/(σ₁²+σ₂²))·exp(−(μ₁−μ₂)²/(4(σ₁²+σ₂²))). The
 * assignment of least total distance is found exactly by the Hungarian method (Kuhn, 1955; shortest
 * augmenting paths of Jonker and Volgenant, 1987).
 *
 * @param order state i of the old fit is state {@code order[i]} of the new one
 * @param confidence 1 − mean distance of the matched pairs, in [0, 1]; near 1 means "the same
 *     states"
 */
public record StateAlignment(int[] order, double confidence) {
  /** Copies the order. */
  public StateAlignment {
    order = order.clone();
  }

  @Override
  public int[] order() {
    return order.clone();
  }

  /**
   * Aligns {@code next} to {@code previous}; {@code next.permuted(alignment.order())} has the old
   * labels.
   */
  public static StateAlignment between(HiddenMarkovModel previous, HiddenMarkovModel next) {
    int k = previous.states();
    if (next.states() != k || next.emissions().dimensions() != previous.emissions().dimensions()) {
      throw new IllegalArgumentException(
          "models to align need "
              + k
              + " states and "
              + previous.emissions().dimensions()
              + " columns, got "
              + next.states()
              + " and "
              + next.emissions().dimensions());
    }
    double[][] cost = new double[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        cost[i][j] = previous.emissions().distance(i, next.emissions(), j);
      }
    }
    int[] order = assign(cost);
    double total = 0;
    for (int i = 0; i < k; i++) {
      total += cost[i][order[i]];
    }
    return new StateAlignment(order, 1 - total / k);
  }

  /** Row i is assigned to column result[i], at least total cost. */
  static int[] assign(double[][] cost) {
    int n = cost.length;
    double[] rowPrice = new double[n + 1];
    double[] columnPrice = new double[n + 1];
    // rowOf[c] is the row matched to column c; column 0 is the row being inserted (all 1-based).
    int[] rowOf = new int[n + 1];
    int[] previous = new int[n + 1];
    for (int row = 1; row <= n; row++) {
      double[] slack = new double[n + 1];
      Arrays.fill(slack, Double.POSITIVE_INFINITY);
      boolean[] used = new boolean[n + 1];
      rowOf[0] = row;
      int column = 0;
      do {
        used[column] = true;
        int next = 0;
        double delta = Double.POSITIVE_INFINITY;
        for (int c = 1; c <= n; c++) {
          if (used[c]) {
            continue;
          }
          double reduced =
              cost[rowOf[column] - 1][c - 1] - rowPrice[rowOf[column]] - columnPrice[c];
          if (reduced < slack[c]) {
            slack[c] = reduced;
            previous[c] = column;
          }
          if (slack[c] < delta) {
            delta = slack[c];
            next = c;
          }
        }
        for (int c = 0; c <= n; c++) {
          if (used[c]) {
            rowPrice[rowOf[c]] += delta;
            columnPrice[c] -= delta;
          } else {
            slack[c] -= delta;
          }
        }
        column = next;
      } while (rowOf[column] != 0);
      while (column != 0) {
        rowOf[column] = rowOf[previous[column]];
        column = previous[column];
      }
    }
    int[] out = new int[n];
    for (int c = 1; c <= n; c++) {
      out[rowOf[c] - 1] = c - 1;
    }
    return out;
  }
}
