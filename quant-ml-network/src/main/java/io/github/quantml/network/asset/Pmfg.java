// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.asset;

import io.github.quantml.network.graph.Graph;
import io.github.quantml.network.graph.GraphBuilder;
import java.util.Arrays;

/**
 * The planar maximally filtered graph: links from the strongest down, each kept if the graph can
 * still be drawn in the plane, 3(n − 2) in all (Tumminello, Aste, Di Matteo and Mantegna 2005).
 * Holds the {@link SpanningTree}. Planarity is tested by {@link Planarity}.
 *
 * @param graph weights are correlations; a correlation of exactly 0 has the least positive weight
 * @param tests how often planarity was tested
 */
public record Pmfg(Graph graph, int tests) {

  /** The graph of correlations; of equal ones the pair of lower numbers comes first. */
  public static Pmfg of(Correlations correlations) {
    int n = correlations.size();
    int pairs = n * (n - 1) / 2;
    long[] order = new long[pairs];
    int at = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        order[at++] = ((long) i << 32) | j;
      }
    }
    Long[] boxed = Arrays.stream(order).boxed().toArray(Long[]::new);
    // Stable, so that pairs of equal correlation keep the order of their numbers.
    Arrays.sort(boxed, (a, b) -> Double.compare(rho(correlations, b), rho(correlations, a)));
    int wanted = n < 3 ? pairs : 3 * (n - 2);
    Planarity planarity = new Planarity(n, wanted);
    GraphBuilder out = Graph.undirected(correlations.names());
    int tests = 0;
    for (int p = 0; p < boxed.length && planarity.edgeCount() < wanted; p++) {
      int i = (int) (boxed[p] >> 32);
      int j = boxed[p].intValue();
      tests++;
      if (planarity.addIfPlanar(i, j)) {
        double rho = correlations.value(i, j);
        out.edge(i, j, rho == 0 ? Double.MIN_NORMAL : rho);
      }
    }
    return new Pmfg(out.build(), tests);
  }

  private static double rho(Correlations correlations, long pair) {
    return correlations.value((int) (pair >> 32), (int) pair);
  }
}
