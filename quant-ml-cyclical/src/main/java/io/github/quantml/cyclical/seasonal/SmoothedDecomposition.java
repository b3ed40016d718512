// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.seasonal;

/**
 * The STL of a whole series: the values at t use the future, so this is for looking back only.
 *
 * <p>Trend and seasonal are defined everywhere, also where the series is missing. Immutable.
 */
public final class SmoothedDecomposition implements Decomposition {
  private final double[] trend;
  private final double[] seasonal;
  private final double[] remainder;
  private final double[] weights;
  private final int missing;

  SmoothedDecomposition(
      double[] trend, double[] seasonal, double[] remainder, double[] weights, int missing) {
    this.trend = trend;
    this.seasonal = seasonal;
    this.remainder = remainder;
    this.weights = weights;
    this.missing = missing;
  }

  @Override
  public int size() {
    return trend.length;
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

  /** A copy of the robustness weights: 1 without the outer loop, 0 where the series is missing. */
  public double[] weights() {
    return weights.clone();
  }

  /** How many values of the series were missing. */
  public int missing() {
    return missing;
  }

  @Override
  public boolean causal() {
    return false;
  }

  double trendAt(int t) {
    return trend[t];
  }

  double seasonalAt(int t) {
    return seasonal[t];
  }

  /**
   * Share of the detrended variance that is seasonal: max(0, 1 − var(R)/var(S + R)).
   *
   * <p>Large on pure noise with a short seasonal window: compare with {@link SeasonalityTest}.
   * (Wang, Smith and Hyndman 2006.)
   */
  public double seasonalStrength() {
    return strength(seasonal);
  }

  /** Share of the deseasonalised variance that is trend: max(0, 1 − var(R)/var(T + R)). */
  public double trendStrength() {
    return strength(trend);
  }

  private double strength(double[] component) {
    double[] sum = new double[remainder.length];
    for (int t = 0; t < sum.length; t++) {
      sum[t] = component[t] + remainder[t];
    }
    double total = variance(sum);
    return total > 0 ? Math.max(0, 1 - variance(remainder) / total) : 0;
  }

  private static double variance(double[] x) {
    double sum = 0;
    int count = 0;
    for (double v : x) {
      if (!Double.isNaN(v)) {
        sum += v;
        count++;
      }
    }
    double mean = sum / count;
    double squares = 0;
    for (double v : x) {
      squares += Double.isNaN(v) ? 0 : (v - mean) * (v - mean);
    }
    return squares / count;
  }
}
