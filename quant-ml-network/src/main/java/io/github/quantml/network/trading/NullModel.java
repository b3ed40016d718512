// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.trading;

/**
 * What traders would share by chance. The null model decides the result: one that ignores how
 * popular an item is finds everyone who buys what everybody buys.
 */
public interface NullModel {
  /** Tests every pair of traders for sharing more items than chance. */
  PairTests test(Incidence incidence);
}
