// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.network.NetworkSamples;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GraphTest {
  @Property(tries = 60)
  void jgrapht_and_back_is_the_same_graph(@ForAll long seed, @ForAll boolean directed) {
    Graph graph = NetworkSamples.random(12, 0.3, directed, 0.2, seed);
    Graph back = JGraphTGraphs.from(JGraphTGraphs.of(graph));
    assertThat(back.edges()).isEqualTo(graph.edges());
    assertThat(back.names()).isEqualTo(graph.names());
    assertThat(back.isDirected()).isEqualTo(directed);
    assertThat(back.transposed().transposed().edges()).isEqualTo(graph.edges());
  }

  @Test
  void rows_are_ascending_and_undirected_edges_stand_in_both() {
    Graph graph =
        Graph.undirected(List.of("A", "B", "C")).edge(2, 0, 3).edge(1, 0, 2).edge(2, 1, -1).build();
    assertThat(graph.neighbors(0)).containsExactly(1, 2);
    assertThat(graph.weight(0, 2)).isEqualTo(3);
    assertThat(graph.weight(2, 0)).isEqualTo(3);
    assertThat(graph.strength(1)).isEqualTo(1);
    assertThat(graph.edgeCount()).isEqualTo(3);
    assertThat(graph.totalWeight()).isEqualTo(4);
    assertThat(graph.isSigned()).isTrue();
  }

  @Test
  void components_take_edges_in_both_directions() {
    Graph graph = Graph.directed(5).edge(1, 0).edge(1, 2).edge(4, 3).build();
    assertThat(graph.components().toString()).isEqualTo("[[0, 1, 2], [3, 4]]");
  }

  @Test
  void bad_edges_are_named() {
    assertBad(() -> Graph.undirected(2).edge(0, 2), "edge (0, 2): nodes must be in [0, 2)");
    assertBad(() -> Graph.undirected(2).edge(1, 1), "edge (1, 1): a node may not link to itself");
    assertBad(
        () -> Graph.undirected(2).edge(0, 1, Double.NaN),
        "edge (0, 1): weight must be finite and not 0, got NaN");
    assertBad(
        () -> Graph.undirected(2).edge(0, 1).edge(1, 0).build(),
        "edge (1, 0) is given more than once");
    assertBad(() -> Graph.undirected(List.of("A", "A")), "two nodes are named A");
  }

  private static void assertBad(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("graph: " + message);
  }
}
