// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.centrality;

import io.github.quantml.network.graph.Graph;

/** The arrays of a graph, copied once for a computation. */
record Rows(int n, int[] offsets, int[] targets, double[] weights) {
  static Rows of(Graph graph) {
    return new Rows(graph.nodeCount(), graph.offsets(), graph.targets(), graph.weights());
  }
}
