// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.graph;

import io.github.quantml.api.InvalidDataException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleDirectedWeightedGraph;
import org.jgrapht.graph.SimpleWeightedGraph;

/** Graphs of JGraphT as ours and ours as graphs of JGraphT. */
public final class JGraphTGraphs {
  private JGraphTGraphs() {}

  /**
   * Copies a graph of JGraphT; nodes are numbered in the order of its vertex set and named by their
   * {@code toString}.
   *
   * @throws InvalidDataException if it has loops, parallel edges, weights of 0, or two vertices
   *     with the same name
   */
  public static <V, E> Graph from(org.jgrapht.Graph<V, E> source) {
    Map<V, Integer> numbers = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (V vertex : source.vertexSet()) {
      numbers.put(vertex, names.size());
      names.add(vertex.toString());
    }
    GraphBuilder out =
        source.getType().isDirected() ? Graph.directed(names) : Graph.undirected(names);
    for (E edge : source.edgeSet()) {
      Integer from = numbers.get(source.getEdgeSource(edge));
      Integer to = numbers.get(source.getEdgeTarget(edge));
      if (from != null && to != null) {
        out.edge(from, to, source.getEdgeWeight(edge));
      }
    }
    return out.build();
  }

  /** A simple weighted graph of JGraphT whose vertices are our node numbers. */
  public static org.jgrapht.Graph<Integer, DefaultWeightedEdge> of(Graph graph) {
    org.jgrapht.Graph<Integer, DefaultWeightedEdge> out =
        graph.isDirected()
            ? new SimpleDirectedWeightedGraph<>(DefaultWeightedEdge.class)
            : new SimpleWeightedGraph<>(DefaultWeightedEdge.class);
    for (int v = 0; v < graph.nodeCount(); v++) {
      out.addVertex(v);
    }
    for (Edge edge : graph.edges()) {
      DefaultWeightedEdge added = out.addEdge(edge.from(), edge.to());
      out.setEdgeWeight(added, edge.weight());
    }
    return out;
  }
}
