// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical;

import io.github.quantml.cyclical.regime.Emissions;

/** Names of regimes, ordered by volatility: "calm, rising", "turbulent, falling" and so on. */
final class RegimeLabels {
  private static final String[][] VOLATILITY = {
    {"steady"},
    {"calm", "turbulent"},
    {"calm", "normal", "turbulent"},
    {"calm", "normal", "unsettled", "turbulent"}
  };

  // A drift smaller than its own standard error has no direction.
  private static final double LEAST_T = 1;

  private RegimeLabels() {}

  static String[] of(Emissions emissions, double[] shares, int rows) {
    String[] labels = new String[emissions.states()];
    for (int k = 0; k < labels.length; k++) {
      double error = Math.sqrt(emissions.variance(k, 0) / Math.max(1, shares[k] * rows));
      double t = emissions.mean(k, 0) / error;
      String direction = t > LEAST_T ? "rising" : t < -LEAST_T ? "falling" : "flat";
      labels[k] = VOLATILITY[labels.length - 1][k] + ", " + direction;
    }
    return labels;
  }
}
