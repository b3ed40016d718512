// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.centrality;

import io.github.quantml.network.graph.Graph;
import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;

/**
 * How many shortest paths lead through a node: Σ over pairs s ≠ v ≠ t of σ(s,t|v)/σ(s,t), by the
 * algorithm of Brandes (2001, A faster algorithm for betweenness centrality).
 *
 * <p>Lengths are numbers of edges, or the weights of edges where the caller says that these are
 * distances. Undirected pairs count once. Sources are summed in fixed groups, so that the result is
 * the same on any executor.
 */
public final class Betweenness {
  private final Graph graph;
  private final double[] raw;

  private Betweenness(Graph graph, double[] raw) {
    this.graph = graph;
    this.raw = raw;
  }

  /** Paths of fewest edges, on the calling thread. */
  public static Betweenness of(Graph graph) {
    return of(graph, false, Runnable::run);
  }

  /**
   * Exact betweenness.
   *
   * @param distances whether weights are lengths of edges, which must then be above 0; similarities
   *     are not lengths
   * @param executor of the groups of sources
   */
  public static Betweenness of(Graph graph, boolean distances, Executor executor) {
    if (distances) {
      Distances.requirePositive(graph);
    }
    Rows rows = Rows.of(graph);
    int n = graph.nodeCount();
    double[] sum = new double[n];
    for (double[] part :
        Blocks.run(
            n,
            executor,
            (from, to) -> distances ? weighted(rows, from, to) : unweighted(rows, from, to))) {
      for (int v = 0; v < n; v++) {
        sum[v] += part[v];
      }
    }
    if (!graph.isDirected()) {
      for (int v = 0; v < n; v++) {
        sum[v] /= 2;
      }
    }
    return new Betweenness(graph, sum);
  }

  private static double[] unweighted(Rows rows, int from, int to) {
    int n = rows.n();
    int[] offsets = rows.offsets();
    int[] targets = rows.targets();
    double[] total = new double[n];
    double[] paths = new double[n];
    double[] dependency = new double[n];
    int[] level = new int[n];
    int[] order = new int[n];
    for (int s = from; s < to; s++) {
      Arrays.fill(level, Integer.MAX_VALUE);
      Arrays.fill(paths, 0);
      level[s] = 0;
      paths[s] = 1;
      order[0] = s;
      int end = 1;
      for (int head = 0; head < end; head++) {
        int v = order[head];
        int next = level[v] + 1;
        double through = paths[v];
        for (int e = offsets[v]; e < offsets[v + 1]; e++) {
          int u = targets[e];
          int l = level[u];
          if (l >= next) {
            if (l == Integer.MAX_VALUE) {
              level[u] = next;
              order[end++] = u;
            }
            paths[u] += through;
          }
        }
      }
      Arrays.fill(dependency, 0);
      // Pull: what a node passes on comes from its neighbours one level further out.
      for (int i = end - 1; i > 0; i--) {
        int v = order[i];
        int next = level[v] + 1;
        double sum = 0;
        for (int e = offsets[v]; e < offsets[v + 1]; e++) {
          int u = targets[e];
          sum += level[u] == next ? dependency[u] : 0;
        }
        double passed = paths[v] * sum;
        total[v] += passed;
        dependency[v] = (1 + passed) / paths[v];
      }
    }
    return total;
  }

  private static double[] weighted(Rows rows, int from, int to) {
    int n = rows.n();
    double[] total = new double[n];
    double[] paths = new double[n];
    double[] dependency = new double[n];
    double[] length = new double[n];
    boolean[] settled = new boolean[n];
    int[] order = new int[n];
    for (int s = from; s < to; s++) {
      Arrays.fill(length, Double.POSITIVE_INFINITY);
      Arrays.fill(paths, 0);
      Arrays.fill(dependency, 0);
      Arrays.fill(settled, false);
      length[s] = 0;
      paths[s] = 1;
      int end = 0;
      PriorityQueue<Reached> queue = new PriorityQueue<>();
      queue.add(new Reached(0, s));
      while (!queue.isEmpty()) {
        int v = queue.remove().node();
        if (settled[v]) {
          continue;
        }
        settled[v] = true;
        order[end++] = v;
        for (int e = rows.offsets()[v]; e < rows.offsets()[v + 1]; e++) {
          int u = rows.targets()[e];
          double there = length[v] + rows.weights()[e];
          int compared = Distances.compare(there, length[u]);
          if (compared < 0) {
            length[u] = there;
            paths[u] = paths[v];
            queue.add(new Reached(there, u));
          } else if (compared == 0 && !settled[u]) {
            paths[u] += paths[v];
          }
        }
      }
      for (int i = end - 1; i >= 0; i--) {
        int v = order[i];
        for (int e = rows.offsets()[v]; e < rows.offsets()[v + 1]; e++) {
          int u = rows.targets()[e];
          boolean on = Distances.compare(length[v] + rows.weights()[e], length[u]) == 0;
          if (on && u != s) {
            dependency[v] += paths[v] / paths[u] * (1 + dependency[u]);
          }
        }
        total[v] += v == s ? 0 : dependency[v];
      }
    }
    return total;
  }

  private record Reached(double length, int node) implements Comparable<Reached> {
    @Override
    public int compareTo(Reached other) {
      int byLength = Double.compare(length, other.length);
      return byLength != 0 ? byLength : Integer.compare(node, other.node);
    }
  }

  /** Numbers of paths, undirected pairs once: what igraph returns, and networkx unnormalised. */
  public double[] raw() {
    return raw.clone();
  }

  /**
   * Divided by the number of pairs of other nodes, so that the centre of a star has 1: what
   * networkx calls normalised. JGraphT's normalised values of an undirected graph are half of
   * these.
   */
  public double[] normalized() {
    double n = graph.nodeCount();
    double pairs = (n - 1) * (n - 2) / (graph.isDirected() ? 1 : 2);
    double[] out = raw.clone();
    for (int v = 0; v < out.length; v++) {
      out[v] = pairs > 0 ? out[v] / pairs : 0;
    }
    return out;
  }
}
