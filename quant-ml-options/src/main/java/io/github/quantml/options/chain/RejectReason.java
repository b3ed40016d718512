// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.chain;

/** Why a quoted option was left out of a chain, or kept with a reservation. */
public enum RejectReason {
  /** The expiry lies before the snapshot; left out. */
  EXPIRED,
  /** The bid exceeds the ask; left out. */
  CROSSED,
  /** The quote belongs to a spot before a split: intrinsic value or bound missed by a quarter. */
  SPLIT_DAY,
  /** A field is missing or no number, or breaks its rule; left out. */
  MALFORMED,
  /** The source gives no positive implied volatility; kept, without it. */
  ZERO_IMPLIED_VOLATILITY,
  /** There is neither bid nor ask; kept, for its open interest. */
  NO_QUOTE;

  /** Whether rows with this reason are left out. */
  public boolean drops() {
    return this != ZERO_IMPLIED_VOLATILITY && this != NO_QUOTE;
  }
}
