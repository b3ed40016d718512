// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.european;

/**
 * Price and Greeks, in the order of a batch's output columns.
 *
 * <p>Raw units: volatility and rates per 1.00, time per year. θ, charm, veta and colour are
 * derivatives in calendar time, ∂/∂t = −∂/∂T. V price, S underlying, K strike, σ volatility, r
 * rate, q yield.
 */
public enum Greek {
  /** V. */
  PRICE(0),
  /** ∂V/∂S. */
  DELTA(1),
  /** ∂²V/∂S². */
  GAMMA(2),
  /** ∂V/∂σ. */
  VEGA(3),
  /** ∂V/∂t. */
  THETA(4),
  /** ∂V/∂r. */
  RHO(5),
  /** ∂V/∂q; 0 in models of a forward. */
  PHI(6),
  /** ∂²V/∂S∂σ. */
  VANNA(7),
  /** ∂²V/∂S∂t. */
  CHARM(8),
  /** ∂²V/∂σ². */
  VOMMA(9),
  /** ∂²V/∂σ∂t. */
  VETA(10),
  /** ∂²V/∂σ∂r. */
  VERA(11),
  /** ∂³V/∂S³. */
  SPEED(12),
  /** ∂³V/∂S²∂σ. */
  ZOMMA(13),
  /** ∂³V/∂S²∂t. */
  COLOR(14),
  /** ∂³V/∂σ³. */
  ULTIMA(15),
  /** ∂V/∂K. */
  DUAL_DELTA(16),
  /** ∂²V/∂K². */
  DUAL_GAMMA(17),
  /** S/V ∂V/∂S, the elasticity; 0 where V is 0. */
  LAMBDA(18);

  /** How many there are. */
  public static final int COUNT = 19;

  /** Mask of all of them. */
  public static final int ALL = (1 << COUNT) - 1;

  private final int column;

  Greek(int column) {
    this.column = column;
  }

  /** This one's column in the outputs. */
  public int column() {
    return column;
  }

  /** This one's bit in a mask. */
  public int bit() {
    return 1 << column;
  }

  /** Mask of some of them. */
  public static int mask(Greek... greeks) {
    int mask = 0;
    for (Greek g : greeks) {
      mask |= g.bit();
    }
    return mask;
  }
}
