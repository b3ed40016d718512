// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.centrality;

import io.github.quantml.network.graph.Graph;

/**
 * How far apart the nodes of a graph are.
 *
 * @param diameter the longest of all shortest paths, 0 without any
 * @param mean their mean, NaN-free: 0 without any
 * @param pairs ordered pairs of nodes that a path connects
 */
public record PathLengths(double diameter, double mean, long pairs) {
  /** In edges. */
  public static PathLengths of(Graph graph) {
    return of(graph, false);
  }

  /**
   * In edges or lengths.
   *
   * @param distances whether weights are lengths of edges, which must then be above 0
   */
  public static PathLengths of(Graph graph, boolean distances) {
    if (distances) {
      Distances.requirePositive(graph);
    }
    PathsFrom paths = new PathsFrom(Rows.of(graph), distances);
    double longest = 0;
    double sum = 0;
    long pairs = 0;
    for (int v = 0; v < graph.nodeCount(); v++) {
      double[] lengths = paths.lengths(v);
      for (int u = 0; u < lengths.length; u++) {
        if (u != v && lengths[u] < Double.POSITIVE_INFINITY) {
          longest = Math.max(longest, lengths[u]);
          sum += lengths[u];
          pairs++;
        }
      }
    }
    return new PathLengths(longest, pairs > 0 ? sum / pairs : 0, pairs);
  }
}
