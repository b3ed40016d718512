// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.pricing;

/** The regressors of cross-sections: what asset i is exposed to when period t begins. */
@FunctionalInterface
public interface Exposures {
  /**
   * The exposure; NaN where the asset has none, which leaves it out of the period.
   *
   * @param asset column of the return table
   * @param factor index of the factor
   * @param period row of the return table; only what was known before it may enter
   */
  double at(int asset, int factor, int period);
}
