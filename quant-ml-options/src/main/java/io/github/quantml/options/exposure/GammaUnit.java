// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.exposure;

/** What a gamma exposure is measured in; Γ · contracts · multiplier is shares per point. */
public enum GammaUnit {
  /** Shares of the underlying to trade per move of one point. */
  SHARES_PER_POINT,
  /** Money to trade per move of one point: × S. */
  MONEY_PER_POINT,
  /** Money to trade per move of 1 %: × S² · 0.01. */
  MONEY_PER_PERCENT;

  /** The factor from shares per point at spot s. */
  public double factor(double s) {
    return switch (this) {
      case SHARES_PER_POINT -> 1;
      case MONEY_PER_POINT -> s;
      case MONEY_PER_PERCENT -> 0.01 * s * s;
    };
  }
}
