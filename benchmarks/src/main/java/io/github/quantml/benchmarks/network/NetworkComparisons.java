// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.network;

import io.github.quantml.benchmarks.Comparison;
import java.util.List;
import java.util.function.Supplier;

/** Networks. */
public final class NetworkComparisons {
  private NetworkComparisons() {}

  /** In the order of the table. A new comparison is added here. */
  public static List<Supplier<Comparison>> all() {
    return List.of(BetweennessCase::new, LeidenCase::new, FixedDegreeCase::new, FilteredGraph::new);
  }
}
