// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.rolling;

import io.github.quantml.benchmarks.Comparison;
import java.util.List;
import java.util.function.Supplier;

/** Moving windows of one or two series. */
public final class RollingComparisons {
  private RollingComparisons() {}

  /** In the order of the table. A new comparison is added here. */
  public static List<Supplier<Comparison>> all() {
    return List.of(
        RollingMean::new,
        RollingStd::new,
        RollingSkewness::new,
        RollingKurtosis::new,
        RollingMax::new,
        RollingMedian::new,
        RollingSlope::new,
        RollingCorrelation::new,
        ExponentialMean::new,
        WilderRsi::new);
  }
}
