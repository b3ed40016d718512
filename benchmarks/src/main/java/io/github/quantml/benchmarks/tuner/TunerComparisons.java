// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.tuner;

import io.github.quantml.benchmarks.Comparison;
import java.util.List;
import java.util.function.Supplier;

/** Studies beside Optuna's. */
public final class TunerComparisons {
  private TunerComparisons() {}

  /** In the order of the table. A new comparison is added here. */
  public static List<Supplier<Comparison>> all() {
    return List.of(StudyOverhead::new);
  }
}
