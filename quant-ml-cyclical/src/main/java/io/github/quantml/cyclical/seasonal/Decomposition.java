// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.seasonal;

/**
 * A series as trend + seasonal + remainder.
 *
 * <p>The two kinds differ in what the values at t know: {@link FilteredDecomposition} only the
 * past, {@link SmoothedDecomposition} the future too, which makes it unfit for any trading
 * decision.
 */
public sealed interface Decomposition permits FilteredDecomposition, SmoothedDecomposition {
  /** Number of points. */
  int size();

  /** A copy of the trend. */
  double[] trend();

  /** A copy of the seasonal component. */
  double[] seasonal();

  /** A copy of the remainder, NaN where the series has no value. */
  double[] remainder();

  /** Whether the values at t depend on the series up to t only. */
  boolean causal();
}
