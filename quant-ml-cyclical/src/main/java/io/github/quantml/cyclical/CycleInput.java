// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical;

/** Which series of a chart is searched for cycles. */
public enum CycleInput {
  /** Log returns: stationary, the default. */
  LOG_RETURNS,
  /**
   * Log closes less their least-squares line. Slow cycles are larger here than in returns, but so
   * is random drift: the red-noise null carries the whole weight, and the report warns.
   */
  DETRENDED_LOG_PRICES
}
