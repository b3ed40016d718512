// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.graph;

import io.github.quantml.api.InvalidDataException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects edges and makes a {@link Graph} of them.
 *
 * <p>A loop, a node out of range, a weight that is 0 or not finite, and an edge given twice are
 * errors that name the edge. Not thread-safe.
 */
public final class GraphBuilder {
  private final boolean directed;
  private final List<String> names;
  private int[] from = new int[16];
  private int[] to = new int[16];
  private double[] weights = new double[16];
  private int size;

  GraphBuilder(boolean directed, List<String> names) {
    this.directed = directed;
    this.names = List.copyOf(names);
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new InvalidDataException("graph: two nodes are named " + name);
      }
    }
  }

  /** Adds an edge of weight 1. */
  public GraphBuilder edge(int source, int target) {
    return edge(source, target, 1);
  }

  /** Adds an edge. */
  public GraphBuilder edge(int source, int target, double weight) {
    int n = names.size();
    if (source < 0 || source >= n || target < 0 || target >= n) {
      throw new InvalidDataException(
          "graph: edge (" + source + ", " + target + "): nodes must be in [0, " + n + ")");
    }
    if (source == target) {
      throw new InvalidDataException(
          "graph: edge (" + source + ", " + target + "): a node may not link to itself");
    }
    if (!Double.isFinite(weight) || weight == 0) {
      throw new InvalidDataException(
          "graph: edge ("
              + source
              + ", "
              + target
              + "): weight must be finite and not 0, got "
              + weight);
    }
    if (size == from.length) {
      int larger = Math.max(16, size + (size >> 1));
      from = Arrays.copyOf(from, larger);
      to = Arrays.copyOf(to, larger);
      weights = Arrays.copyOf(weights, larger);
    }
    from[size] = source;
    to[size] = target;
    weights[size] = weight;
    size++;
    return this;
  }

  /** The graph. */
  public Graph build() {
    int n = names.size();
    int[] offsets = new int[n + 1];
    for (int e = 0; e < size; e++) {
      offsets[from[e] + 1]++;
      if (!directed) {
        offsets[to[e] + 1]++;
      }
    }
    for (int v = 0; v < n; v++) {
      offsets[v + 1] += offsets[v];
    }
    int entries = offsets[n];
    int[] targets = new int[entries];
    double[] values = new double[entries];
    fill(offsets, targets, values);
    return new Graph(directed, names, offsets, targets, values);
  }

  /**
   * Two stable passes of a counting sort: by target, then by source, which leaves every row in
   * ascending order.
   */
  private void fill(int[] offsets, int[] targets, double[] values) {
    int n = names.size();
    int entries = targets.length;
    int[] starts = new int[n + 1];
    for (int e = 0; e < size; e++) {
      starts[to[e] + 1]++;
      if (!directed) {
        starts[from[e] + 1]++;
      }
    }
    for (int v = 0; v < n; v++) {
      starts[v + 1] += starts[v];
    }
    int[] order = new int[entries];
    // Entry 2e is the edge as given, 2e + 1 the edge turned around.
    for (int e = 0; e < size; e++) {
      order[starts[to[e]]++] = 2 * e;
      if (!directed) {
        order[starts[from[e]]++] = 2 * e + 1;
      }
    }
    int[] at = Arrays.copyOf(offsets, n);
    for (int entry : order) {
      int e = entry >> 1;
      int source = (entry & 1) == 0 ? from[e] : to[e];
      int target = (entry & 1) == 0 ? to[e] : from[e];
      int slot = at[source]++;
      if (slot > offsets[source] && targets[slot - 1] == target) {
        throw new InvalidDataException(
            "graph: edge (" + from[e] + ", " + to[e] + ") is given more than once");
      }
      targets[slot] = target;
      values[slot] = weights[e];
    }
  }
}
