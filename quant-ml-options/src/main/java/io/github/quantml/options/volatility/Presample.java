// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.volatility;

/** What stands for e² and h before the first return; packages differ by it in the third digit. */
public enum Presample {
  /** The mean of e², which moves with μ (Fiorentini, Calzolari and Panattoni 1996). */
  MEAN_SQUARE,
  /** Σ 0.94ⁱ(r − r̄)² over the first 75 returns, weights scaled to 1, fixed: that of arch. */
  BACKCAST
}
