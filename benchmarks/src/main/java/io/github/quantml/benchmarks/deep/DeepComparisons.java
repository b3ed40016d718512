// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.deep;

import io.github.quantml.benchmarks.Comparison;
import java.util.List;
import java.util.function.Supplier;

/** Serving and training. */
public final class DeepComparisons {
  private DeepComparisons() {}

  /** In the order of the table. A new comparison is added here. */
  public static List<Supplier<Comparison>> all() {
    return List.of(ServeOne::new, ForecastSeries::new, TrainingStep::new);
  }
}
