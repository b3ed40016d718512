// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.centrality;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.network.graph.Graph;
import java.util.Arrays;

/** Shortest paths from one node. */
final class Distances {
  /** Sums of the same lengths in another order differ by rounding only. */
  private static final double SAME = 1e-12;

  private Distances() {}

  static void requirePositive(Graph graph) {
    graph.edges().stream()
        .filter(e -> e.weight() <= 0)
        .findFirst()
        .ifPresent(
            e -> {
              throw new InvalidDataException(
                  "distances: the weight of edge ("
                      + graph.names().get(e.from())
                      + ", "
                      + graph.names().get(e.to())
                      + ") must be above 0, got "
                      + e.weight());
            });
  }

  /** Compares two lengths up to rounding. */
  static int compare(double a, double b) {
    if (a == b || Math.abs(a - b) <= SAME * Math.max(Math.abs(a), Math.abs(b))) {
      return 0;
    }
    return a < b ? -1 : 1;
  }

  /** Lengths of the paths of fewest edges from a node, infinite where there is none. */
  static void edges(Rows rows, int source, double[] out, int[] queue) {
    Arrays.fill(out, Double.POSITIVE_INFINITY);
    out[source] = 0;
    queue[0] = source;
    int end = 1;
    for (int head = 0; head < end; head++) {
      int v = queue[head];
      for (int e = rows.offsets()[v]; e < rows.offsets()[v + 1]; e++) {
        int u = rows.targets()[e];
        if (out[u] == Double.POSITIVE_INFINITY) {
          out[u] = out[v] + 1;
          queue[end++] = u;
        }
      }
    }
  }

  /** Lengths of the shortest paths by weight (Dijkstra 1959, without a heap: n² steps). */
  static void weighted(Rows rows, int source, double[] out, boolean[] settled) {
    Arrays.fill(out, Double.POSITIVE_INFINITY);
    Arrays.fill(settled, false);
    out[source] = 0;
    while (true) {
      int v = -1;
      for (int u = 0; u < out.length; u++) {
        if (!settled[u] && out[u] < Double.POSITIVE_INFINITY && (v < 0 || out[u] < out[v])) {
          v = u;
        }
      }
      if (v < 0) {
        return;
      }
      settled[v] = true;
      for (int e = rows.offsets()[v]; e < rows.offsets()[v + 1]; e++) {
        out[rows.targets()[e]] = Math.min(out[rows.targets()[e]], out[v] + rows.weights()[e]);
      }
    }
  }
}
