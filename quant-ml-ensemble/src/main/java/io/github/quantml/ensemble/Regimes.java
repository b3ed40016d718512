// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.api.Insights;
import io.github.quantml.api.Regime;

/** Regimes as small numbers that weights and intervals can be kept by. */
final class Regimes {
  /** No member knows a regime. */
  static final int NONE = -1;

  private Regimes() {}

  /**
   * The position of the most probable state, counted from the calmest; {@link #NONE} without one.
   * Positions, unlike labels, mean the same after a member has been trained again.
   */
  static int category(Insights insights) {
    Regime regime = insights.regime();
    int category = NONE;
    if (regime != null) {
      double highest = 0;
      for (int i = 0; i < regime.states().size(); i++) {
        double p = regime.states().get(i).probability();
        if (p > highest) {
          highest = p;
          category = i;
        }
      }
    }
    return category;
  }
}
