// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.centrality;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.network.graph.Edge;
import io.github.quantml.network.graph.Graph;
import java.util.Arrays;

/** Cores, triangles and mixing of an undirected graph; weights do not matter. */
public final class LocalStructure {
  private LocalStructure() {}

  private static void requireUndirected(Graph graph) {
    if (graph.isDirected()) {
      throw new IllegalArgumentException("graph: must be undirected");
    }
  }

  /**
   * The largest k for which a node is in the k-core, the part where everyone has k neighbours in it
   * (Seidman 1983; the algorithm of Batagelj and Zaveršnik 2003).
   */
  public static int[] coreNumbers(Graph graph) {
    requireUndirected(graph);
    Rows rows = Rows.of(graph);
    int n = rows.n();
    int[] degree = new int[n];
    int most = 0;
    for (int v = 0; v < n; v++) {
      degree[v] = graph.degree(v);
      most = Math.max(most, degree[v]);
    }
    int[] start = new int[most + 2];
    for (int d : degree) {
      start[d + 1]++;
    }
    for (int d = 0; d <= most; d++) {
      start[d + 1] += start[d];
    }
    int[] order = new int[n];
    int[] position = new int[n];
    int[] at = start.clone();
    for (int v = 0; v < n; v++) {
      position[v] = at[degree[v]]++;
      order[position[v]] = v;
    }
    for (int i = 0; i < n; i++) {
      int v = order[i];
      for (int e = rows.offsets()[v]; e < rows.offsets()[v + 1]; e++) {
        int u = rows.targets()[e];
        if (degree[u] > degree[v]) {
          // Swap u with the first of its degree, then it is the last of the degree below.
          int first = start[degree[u]];
          int w = order[first];
          order[first] = u;
          order[position[u]] = w;
          position[w] = position[u];
          position[u] = first;
          start[degree[u]]++;
          degree[u]--;
        }
      }
    }
    return degree;
  }

  /** Triangles through every node. */
  public static int[] triangles(Graph graph) {
    requireUndirected(graph);
    Rows rows = Rows.of(graph);
    int[] out = new int[rows.n()];
    int[] mark = new int[rows.n()];
    Arrays.fill(mark, -1);
    for (int v = 0; v < rows.n(); v++) {
      for (int e = rows.offsets()[v]; e < rows.offsets()[v + 1]; e++) {
        mark[rows.targets()[e]] = v;
      }
      int twice = 0;
      for (int e = rows.offsets()[v]; e < rows.offsets()[v + 1]; e++) {
        int u = rows.targets()[e];
        for (int f = rows.offsets()[u]; f < rows.offsets()[u + 1]; f++) {
          twice += mark[rows.targets()[f]] == v ? 1 : 0;
        }
      }
      out[v] = twice / 2;
    }
    return out;
  }

  /** Share of a node's pairs of neighbours that are linked (Watts and Strogatz 1998), else 0. */
  public static double[] clustering(Graph graph) {
    int[] triangles = triangles(graph);
    double[] out = new double[triangles.length];
    for (int v = 0; v < out.length; v++) {
      double pairs = graph.degree(v) * (graph.degree(v) - 1.0) / 2;
      out[v] = pairs > 0 ? triangles[v] / pairs : 0;
    }
    return out;
  }

  /** Share of all paths of two edges that close: three triangles over open and closed triples. */
  public static double transitivity(Graph graph) {
    double closed = Arrays.stream(triangles(graph)).asDoubleStream().sum();
    double triples = 0;
    for (int v = 0; v < graph.nodeCount(); v++) {
      triples += graph.degree(v) * (graph.degree(v) - 1.0) / 2;
    }
    return triples > 0 ? closed / triples : 0;
  }

  /**
   * The correlation of degrees over the ends of edges (Newman 2002).
   *
   * @throws InvalidDataException if all ends have one degree, which leaves it undefined
   */
  public static double degreeAssortativity(Graph graph) {
    requireUndirected(graph);
    double product = 0;
    double sum = 0;
    double squares = 0;
    int m = graph.edgeCount();
    for (Edge edge : graph.edges()) {
      double a = graph.degree(edge.from());
      double b = graph.degree(edge.to());
      product += a * b / m;
      sum += (a + b) / 2 / m;
      squares += (a * a + b * b) / 2 / m;
    }
    double variance = squares - sum * sum;
    if (!(variance > 1e-12 * squares)) {
      throw new InvalidDataException("degree assortativity: the ends of edges all have one degree");
    }
    return (product - sum * sum) / variance;
  }
}
