// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.seasonal;

/**
 * The MSTL of a whole series: trend + seasonal components + remainder. The values at t use the
 * future, so this is for looking back only. Immutable.
 */
public final class SmoothedSeasons {
  private final int[] periods;
  private final double[] trend;
  private final double[][] seasonal;
  private final double[] remainder;
  private final double[] weights;

  SmoothedSeasons(
      int[] periods, double[] trend, double[][] seasonal, double[] remainder, double[] weights) {
    this.periods = periods;
    this.trend = trend;
    this.seasonal = seasonal;
    this.remainder = remainder;
    this.weights = weights;
  }

  /** Number of seasons. */
  public int count() {
    return periods.length;
  }

  /** Period of season i, shortest first. */
  public int period(int i) {
    return periods[i];
  }

  /** A copy of the trend. */
  public double[] trend() {
    return trend.clone();
  }

  /** A copy of the component of season i, shortest period first. */
  public double[] seasonal(int i) {
    return seasonal[i].clone();
  }

  /** A copy of the remainder, NaN where the series has no value. */
  public double[] remainder() {
    return remainder.clone();
  }

  /** A copy of the robustness weights of the last decomposition. */
  public double[] weights() {
    return weights.clone();
  }

  /** Always false: the values at t depend on the whole series. */
  public boolean causal() {
    return false;
  }
}
