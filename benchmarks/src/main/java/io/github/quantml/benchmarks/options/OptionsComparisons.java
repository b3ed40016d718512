// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.options;

import io.github.quantml.benchmarks.Comparison;
import java.util.List;
import java.util.function.Supplier;

/** Options and volatility models. */
public final class OptionsComparisons {
  private OptionsComparisons() {}

  /** In the order of the table. A new comparison is added here. */
  public static List<Supplier<Comparison>> all() {
    return List.of(
        BlackImplied::new,
        BlackImpliedSample::new,
        GreeksInOnePass::new,
        American::new,
        AmericanImplied::new,
        GarchFit::new,
        Profile::new,
        SurfaceFit::new);
  }
}
