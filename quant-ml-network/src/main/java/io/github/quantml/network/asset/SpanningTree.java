// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.asset;

import io.github.quantml.network.graph.Graph;
import io.github.quantml.network.graph.GraphBuilder;
import java.util.Arrays;

/**
 * The tree of least total distance √(2(1 − ρ)) that links all assets (Mantegna 1999).
 *
 * <p>By Prim's algorithm on the matrix, n² steps: the graph is complete, which a library for sparse
 * graphs would first have to store edge by edge. Of equal distances the pair of lower numbers wins.
 *
 * @param graph the tree; weights are distances
 * @param length their sum
 */
public record SpanningTree(Graph graph, double length) {
  /** Distances of 0 would be no weights: equal series are this far apart. */
  private static final double LEAST = 1e-12;

  /** The tree of correlations. */
  public static SpanningTree of(Correlations correlations) {
    int n = correlations.size();
    GraphBuilder out = Graph.undirected(correlations.names());
    double[] nearest = new double[n];
    int[] from = new int[n];
    boolean[] inside = new boolean[n];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    nearest[0] = 0;
    double length = 0;
    for (int step = 0; step < n; step++) {
      int v = -1;
      for (int u = 0; u < n; u++) {
        if (!inside[u] && (v < 0 || nearest[u] < nearest[v])) {
          v = u;
        }
      }
      inside[v] = true;
      if (step > 0) {
        length += nearest[v];
        out.edge(from[v], v, Math.max(nearest[v], LEAST));
      }
      for (int u = 0; u < n; u++) {
        double distance = correlations.distance(v, u);
        if (!inside[u] && distance < nearest[u]) {
          nearest[u] = distance;
          from[u] = v;
        }
      }
    }
    return new SpanningTree(out.build(), length);
  }

  /** Mean length of an edge: falls when assets move together, as in a crisis. */
  public double normalizedLength() {
    return graph.edgeCount() > 0 ? length / graph.edgeCount() : 0;
  }

  /**
   * Share of the edges of another tree over the same assets that are also in this one: the survival
   * ratio of Onnela et al. (2003).
   */
  public double survivalOf(SpanningTree other) {
    long kept = other.graph.edges().stream().filter(e -> graph.hasEdge(e.from(), e.to())).count();
    return other.graph.edgeCount() > 0 ? kept / (double) other.graph.edgeCount() : 1;
  }
}
