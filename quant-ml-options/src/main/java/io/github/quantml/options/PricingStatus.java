// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options;

/**
 * What became of one row of a batch.
 *
 * <p>A row that is not {@link #OK} has 0 in its outputs, never NaN, unless the constant says else.
 * {@link #code()} is what batches store.
 */
public enum PricingStatus {
  /** Computed. */
  OK(0),
  /** The time to expiry is negative. */
  EXPIRED(1),
  /** An input is NaN, infinite or outside its domain. */
  BAD_INPUT(2),
  /** The price is below the least that a positive volatility can give. */
  BELOW_INTRINSIC(3),
  /** The price is at or above the most that any volatility can give. */
  ABOVE_MAXIMUM(4),
  /** Computed, but the time value has lost more than half its digits in the price. */
  LOW_PRECISION(5),
  /** The method did not converge. */
  NOT_CONVERGED(6);

  private static final PricingStatus[] ALL = values();

  private final byte code;

  PricingStatus(int code) {
    this.code = (byte) code;
  }

  /** The number stored in a batch's status array. */
  public byte code() {
    return code;
  }

  /** The status of a stored number. */
  public static PricingStatus of(byte code) {
    if (code < 0 || code >= ALL.length) {
      throw new IllegalArgumentException("code: must be in [0, " + ALL.length + "), got " + code);
    }
    return ALL[code];
  }

  /** Whether the row's outputs are values. */
  public boolean isValue() {
    return this == OK || this == LOW_PRECISION;
  }
}
