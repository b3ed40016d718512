// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.centrality;

import io.github.quantml.api.ConvergenceException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.network.graph.Graph;
import java.util.Arrays;

/**
 * Centralities in which a node counts by who links to it: eigenvector, Katz, PageRank. Weights are
 * strengths of links and must not be negative.
 */
public final class SpectralCentrality {
  private static final double TOLERANCE = 1e-14;
  private static final int ITERATIONS = 100_000;
  private static final double DIVERGED = 1e300;

  private SpectralCentrality() {}

  /**
   * The eigenvector of the largest eigenvalue of the transposed weights, of length 1 (Bonacich
   * 1972), by iterating A + I, which has the same vectors and no oscillation.
   *
   * @throws ConvergenceException if it does not settle, as for a graph whose largest eigenvalue is
   *     not alone
   */
  public static double[] eigenvector(Graph graph) {
    Rows in = incoming(graph);
    double[] x = new double[in.n()];
    Arrays.fill(x, 1 / Math.sqrt(Math.max(1, in.n())));
    double change = 0;
    for (int i = 0; i < ITERATIONS; i++) {
      double[] y = times(in, x);
      double squares = 0;
      for (int v = 0; v < y.length; v++) {
        y[v] += x[v];
        squares += y[v] * y[v];
      }
      double length = Math.sqrt(squares);
      change = 0;
      for (int v = 0; v < y.length; v++) {
        y[v] /= length;
        change = Math.max(change, Math.abs(y[v] - x[v]));
      }
      x = y;
      if (change <= TOLERANCE) {
        return x;
      }
    }
    throw new ConvergenceException("eigenvector centrality", ITERATIONS, change);
  }

  /**
   * x = α Aᵀx + β (Katz 1953), scaled to length 1, as networkx does.
   *
   * @param alpha attenuation, above 0 and below the inverse of the largest eigenvalue
   * @throws ConvergenceException if α is too large
   */
  public static double[] katz(Graph graph, double alpha) {
    if (!(alpha > 0 && alpha < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("alpha: must be above 0, got " + alpha);
    }
    Rows in = incoming(graph);
    double[] x = new double[in.n()];
    double change = 0;
    for (int i = 0; i < ITERATIONS && change < DIVERGED; i++) {
      double[] y = times(in, x);
      change = 0;
      double most = 1;
      for (int v = 0; v < y.length; v++) {
        y[v] = alpha * y[v] + 1;
        change = Math.max(change, Math.abs(y[v] - x[v]));
        most = Math.max(most, y[v]);
      }
      x = y;
      if (change <= TOLERANCE * most) {
        double squares = 0;
        for (double value : x) {
          squares += value * value;
        }
        double length = Math.sqrt(squares);
        for (int v = 0; v < x.length; v++) {
          x[v] /= length;
        }
        return x;
      }
    }
    throw new ConvergenceException(
        "Katz centrality, alpha " + alpha + ": must be below 1 over the largest eigenvalue",
        ITERATIONS,
        change);
  }

  /** PageRank with damping 0.85. */
  public static double[] pageRank(Graph graph) {
    return pageRank(graph, 0.85);
  }

  /**
   * The long-run share of visits of a walk that follows a link in proportion to its weight with
   * probability d, and else goes anywhere (Brin and Page 1998); from a node without links it goes
   * anywhere. Sums to 1.
   *
   * @param damping d in [0, 1)
   */
  public static double[] pageRank(Graph graph, double damping) {
    if (!(damping >= 0 && damping < 1)) {
      throw new IllegalArgumentException("damping: must be in [0, 1), got " + damping);
    }
    Rows in = incoming(graph);
    int n = in.n();
    double[] strength = new double[n];
    for (int v = 0; v < n; v++) {
      strength[v] = graph.strength(v);
    }
    double[] x = new double[n];
    Arrays.fill(x, 1.0 / Math.max(1, n));
    double change = 0;
    for (int i = 0; i < ITERATIONS; i++) {
      double lost = 0;
      double[] passed = new double[n];
      for (int v = 0; v < n; v++) {
        if (strength[v] > 0) {
          passed[v] = x[v] / strength[v];
        } else {
          lost += x[v];
        }
      }
      double[] y = times(in, passed);
      change = 0;
      for (int v = 0; v < n; v++) {
        y[v] = damping * (y[v] + lost / n) + (1 - damping) / n;
        change += Math.abs(y[v] - x[v]);
      }
      x = y;
      if (change <= TOLERANCE) {
        return x;
      }
    }
    throw new ConvergenceException("PageRank", ITERATIONS, change);
  }

  private static Rows incoming(Graph graph) {
    if (graph.isSigned()) {
      throw new InvalidDataException("spectral centrality: weights must not be negative");
    }
    return Rows.of(graph.transposed());
  }

  private static double[] times(Rows rows, double[] x) {
    double[] out = new double[x.length];
    for (int v = 0; v < x.length; v++) {
      double sum = 0;
      for (int e = rows.offsets()[v]; e < rows.offsets()[v + 1]; e++) {
        sum += rows.weights()[e] * x[rows.targets()[e]];
      }
      out[v] = sum;
    }
    return out;
  }
}
