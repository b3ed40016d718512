// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.rest;

/**
 * One point of a metric.
 *
 * @param value value, NaN and infinities included
 * @param timestamp milliseconds since 1970
 * @param step epoch, fold or bar
 */
public record MetricPoint(double value, long timestamp, long step) {
  /**
   * The infinities as servers store them: the largest finite numbers. NaN and zero have one form.
   */
  public MetricPoint {
    if (Double.isInfinite(value)) {
      value = Math.copySign(Double.MAX_VALUE, value);
    }
    value += 0.0;
  }
}
