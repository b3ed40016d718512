// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors;

import java.util.Map;

/**
 * Settings of the member {@code factor}.
 *
 * @param window factor rows that current loadings are estimated from, at least 30
 * @param lag Newey-West lag of their standard errors, less than half the window
 * @param halfLife bars after which a squared return counts half in today's volatility
 */
public record FactorsConfig(int window, int lag, double halfLife) {
  public FactorsConfig {
    if (window < 30) {
      throw new IllegalArgumentException("window: must be at least 30, got " + window);
    }
    if (lag < 0 || lag >= window / 2) {
      throw new IllegalArgumentException("lag: must be in [0, window/2), got " + lag);
    }
    if (!(halfLife > 0 && halfLife < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("halfLife: must be positive, got " + halfLife);
    }
  }

  /** 120 rows, lag 4, a half-life of 20 bars. */
  public static FactorsConfig defaults() {
    return new FactorsConfig(120, 4, 20);
  }

  Map<String, String> settings() {
    return Map.of(
        "window", Integer.toString(window),
        "lag", Integer.toString(lag),
        "halfLife", Double.toString(halfLife));
  }
}
