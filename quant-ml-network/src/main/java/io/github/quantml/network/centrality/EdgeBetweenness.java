// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.centrality;

import io.github.quantml.network.graph.Edge;
import io.github.quantml.network.graph.Graph;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many paths of fewest edges lead over an edge: Σ over pairs of σ(s,t|e)/σ(s,t) (Girvan and
 * Newman 2002; Brandes 2008, On variants of shortest-path betweenness centrality).
 */
public final class EdgeBetweenness {
  private EdgeBetweenness() {}

  /**
   * Of every edge, in the order of {@link Graph#edges}.
   *
   * @param normalized whether divided by the number of pairs of nodes, as networkx does
   */
  public static Map<Edge, Double> of(Graph graph, boolean normalized) {
    Rows rows = Rows.of(graph);
    int n = rows.n();
    double[] over = new double[rows.targets().length];
    double[] paths = new double[n];
    double[] dependency = new double[n];
    int[] level = new int[n];
    int[] order = new int[n];
    for (int s = 0; s < n; s++) {
      Arrays.fill(level, -1);
      Arrays.fill(paths, 0);
      Arrays.fill(dependency, 0);
      level[s] = 0;
      paths[s] = 1;
      order[0] = s;
      int end = 1;
      for (int head = 0; head < end; head++) {
        int v = order[head];
        for (int e = rows.offsets()[v]; e < rows.offsets()[v + 1]; e++) {
          int u = rows.targets()[e];
          if (level[u] < 0) {
            level[u] = level[v] + 1;
            order[end++] = u;
          }
          paths[u] += level[u] == level[v] + 1 ? paths[v] : 0;
        }
      }
      for (int i = end - 1; i >= 0; i--) {
        int v = order[i];
        for (int e = rows.offsets()[v]; e < rows.offsets()[v + 1]; e++) {
          int u = rows.targets()[e];
          if (level[u] == level[v] + 1) {
            double share = paths[v] / paths[u] * (1 + dependency[u]);
            dependency[v] += share;
            over[e] += share;
          }
        }
      }
    }
    // Every unordered pair of an undirected graph has been a source twice, once per direction of
    // the edge, and the edge's two entries hold one direction each.
    double scale = normalized ? 1 / (n * (n - 1.0) / (graph.isDirected() ? 1 : 2)) : 1;
    Map<Edge, Double> out = new LinkedHashMap<>();
    for (Edge edge : graph.edges()) {
      double sum = over[entry(rows, edge.from(), edge.to())];
      if (!graph.isDirected()) {
        sum = (sum + over[entry(rows, edge.to(), edge.from())]) / 2;
      }
      out.put(edge, scale * sum);
    }
    return out;
  }

  private static int entry(Rows rows, int from, int to) {
    return Arrays.binarySearch(rows.targets(), rows.offsets()[from], rows.offsets()[from + 1], to);
  }
}
