// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.centrality;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.network.graph.Graph;

/** Weights that are lengths of edges. */
final class Distances {
  /** Sums of the same lengths in another order differ by rounding only. */
  private static final double SAME = 1e-12;

  private Distances() {}

  static void requirePositive(Graph graph) {
    graph.edges().stream()
        .filter(e -> e.weight() <= 0)
        .findFirst()
        .ifPresent(
            e -> {
              throw new InvalidDataException(
                  "distances: the weight of edge ("
                      + graph.names().get(e.from())
                      + ", "
                      + graph.names().get(e.to())
                      + ") must be above 0, got "
                      + e.weight());
            });
  }

  /** Compares two lengths up to rounding. */
  static int compare(double a, double b) {
    double difference = Math.abs(a - b);
    boolean close = difference < Double.POSITIVE_INFINITY && difference <= SAME * Math.max(a, b);
    return a == b || close ? 0 : Double.compare(a, b);
  }
}
