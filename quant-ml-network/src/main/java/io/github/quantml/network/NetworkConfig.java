// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network;

import java.util.Map;

/**
 * Settings of the member {@code network}.
 *
 * @param topologyBars bars of the window whose correlations say whether the market is one, at least
 *     20
 * @param consensusDays days for which a filing counts, at least 1
 * @param halfLife bars after which a squared return counts half in today's volatility
 */
public record NetworkConfig(int topologyBars, int consensusDays, double halfLife) {
  public NetworkConfig {
    if (topologyBars < 20) {
      throw new IllegalArgumentException("topologyBars: must be at least 20, got " + topologyBars);
    }
    if (consensusDays < 1) {
      throw new IllegalArgumentException("consensusDays: must be at least 1, got " + consensusDays);
    }
    if (!(halfLife > 0 && halfLife < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("halfLife: must be positive, got " + halfLife);
    }
  }

  /** 60 bars, 90 days, a half-life of 20 bars. */
  public static NetworkConfig defaults() {
    return new NetworkConfig(60, 90, 20);
  }

  Map<String, String> settings() {
    return Map.of(
        "topologyBars", Integer.toString(topologyBars),
        "consensusDays", Integer.toString(consensusDays),
        "halfLife", Double.toString(halfLife));
  }
}
