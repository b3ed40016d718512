// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.ensemble;

import io.github.quantml.benchmarks.Comparison;
import java.util.List;
import java.util.function.Supplier;

/** Calibration and intervals. */
public final class EnsembleComparisons {
  private EnsembleComparisons() {}

  /** In the order of the table. A new comparison is added here. */
  public static List<Supplier<Comparison>> all() {
    return List.of(IsotonicFit::new, TemperatureFit::new, SplitConformalIntervals::new);
  }
}
