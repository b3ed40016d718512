// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network;

import io.github.quantml.math.random.CounterRandom;
import io.github.quantml.network.graph.Graph;
import io.github.quantml.network.graph.GraphBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Graphs that tests share. */
public final class NetworkSamples {
  private NetworkSamples() {}

  public static Path data(String... more) {
    return Path.of(System.getProperty("quantml.data", "../../shared/data"))
        .resolve(String.join("/", more));
  }

  public static List<String> lines(String... more) {
    try {
      return Files.readAllLines(data(more));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Zachary (1977): 34 members, 78 links, with the number of contexts they met in as weight. */
  public static Graph karate() {
    GraphBuilder out = Graph.undirected(34);
    for (String line : lines("graphs", "karate.csv").subList(1, 79)) {
      String[] cells = line.split(",", -1);
      out.edge(
          Integer.parseInt(cells[0]), Integer.parseInt(cells[1]), Double.parseDouble(cells[2]));
    }
    return out.build();
  }

  /** Some cliques of equal size, each linked to the next by one edge. */
  public static Graph ringOfCliques(int cliques, int size) {
    GraphBuilder out = Graph.undirected(cliques * size);
    for (int c = 0; c < cliques; c++) {
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < i; j++) {
          out.edge(c * size + i, c * size + j);
        }
      }
      out.edge(c * size, ((c + 1) % cliques) * size + 1);
    }
    return out.build();
  }

  /** Every pair linked with a probability, weights uniform in [0.5, 1.5) with a random sign. */
  public static Graph random(int n, double density, boolean directed, double negative, long seed) {
    CounterRandom random = CounterRandom.of(seed);
    GraphBuilder out = directed ? Graph.directed(n) : Graph.undirected(n);
    for (int v = 0; v < n; v++) {
      for (int u = 0; u < (directed ? n : v); u++) {
        if (u != v && random.nextDouble() < density) {
          double sign = random.nextDouble() < negative ? -1 : 1;
          out.edge(v, u, sign * (0.5 + random.nextDouble()));
        }
      }
    }
    return out.build();
  }
}
