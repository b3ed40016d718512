// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.centrality;

import io.github.quantml.network.graph.Graph;
import java.util.concurrent.Executor;

/**
 * How near a node is to the others: by the distances d(u, v) from all u that reach it.
 *
 * <p>Conventions differ, so each has a name. With r the number of nodes that reach v, itself
 * included, and S the sum of their distances:
 *
 * <ul>
 *   <li>{@link #closeness}: (r − 1)/S · (r − 1)/(n − 1), Wasserman and Faust (1994), what networkx
 *       returns; a node that nobody reaches has 0;
 *   <li>{@link #withinReach}: (r − 1)/S, what igraph returns;
 *   <li>{@link #harmonic}: Σ 1/d, Boldi and Vigna (2014), unnormalised.
 * </ul>
 */
public final class Closeness {
  private final double[] closeness;
  private final double[] withinReach;
  private final double[] harmonic;

  private Closeness(double[] closeness, double[] withinReach, double[] harmonic) {
    this.closeness = closeness;
    this.withinReach = withinReach;
    this.harmonic = harmonic;
  }

  /** With distances in edges, on the calling thread. */
  public static Closeness of(Graph graph) {
    return of(graph, false, Runnable::run);
  }

  /**
   * Exact closeness.
   *
   * @param distances whether weights are lengths of edges, which must then be above 0
   * @param executor of ranges of nodes; the result is the same for any
   */
  public static Closeness of(Graph graph, boolean distances, Executor executor) {
    if (distances) {
      Distances.requirePositive(graph);
    }
    // Distances toward a node are those from it in the transposed graph.
    Rows rows = Rows.of(graph.transposed());
    int n = graph.nodeCount();
    double[][] out = new double[3][n];
    Blocks.run(
        n,
        executor,
        (from, to) -> {
          PathsFrom paths = new PathsFrom(rows, distances);
          for (int v = from; v < to; v++) {
            set(paths.lengths(v), v, out);
          }
          return out;
        });
    return new Closeness(out[0], out[1], out[2]);
  }

  private static void set(double[] d, int v, double[][] out) {
    double sum = 0;
    double inverse = 0;
    int reached = 0;
    for (int u = 0; u < d.length; u++) {
      if (u != v && d[u] < Double.POSITIVE_INFINITY) {
        reached++;
        sum += d[u];
        inverse += 1 / d[u];
      }
    }
    out[1][v] = reached > 0 ? reached / sum : 0;
    out[0][v] = reached > 0 ? out[1][v] * reached / (d.length - 1.0) : 0;
    out[2][v] = inverse;
  }

  /** (r − 1)/S · (r − 1)/(n − 1). */
  public double[] closeness() {
    return closeness.clone();
  }

  /** (r − 1)/S. */
  public double[] withinReach() {
    return withinReach.clone();
  }

  /** Σ 1/d. */
  public double[] harmonic() {
    return harmonic.clone();
  }
}
