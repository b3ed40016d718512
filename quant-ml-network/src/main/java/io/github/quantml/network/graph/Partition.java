// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.graph;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Every node in one community; communities are numbered 0, 1, 2 … in the order of their first
 * nodes, so that equal partitions are equal objects. Immutable and thread-safe.
 */
public final class Partition {
  private final int[] community;
  private final int size;

  private Partition(int[] community, int size) {
    this.community = community;
    this.size = size;
  }

  /** From any labels, one per node. */
  public static Partition of(int[] labels) {
    Map<Integer, Integer> numbers = new HashMap<>();
    int[] community = new int[labels.length];
    for (int v = 0; v < labels.length; v++) {
      community[v] = numbers.computeIfAbsent(labels[v], label -> numbers.size());
    }
    return new Partition(community, numbers.size());
  }

  /** Every node alone. */
  public static Partition singletons(int nodes) {
    int[] labels = new int[nodes];
    Arrays.setAll(labels, v -> v);
    return new Partition(labels, nodes);
  }

  /** Number of nodes. */
  public int nodeCount() {
    return community.length;
  }

  /** Number of communities. */
  public int size() {
    return size;
  }

  /** The community of a node. */
  public int community(int node) {
    return community[node];
  }

  /** The community of every node: a copy. */
  public int[] toArray() {
    return community.clone();
  }

  /** Number of nodes of every community. */
  public int[] sizes() {
    int[] out = new int[size];
    for (int c : community) {
      out[c]++;
    }
    return out;
  }

  /** The nodes of every community, ascending. */
  public int[][] members() {
    int[] sizes = sizes();
    int[][] out = new int[size][];
    for (int c = 0; c < size; c++) {
      out[c] = new int[sizes[c]];
    }
    int[] at = new int[size];
    for (int v = 0; v < community.length; v++) {
      int c = community[v];
      out[c][at[c]++] = v;
    }
    return out;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Partition that && Arrays.equals(community, that.community);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(community);
  }

  @Override
  public String toString() {
    return Arrays.deepToString(members());
  }
}
