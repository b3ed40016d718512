// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.ols;

import io.github.quantml.benchmarks.Comparison;
import java.util.List;
import java.util.function.Supplier;

/** Least squares, once and in a moving window. */
public final class OlsComparisons {
  private OlsComparisons() {}

  /** In the order of the table. A new comparison is added here. */
  public static List<Supplier<Comparison>> all() {
    return List.of(OlsFit::new, RollingRegression::new, RollingHac::new);
  }
}
