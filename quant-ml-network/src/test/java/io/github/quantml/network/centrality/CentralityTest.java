// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.centrality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.ConvergenceException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.network.NetworkSamples;
import io.github.quantml.network.graph.Edge;
import io.github.quantml.network.graph.Graph;
import io.github.quantml.network.graph.JGraphTGraphs;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jgrapht.alg.scoring.BetweennessCentrality;
import org.jgrapht.alg.scoring.ClosenessCentrality;
import org.jgrapht.alg.scoring.Coreness;
import org.jgrapht.alg.scoring.HarmonicCentrality;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CentralityTest {
  private static void at(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(1e-12));
  }

  /** networkx 3.6.1 on the unweighted karate club, from the reference table. */
  @Test
  @Tag("data")
  void the_karate_club_has_the_centralities_of_networkx() {
    Graph karate = NetworkSamples.karate().unweighted();
    double[] betweenness = Betweenness.of(karate).normalized();
    at(betweenness[0], .437635281385);
    at(betweenness[33], .304074975950);
    at(betweenness[2], .143656806157);
    double[] eigenvector = SpectralCentrality.eigenvector(karate);
    at(eigenvector[0], .355491444525);
    at(eigenvector[33], .373363470291);
    at(eigenvector[2], .317192504486);
    double[] rank = SpectralCentrality.pageRank(karate);
    // networkx stops at a summed change of 1e-6 n; the table's digits are those of its stop.
    assertThat(rank[0]).isCloseTo(.096997285388, within(2e-6));
    assertThat(rank[33]).isCloseTo(.100919182333, within(2e-6));
    assertThat(rank[2]).isCloseTo(.057078509488, within(2e-6));
    assertThat(Arrays.stream(rank).sum()).isCloseTo(1, within(1e-12));
    double[] closeness = Closeness.of(karate).closeness();
    at(closeness[0], .568965517241);
    at(closeness[33], .55);
    at(closeness[2], .559322033898);
    double[] katz = SpectralCentrality.katz(karate, 0.1);
    at(katz[0], .321324621912);
    at(katz[33], .331406427400);
    at(katz[2], .265765919737);
    at(Arrays.stream(LocalStructure.clustering(karate)).average().orElseThrow(), .570638478207682);
    at(LocalStructure.transitivity(karate), .255681818181818);
    at(LocalStructure.degreeAssortativity(karate), -.475613097684614);
    PathLengths paths = PathLengths.of(karate);
    assertThat(paths.diameter()).isEqualTo(5);
    at(paths.mean(), 2.408199643494);
    assertThat(Arrays.stream(LocalStructure.coreNumbers(karate)).max()).hasValue(4);
    Map<Edge, Double> edges = EdgeBetweenness.of(karate, true);
    assertThat(edges.get(new Edge(0, 31, 1))).isCloseTo(.127259994907, within(1e-12));
  }

  /** JGraphT normalises an undirected graph by ordered pairs: half of ours, as documented. */
  @Test
  @Tag("data")
  void jgrapht_normalises_to_half() {
    Graph karate = NetworkSamples.karate().unweighted();
    Map<Integer, Double> peer =
        new BetweennessCentrality<>(JGraphTGraphs.of(karate), true).getScores();
    at(2 * peer.get(0), Betweenness.of(karate).normalized()[0]);
  }

  @Property(tries = 60)
  void paths_agree_with_jgrapht_on_any_graph(
      @ForAll long seed, @ForAll boolean directed, @ForAll boolean weighted) {
    Graph graph = NetworkSamples.random(15, 0.2, directed, 0, seed);
    graph = weighted ? graph : graph.unweighted();
    org.jgrapht.Graph<Integer, DefaultWeightedEdge> peer = JGraphTGraphs.of(graph);
    Map<Integer, Double> betweenness = new BetweennessCentrality<>(peer, false).getScores();
    Map<Integer, Double> harmonic = new HarmonicCentrality<>(peer, true, false).getScores();
    double[] ours = Betweenness.of(graph, weighted, Runnable::run).raw();
    Closeness near = Closeness.of(graph, weighted, Runnable::run);
    for (int v = 0; v < 15; v++) {
      assertThat(ours[v]).isCloseTo(betweenness.get(v), within(1e-9));
      assertThat(near.harmonic()[v]).isCloseTo(harmonic.get(v), within(1e-9));
    }
    if (!directed) {
      Map<Integer, Integer> cores = new Coreness<>(peer).getScores();
      int[] numbers = LocalStructure.coreNumbers(graph);
      for (int v = 0; v < 15; v++) {
        assertThat(numbers[v]).isEqualTo(cores.get(v));
      }
    }
  }

  @Property(tries = 20)
  void any_executor_gives_the_same_bytes(@ForAll long seed, @ForAll boolean weighted) {
    Graph graph = NetworkSamples.random(60, 0.1, false, 0, seed);
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      assertThat(Betweenness.of(graph, weighted, pool).raw())
          .isEqualTo(Betweenness.of(graph, weighted, Runnable::run).raw());
      assertThat(Closeness.of(graph, weighted, pool).closeness())
          .isEqualTo(Closeness.of(graph, weighted, Runnable::run).closeness());
    } finally {
      pool.shutdown();
    }
  }

  @Property(tries = 30)
  void relabelled_nodes_keep_their_values(@ForAll long seed) {
    Graph graph = NetworkSamples.random(20, 0.25, false, 0, seed).unweighted();
    int[] order = CounterRandom.of(seed).permutation(20);
    var builder = Graph.undirected(20);
    graph.edges().forEach(e -> builder.edge(order[e.from()], order[e.to()]));
    Graph other = builder.build();
    double[] before = Betweenness.of(graph).raw();
    double[] after = Betweenness.of(other).raw();
    double[] ranks = SpectralCentrality.pageRank(graph);
    double[] ranksAfter = SpectralCentrality.pageRank(other);
    int[] cores = LocalStructure.coreNumbers(graph);
    for (int v = 0; v < 20; v++) {
      assertThat(after[order[v]]).isCloseTo(before[v], within(1e-9));
      assertThat(ranksAfter[order[v]]).isCloseTo(ranks[v], within(1e-12));
      assertThat(LocalStructure.coreNumbers(other)[order[v]]).isEqualTo(cores[v]);
    }
  }

  @Test
  void closeness_has_a_name_for_each_convention() {
    // A path 0-1-2 and a pair 3-4: JGraphT has no value for unconnected graphs, igraph has.
    Graph graph = Graph.undirected(5).edge(0, 1).edge(1, 2).edge(3, 4).build();
    Closeness closeness = Closeness.of(graph);
    assertThat(closeness.withinReach()).containsExactly(2.0 / 3, 1, 2.0 / 3, 1, 1);
    assertThat(closeness.closeness()).containsExactly(1.0 / 3, 0.5, 1.0 / 3, 0.25, 0.25);
    assertThat(closeness.harmonic()).containsExactly(1.5, 2, 1.5, 1, 1);
    var path = JGraphTGraphs.of(Graph.undirected(3).edge(0, 1).edge(1, 2).build());
    at(new ClosenessCentrality<>(path).getVertexScore(0), 2.0 / 3);
  }

  @Test
  void what_cannot_be_computed_says_why() {
    Graph signed = Graph.undirected(2).edge(0, 1, -1).build();
    assertThatThrownBy(() -> SpectralCentrality.pageRank(signed))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("spectral centrality: weights must not be negative");
    assertThatThrownBy(() -> Betweenness.of(signed, true, Runnable::run))
        .hasMessage("distances: the weight of edge (0, 1) must be above 0, got -1.0");
    Graph pair = Graph.undirected(2).edge(0, 1).build();
    assertThatThrownBy(() -> SpectralCentrality.katz(pair, 1.5))
        .isInstanceOf(ConvergenceException.class)
        .hasMessageContaining("must be below 1 over the largest eigenvalue");
    assertThatThrownBy(() -> LocalStructure.coreNumbers(Graph.directed(1).build()))
        .hasMessage("graph: must be undirected");
  }
}
