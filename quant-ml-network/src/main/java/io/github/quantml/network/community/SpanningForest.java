// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.community;

import io.github.quantml.network.graph.Graph;
import io.github.quantml.network.graph.Partition;
import java.util.Arrays;

/**
 * A spanning tree of every connected part of every community.
 *
 * @param parents of every node, −1 for a root
 * @param parts the connected part of every node
 * @param disconnected communities of more than one part
 */
record SpanningForest(int[] parents, int[] parts, int disconnected) {
  static SpanningForest of(Graph graph, Partition partition) {
    Graph back = graph.transposed();
    int n = graph.nodeCount();
    int[][] offsets = {graph.offsets(), back.offsets()};
    int[][] targets = {graph.targets(), back.targets()};
    int sides = graph.isDirected() ? 2 : 1;
    int[] parents = new int[n];
    int[] parts = new int[n];
    int[] queue = new int[n];
    Arrays.fill(parts, -1);
    int[] partsOf = new int[partition.size()];
    int roots = 0;
    for (int start = 0; start < n; start++) {
      if (parts[start] >= 0) {
        continue;
      }
      parents[start] = -1;
      parts[start] = roots;
      partsOf[partition.community(start)]++;
      queue[0] = start;
      int end = 1;
      for (int head = 0; head < end; head++) {
        int v = queue[head];
        for (int side = 0; side < sides; side++) {
          for (int e = offsets[side][v]; e < offsets[side][v + 1]; e++) {
            int u = targets[side][e];
            if (parts[u] < 0 && partition.community(u) == partition.community(v)) {
              parts[u] = roots;
              parents[u] = v;
              queue[end++] = u;
            }
          }
        }
      }
      roots++;
    }
    int disconnected = (int) Arrays.stream(partsOf).filter(count -> count > 1).count();
    return new SpanningForest(parents, parts, disconnected);
  }
}
