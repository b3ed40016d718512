// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.factors;

import io.github.quantml.benchmarks.Comparison;
import java.util.List;
import java.util.function.Supplier;

/** Factor models. */
public final class FactorComparisons {
  private FactorComparisons() {}

  /** In the order of the table. A new comparison is added here. */
  public static List<Supplier<Comparison>> all() {
    return List.of(RollingPanel::new, GrsFamaMacBeth::new);
  }
}
