// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.selection;

import io.github.quantml.math.stats.MultipleTesting;

/** How p-values of many features are adjusted to control the false discovery rate. */
public enum FalseDiscovery {
  /** Benjamini and Hochberg (1995): for independent or positively dependent tests. */
  BENJAMINI_HOCHBERG,
  /** Benjamini and Yekutieli (2001): under any dependence, at a price of about ln m. */
  BENJAMINI_YEKUTIELI;

  double[] adjust(double[] pValues) {
    return this == BENJAMINI_HOCHBERG
        ? MultipleTesting.benjaminiHochberg(pValues)
        : MultipleTesting.benjaminiYekutieli(pValues);
  }

  static double requireLevel(double level) {
    if (level > 0 && level < 1) {
      return level;
    }
    throw new IllegalArgumentException("level: must be in (0, 1), got " + level);
  }
}
