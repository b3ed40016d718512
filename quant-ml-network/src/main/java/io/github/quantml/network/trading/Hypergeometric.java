// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.trading;

import org.apache.commons.math3.distribution.HypergeometricDistribution;

/**
 * Every trader draws as many items as they have, all items alike (Tumminello et al. 2011,
 * Statistically validated networks in bipartite complex systems). Exact and quick, but blind to the
 * popularity of items: on real trades it mostly finds people who hold what everybody holds.
 */
public final class Hypergeometric implements NullModel {
  /** The model has no settings. */
  public Hypergeometric() {}

  @Override
  public PairTests test(Incidence incidence) {
    int n = incidence.traders().size();
    int items = incidence.items().size();
    double[] expected = new double[n * (n - 1) / 2];
    double[] pValues = new double[expected.length];
    int at = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        int a = incidence.degree(i);
        int b = incidence.degree(j);
        expected[at] = a * (double) b / items;
        int shared = incidence.shared(i, j);
        pValues[at] =
            shared == 0
                ? 1
                : Math.min(
                    1,
                    new HypergeometricDistribution(null, items, a, b)
                        .upperCumulativeProbability(shared));
        at++;
      }
    }
    return PairTests.of("hypergeometric null", incidence, expected, pValues, 0);
  }
}
