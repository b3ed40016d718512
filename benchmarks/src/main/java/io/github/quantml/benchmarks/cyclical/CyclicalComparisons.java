// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.cyclical;

import io.github.quantml.benchmarks.Comparison;
import java.util.List;
import java.util.function.Supplier;

/** Cycles, regimes, patterns and seasons. */
public final class CyclicalComparisons {
  private CyclicalComparisons() {}

  /** In the order of the table. A new comparison is added here. */
  public static List<Supplier<Comparison>> all() {
    return List.of(
        StlPlain::new,
        StlLong::new,
        StlRobust::new,
        HmmIterations::new,
        WarpingDistance::new,
        WindowSearch::new,
        LongWindowSearch::new,
        ProfileOfAll::new,
        LombScarglePower::new);
  }
}
