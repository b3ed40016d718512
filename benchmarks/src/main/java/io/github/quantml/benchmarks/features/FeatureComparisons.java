// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.features;

import io.github.quantml.benchmarks.Comparison;
import java.util.List;
import java.util.function.Supplier;

/** Indicators, whole registries and streams. */
public final class FeatureComparisons {
  private FeatureComparisons() {}

  /** In the order of the table. A new comparison is added here. */
  public static List<Supplier<Comparison>> all() {
    return List.of(
        Indicator::new,
        Ta4jIndicator::new,
        RegistryBatch::new,
        RegistryValues::new,
        Alpha158Market::new,
        RegistryStream::new);
  }
}
