// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble.aggregation;

import io.github.quantml.api.ReturnDistribution;
import io.github.quantml.math.distribution.MixtureReturns;

/** How weighted distributions become one. */
public enum Pool {
  /** The weighted mean of densities (Stone 1961): a mixture, never surer than its members. */
  LINEAR {
    @Override
    public ReturnDistribution of(double[] weights, ReturnDistribution... parts) {
      return MixtureReturns.of(weights, parts);
    }
  },
  /** The weighted geometric mean of densities: see {@link LogarithmicPool}. */
  LOGARITHMIC {
    @Override
    public ReturnDistribution of(double[] weights, ReturnDistribution... parts) {
      return LogarithmicPool.of(weights, parts);
    }
  };

  /**
   * The pool.
   *
   * @param weights at least 0 each, summing to 1 within 10⁻⁹
   * @param parts as many as there are weights
   */
  public abstract ReturnDistribution of(double[] weights, ReturnDistribution... parts);
}
