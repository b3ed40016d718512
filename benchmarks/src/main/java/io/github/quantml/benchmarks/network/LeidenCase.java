// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.network;

import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.network.community.Communities;
import io.github.quantml.network.community.Leiden;
import io.github.quantml.network.graph.Edge;
import io.github.quantml.network.graph.Graph;
import io.github.quantml.network.graph.Partition;
import java.util.List;
import java.util.Map;
import java.util.Random;
import nl.cwts.networkanalysis.LeidenAlgorithm;
import nl.cwts.networkanalysis.Network;
import nl.cwts.util.LargeIntArray;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Communities of a graph with ten edges a node, seven in ten of them within fifty planted groups,
 * by ten iterations of Leiden; a side that sees that nothing changes may stop.
 *
 * <p>The result is the modularity reached, so agreement is the difference in quality, and the
 * number of communities that are not connected.
 */
public class LeidenCase extends Comparison {
  /** Number of nodes. */
  @Param("100000")
  public int nodes;

  private Graph graph = Graph.undirected(0).build();
  private Network peer = network(new int[0], new int[0], 1);

  /** For JMH. */
  public LeidenCase() {}

  @Override
  public void prepare(Scale scale) {
    graph =
        scale == Scale.FULL
            ? Graphs.planted(nodes, 10 * nodes, 50, 0.715, 1)
            : Graphs.planted(200, 1_500, 4, 0.9, 1);
    List<Edge> edges = graph.edges();
    int[] from = edges.stream().mapToInt(Edge::from).toArray();
    int[] to = edges.stream().mapToInt(Edge::to).toArray();
    peer = network(from, to, graph.nodeCount());
  }

  private static Network network(int[] from, int[] to, int nodes) {
    LargeIntArray[] ends = {new LargeIntArray(from), new LargeIntArray(to)};
    return new Network(nodes, true, ends, false, false);
  }

  @Override
  public String workload() {
    return "network";
  }

  @Override
  public String kernel() {
    return "leiden";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("edges", Graphs.flat(graph), "nodes", new double[] {graph.nodeCount()});
  }

  /** Different algorithms stop at different partitions of almost the same quality. */
  @Override
  public double tolerance() {
    return 1e-3;
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    Communities found = Leiden.withDefaults().detect(graph);
    return new double[] {found.quality(), found.disconnected()};
  }

  /** The authors' own; its graph is prepared outside the measured time. */
  @Benchmark
  public double[] networkanalysis() {
    double resolution = 1 / (2 * peer.getTotalEdgeWeight());
    int[] clusters =
        new LeidenAlgorithm(resolution, 10, 0.01, new Random(42))
            .findClustering(peer)
            .getClusters();
    return new double[] {Leiden.modularity(graph, Partition.of(clusters)), 0};
  }
}
