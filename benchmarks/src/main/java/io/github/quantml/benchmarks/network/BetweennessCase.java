// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.network;

import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.network.centrality.Betweenness;
import io.github.quantml.network.graph.Graph;
import io.github.quantml.network.graph.JGraphTGraphs;
import java.util.Map;
import org.jgrapht.alg.scoring.BetweennessCentrality;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Exact betweenness of a uniform graph with ten edges a node, paths counted in edges. */
public class BetweennessCase extends Comparison {
  /** Number of nodes. */
  @Param("1000")
  public int nodes;

  private Graph graph = Graph.undirected(0).build();
  private org.jgrapht.Graph<Integer, DefaultWeightedEdge> peer = JGraphTGraphs.of(graph);

  /** For JMH. */
  public BetweennessCase() {}

  @Override
  public void prepare(Scale scale) {
    graph = scale == Scale.FULL ? Graphs.uniform(nodes, 10 * nodes, 1) : Graphs.uniform(40, 90, 1);
    peer = JGraphTGraphs.of(graph);
  }

  @Override
  public String workload() {
    return "network";
  }

  @Override
  public String kernel() {
    return "betweenness";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("edges", Graphs.flat(graph), "nodes", new double[] {graph.nodeCount()});
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    return Betweenness.of(graph).raw();
  }

  /** Its graph is prepared outside the measured time. */
  @Benchmark
  public double[] jgrapht() {
    Map<Integer, Double> scores = new BetweennessCentrality<>(peer, false).getScores();
    double[] out = new double[graph.nodeCount()];
    for (int v = 0; v < out.length; v++) {
      out[v] = scores.getOrDefault(v, 0.0);
    }
    return out;
  }
}
