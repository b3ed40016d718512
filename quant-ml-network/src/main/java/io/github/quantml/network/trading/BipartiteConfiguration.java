// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.trading;

import io.github.quantml.api.ConvergenceException;
import java.util.Arrays;

/**
 * Links independent of each other, with probabilities pᵢₐ = xᵢyₐ/(1 + xᵢyₐ) that give every trader
 * and every item its degree on average: the bipartite configuration model of maximal entropy
 * (Saracco et al. 2017; the stochastic degree sequence model of Neal 2014).
 *
 * <p>The number of shared items of a pair is a sum of independent Bernoulli variables; its
 * probabilities are summed exactly. Expects too much of items that hardly anyone has, where {@link
 * FixedDegree} is the better null.
 */
public final class BipartiteConfiguration implements NullModel {
  private static final double TOLERANCE = 1e-13;
  private static final int ITERATIONS = 1_000_000;

  /** The model has no settings. */
  public BipartiteConfiguration() {}

  /**
   * The probability of every link, one row per trader.
   *
   * @throws ConvergenceException if the degrees are not met
   */
  public static double[][] probabilities(Incidence incidence) {
    int n = incidence.traders().size();
    int m = incidence.items().size();
    double[][] p = new double[n][m];
    int[] rows = new int[n];
    for (int i = 0; i < n; i++) {
      rows[i] = incidence.degree(i);
    }
    int[] columns = incidence.popularity();
    boolean[] rowDone = new boolean[n];
    boolean[] columnDone = new boolean[m];
    settle(p, rows, columns, rowDone, columnDone);
    solve(p, rows, columns, rowDone, columnDone);
    return p;
  }

  /** Rows and columns that are empty or full have probabilities 0 and 1 and drop out. */
  private static void settle(
      double[][] p, int[] rows, int[] columns, boolean[] rowDone, boolean[] columnDone) {
    boolean changed = true;
    while (changed) {
      changed = false;
      int openColumns = count(columnDone);
      for (int i = 0; i < rows.length; i++) {
        if (!rowDone[i] && (rows[i] == 0 || rows[i] == openColumns)) {
          boolean full = rows[i] > 0;
          for (int a = 0; a < columns.length && full; a++) {
            if (!columnDone[a]) {
              p[i][a] = 1;
              columns[a]--;
            }
          }
          rowDone[i] = true;
          changed = true;
        }
      }
      int openRows = count(rowDone);
      for (int a = 0; a < columns.length; a++) {
        if (!columnDone[a] && (columns[a] == 0 || columns[a] == openRows)) {
          boolean full = columns[a] > 0;
          for (int i = 0; i < rows.length && full; i++) {
            if (!rowDone[i]) {
              p[i][a] = 1;
              rows[i]--;
            }
          }
          columnDone[a] = true;
          changed = true;
        }
      }
    }
  }

  private static int count(boolean[] done) {
    int open = 0;
    for (boolean d : done) {
      open += d ? 0 : 1;
    }
    return open;
  }

  /** Fixed-point iteration in x and y by turns. */
  private static void solve(
      double[][] p, int[] rows, int[] columns, boolean[] rowDone, boolean[] columnDone) {
    double links = 0;
    for (int i = 0; i < rows.length; i++) {
      links += rowDone[i] ? 0 : rows[i];
    }
    if (links == 0) {
      return;
    }
    double[] x = new double[rows.length];
    double[] y = new double[columns.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = rowDone[i] ? 0 : rows[i] / Math.sqrt(links);
    }
    for (int a = 0; a < y.length; a++) {
      y[a] = columnDone[a] ? 0 : columns[a] / Math.sqrt(links);
    }
    double change = Double.POSITIVE_INFINITY;
    for (int iteration = 0; iteration < ITERATIONS && change > TOLERANCE; iteration++) {
      change = Math.max(pass(x, y, rows), pass(y, x, columns));
    }
    if (change > TOLERANCE) {
      throw new ConvergenceException("bipartite configuration model", ITERATIONS, change);
    }
    for (int i = 0; i < x.length; i++) {
      for (int a = 0; a < y.length; a++) {
        if (!rowDone[i] && !columnDone[a]) {
          p[i][a] = x[i] * y[a] / (1 + x[i] * y[a]);
        }
      }
    }
  }

  private static double pass(double[] x, double[] y, int[] degrees) {
    double change = 0;
    for (int i = 0; i < x.length; i++) {
      if (x[i] == 0) {
        continue;
      }
      double sum = 0;
      for (double other : y) {
        sum += other / (1 + x[i] * other);
      }
      double next = degrees[i] / sum;
      change = Math.max(change, Math.abs(next - x[i]) / next);
      x[i] = next;
    }
    return change;
  }

  @Override
  public PairTests test(Incidence incidence) {
    double[][] p = probabilities(incidence);
    int n = p.length;
    double[] expected = new double[n * (n - 1) / 2];
    double[] pValues = new double[expected.length];
    double[] state = new double[incidence.items().size() + 1];
    int at = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        for (int a = 0; a < p[i].length; a++) {
          expected[at] += p[i][a] * p[j][a];
        }
        pValues[at] = atLeast(p[i], p[j], incidence.shared(i, j), state);
        at++;
      }
    }
    return PairTests.of("bipartite configuration null", incidence, expected, pValues, 0);
  }

  /**
   * P(Σ ≥ k) of independent Bernoulli variables with probabilities aᵢbᵢ. The last state takes
   * everything from k on, so that a small tail is a sum of small terms and not 1 less a large one.
   */
  static double atLeast(double[] a, double[] b, int k, double[] state) {
    if (k == 0) {
      return 1;
    }
    Arrays.fill(state, 0, k + 1, 0);
    state[0] = 1;
    int reached = 0;
    for (int item = 0; item < a.length; item++) {
      double hit = a[item] * b[item];
      if (hit == 0) {
        continue;
      }
      double miss = 1 - hit;
      if (reached >= k - 1) {
        state[k] += hit * state[k - 1];
      }
      for (int s = Math.min(reached + 1, k - 1); s > 0; s--) {
        state[s] = miss * state[s] + hit * state[s - 1];
      }
      state[0] *= miss;
      reached = Math.min(reached + 1, k);
    }
    return Math.min(1, state[k]);
  }
}
