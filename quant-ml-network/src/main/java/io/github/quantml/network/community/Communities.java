// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.community;

import io.github.quantml.network.graph.Graph;
import io.github.quantml.network.graph.Partition;

/**
 * Communities and what they are worth.
 *
 * <p>{@link #parents} proves that every community is connected: following parents from any node
 * stays in its community and ends at its root. {@link #check} walks it.
 *
 * @param partition the communities
 * @param quality the objective's value
 * @param iterations runs that were made
 * @param stable whether the last run changed nothing
 * @param parents of every node a neighbour of the same community, −1 for one root per connected
 *     part; a copy is not made
 * @param disconnected communities that are not connected
 */
public record Communities(
    Partition partition,
    double quality,
    int iterations,
    boolean stable,
    int[] parents,
    int disconnected) {

  static Communities of(
      Graph graph, Partition partition, double quality, int iterations, boolean stable) {
    SpanningForest forest = SpanningForest.of(graph, partition);
    return new Communities(
        partition, quality, iterations, stable, forest.parents(), forest.disconnected());
  }

  /**
   * Whether {@link #parents} proves every community connected, in time linear in the nodes.
   *
   * @param graph that the communities are of
   */
  public boolean check(Graph graph) {
    int roots = 0;
    int[] steps = new int[parents.length];
    for (int v = 0; v < parents.length; v++) {
      int u = parents[v];
      if (u < 0) {
        roots++;
        continue;
      }
      boolean linked = graph.hasEdge(v, u) || graph.hasEdge(u, v);
      if (!linked || partition.community(u) != partition.community(v)) {
        return false;
      }
      int walk = v;
      // Steps stamped with the start: a cycle would come back to its own stamp.
      while (walk >= 0 && steps[walk] == 0) {
        steps[walk] = v + 1;
        walk = parents[walk];
      }
      if (walk >= 0 && steps[walk] == v + 1) {
        return false;
      }
    }
    return roots == partition.size();
  }
}
