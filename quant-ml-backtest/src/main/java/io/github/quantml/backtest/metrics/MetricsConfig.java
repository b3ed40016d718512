// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.metrics;

/**
 * What the metrics of a record depend on beside the record.
 *
 * @param periods periods per year
 * @param riskFree risk-free return per year, simple; divided by the periods per year for one bar
 * @param tail α of value at risk and expected shortfall, inside (0, 1)
 * @param threshold return per bar that Omega separates gains from losses at
 */
public record MetricsConfig(
    PeriodsPerYear periods, double riskFree, double tail, double threshold) {
  public MetricsConfig {
    if (!(riskFree > -1 && riskFree < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "riskFree: must be greater than -1 and finite, got " + riskFree);
    }
    Checked.probability("tail", tail);
    if (!(Math.abs(threshold) < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("threshold: must be finite, got " + threshold);
    }
  }

  /** No risk-free return, a tail of 5 %, a threshold of 0. */
  public static MetricsConfig of(PeriodsPerYear periods) {
    return new MetricsConfig(periods, 0, 0.05, 0);
  }

  public MetricsConfig withRiskFree(double value) {
    return new MetricsConfig(periods, value, tail, threshold);
  }

  public MetricsConfig withTail(double value) {
    return new MetricsConfig(periods, riskFree, value, threshold);
  }

  public MetricsConfig withThreshold(double value) {
    return new MetricsConfig(periods, riskFree, tail, value);
  }

  /** Risk-free return per bar. */
  public double riskFreePerPeriod() {
    return riskFree / periods.value();
  }
}
