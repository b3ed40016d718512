// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A weighted graph of nodes 0 … n − 1 in compressed sparse rows: the neighbours of a node lie side
 * by side, in ascending order.
 *
 * <p>No loops and no parallel edges. An undirected edge stands in the rows of both ends. Weights
 * are finite and not 0; they may be negative where an algorithm says so. Immutable and thread-safe.
 */
public final class Graph {
  private final boolean directed;
  private final List<String> names;
  private final int[] offsets;
  private final int[] targets;
  private final double[] weights;

  Graph(boolean directed, List<String> names, int[] offsets, int[] targets, double[] weights) {
    this.directed = directed;
    this.names = names;
    this.offsets = offsets;
    this.targets = targets;
    this.weights = weights;
  }

  /** Starts an undirected graph of nodes named 0 … n − 1. */
  public static GraphBuilder undirected(int nodes) {
    return new GraphBuilder(false, numbered(nodes));
  }

  /** Starts an undirected graph of named nodes. */
  public static GraphBuilder undirected(List<String> names) {
    return new GraphBuilder(false, names);
  }

  /** Starts a directed graph of nodes named 0 … n − 1. */
  public static GraphBuilder directed(int nodes) {
    return new GraphBuilder(true, numbered(nodes));
  }

  /** Starts a directed graph of named nodes. */
  public static GraphBuilder directed(List<String> names) {
    return new GraphBuilder(true, names);
  }

  private static List<String> numbered(int nodes) {
    if (nodes < 0) {
      throw new IllegalArgumentException("nodes: must be >= 0, got " + nodes);
    }
    return IntStream.range(0, nodes).mapToObj(Integer::toString).toList();
  }

  /** Whether edges have a direction. */
  public boolean isDirected() {
    return directed;
  }

  /** Number of nodes n. */
  public int nodeCount() {
    return offsets.length - 1;
  }

  /** Number of edges; an undirected edge counts once. */
  public int edgeCount() {
    return directed ? targets.length : targets.length / 2;
  }

  /** Names of the nodes. */
  public List<String> names() {
    return names;
  }

  /** Number of neighbours; of a directed graph, those that edges lead to. */
  public int degree(int node) {
    return offsets[node + 1] - offsets[node];
  }

  /** Sum of the weights in the row of a node. */
  public double strength(int node) {
    double sum = 0;
    for (int e = offsets[node]; e < offsets[node + 1]; e++) {
      sum += weights[e];
    }
    return sum;
  }

  /** Sum of all weights; an undirected edge counts once. */
  public double totalWeight() {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    return directed ? sum : sum / 2;
  }

  /** Whether any weight is negative. */
  public boolean isSigned() {
    return Arrays.stream(weights).anyMatch(w -> w < 0);
  }

  /** The neighbours of a node, ascending: a copy. */
  public int[] neighbors(int node) {
    return Arrays.copyOfRange(targets, offsets[node], offsets[node + 1]);
  }

  /** Whether an edge leads from one node to another. */
  public boolean hasEdge(int from, int to) {
    return find(from, to) >= 0;
  }

  /** The weight of the edge from one node to another, 0 if there is none. */
  public double weight(int from, int to) {
    int at = find(from, to);
    return at < 0 ? 0 : weights[at];
  }

  private int find(int from, int to) {
    return Arrays.binarySearch(targets, offsets[from], offsets[from + 1], to);
  }

  /** Where the row of each node starts, and the end of the last: n + 1 numbers, a copy. */
  public int[] offsets() {
    return offsets.clone();
  }

  /** The rows of neighbours, one after the other: a copy. */
  public int[] targets() {
    return targets.clone();
  }

  /** The weights beside {@link #targets}: a copy. */
  public double[] weights() {
    return weights.clone();
  }

  /** The same graph with all weights 1. */
  public Graph unweighted() {
    double[] ones = new double[weights.length];
    Arrays.fill(ones, 1);
    return new Graph(directed, names, offsets, targets, ones);
  }

  /** The edges turned around; an undirected graph itself. */
  public Graph transposed() {
    if (!directed) {
      return this;
    }
    int n = nodeCount();
    int[] starts = new int[n + 1];
    for (int target : targets) {
      starts[target + 1]++;
    }
    for (int v = 0; v < n; v++) {
      starts[v + 1] += starts[v];
    }
    int[] at = Arrays.copyOf(starts, n);
    int[] sources = new int[targets.length];
    double[] turned = new double[targets.length];
    for (int v = 0; v < n; v++) {
      for (int e = offsets[v]; e < offsets[v + 1]; e++) {
        int slot = at[targets[e]]++;
        sources[slot] = v;
        turned[slot] = weights[e];
      }
    }
    return new Graph(true, names, starts, sources, turned);
  }

  /** The nodes that paths connect, edges taken in both directions. */
  public Partition components() {
    Graph back = transposed();
    int[] label = new int[nodeCount()];
    Arrays.fill(label, -1);
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    int count = 0;
    for (int start = 0; start < label.length; start++) {
      if (label[start] >= 0) {
        continue;
      }
      label[start] = count;
      queue.add(start);
      while (!queue.isEmpty()) {
        int v = queue.remove();
        for (Graph side : directed ? List.of(this, back) : List.of(this)) {
          for (int e = side.offsets[v]; e < side.offsets[v + 1]; e++) {
            int u = side.targets[e];
            if (label[u] < 0) {
              label[u] = count;
              queue.add(u);
            }
          }
        }
      }
      count++;
    }
    return Partition.of(label);
  }

  /** All edges, row by row; an undirected one once, from its lower end. */
  public List<Edge> edges() {
    List<Edge> out = new ArrayList<>(edgeCount());
    for (int v = 0; v < nodeCount(); v++) {
      for (int e = offsets[v]; e < offsets[v + 1]; e++) {
        if (directed || v < targets[e]) {
          out.add(new Edge(v, targets[e], weights[e]));
        }
      }
    }
    return out;
  }
}
