// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.seasonal;

/**
 * A causal decomposition: the values at t come from the window of the series that ends at t.
 *
 * <p>The first {@link #warmUp()} values are NaN; later ones do not change by a bit when the series
 * goes on. Immutable.
 */
public final class FilteredDecomposition implements Decomposition {
  private final double[] trend;
  private final double[] seasonal;
  private final double[] remainder;
  private final int warmUp;

  FilteredDecomposition(double[] trend, double[] seasonal, double[] remainder, int warmUp) {
    this.trend = trend;
    this.seasonal = seasonal;
    this.remainder = remainder;
    this.warmUp = warmUp;
  }

  @Override
  public int size() {
    return trend.length;
  }

  /** Number of leading values without a full window. */
  public int warmUp() {
    return warmUp;
  }

  @Override
  public double[] trend() {
    return trend.clone();
  }

  @Override
  public double[] seasonal() {
    return seasonal.clone();
  }

  @Override
  public double[] remainder() {
    return remainder.clone();
  }

  @Override
  public boolean causal() {
    return true;
  }
}
