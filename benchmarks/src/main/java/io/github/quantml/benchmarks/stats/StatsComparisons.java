// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.stats;

import io.github.quantml.benchmarks.Comparison;
import java.util.List;
import java.util.function.Supplier;

/** Tests and fits of time series. */
public final class StatsComparisons {
  private StatsComparisons() {}

  /** In the order of the table. A new comparison is added here. */
  public static List<Supplier<Comparison>> all() {
    return List.of(DickeyFuller::new, LjungBoxStatistic::new, GarchFit::new);
  }
}
