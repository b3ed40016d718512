// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.mlflow;

import io.github.quantml.benchmarks.Comparison;
import java.util.List;
import java.util.function.Supplier;

/** Tracking of runs. */
public final class MlflowComparisons {
  private MlflowComparisons() {}

  /** In the order of the table. A new comparison is added here. */
  public static List<Supplier<Comparison>> all() {
    return List.of(FlushedPoints::new, ToldPoints::new);
  }
}
