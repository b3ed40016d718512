// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.gemm;

import io.github.quantml.benchmarks.Comparison;
import java.util.List;
import java.util.function.Supplier;

/** Dense linear algebra. */
public final class GemmComparisons {
  private GemmComparisons() {}

  /** In the order of the table. A new comparison is added here. */
  public static List<Supplier<Comparison>> all() {
    return List.of(
        MatrixProduct::new,
        PositiveDefiniteSolve::new,
        Covariance::new,
        SymmetricEigenvectors::new);
  }
}
