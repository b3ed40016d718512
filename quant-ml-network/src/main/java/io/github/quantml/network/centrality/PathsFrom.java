// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.centrality;

import java.util.Arrays;

/** Lengths of the shortest paths from one node after the other. */
final class PathsFrom {
  private final Rows rows;
  private final boolean weighted;
  private final double[] lengths;
  private final int[] queue;
  private final boolean[] settled;

  PathsFrom(Rows rows, boolean weighted) {
    this.rows = rows;
    this.weighted = weighted;
    this.lengths = new double[rows.n()];
    this.queue = new int[rows.n()];
    this.settled = new boolean[rows.n()];
  }

  /** To every node, infinite where no path leads; overwritten by the next call. */
  double[] lengths(int source) {
    Arrays.fill(lengths, Double.POSITIVE_INFINITY);
    lengths[source] = 0;
    if (weighted) {
      dijkstra();
    } else {
      breadthFirst(source);
    }
    return lengths;
  }

  private void breadthFirst(int source) {
    queue[0] = source;
    int end = 1;
    for (int head = 0; head < end; head++) {
      int v = queue[head];
      for (int e = rows.offsets()[v]; e < rows.offsets()[v + 1]; e++) {
        int u = rows.targets()[e];
        if (lengths[u] == Double.POSITIVE_INFINITY) {
          lengths[u] = lengths[v] + 1;
          queue[end++] = u;
        }
      }
    }
  }

  /** Dijkstra (1959) without a heap: n² steps, which suits the dense graphs of assets. */
  private void dijkstra() {
    Arrays.fill(settled, false);
    while (true) {
      int v = -1;
      for (int u = 0; u < lengths.length; u++) {
        boolean open = !settled[u] && lengths[u] < Double.POSITIVE_INFINITY;
        v = open && (v < 0 || lengths[u] < lengths[v]) ? u : v;
      }
      if (v < 0) {
        return;
      }
      settled[v] = true;
      for (int e = rows.offsets()[v]; e < rows.offsets()[v + 1]; e++) {
        int u = rows.targets()[e];
        lengths[u] = Math.min(lengths[u], lengths[v] + rows.weights()[e]);
      }
    }
  }
}
