// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.order;

/** How long an order lives. */
public enum TimeInForce {
  /** Until filled or cancelled. */
  GOOD_TILL_CANCELLED,
  /** To the end of the session date of the first bar it can fill in. */
  DAY,
  /** While bars close at or before the order's date; a bar that ends later could fill too late. */
  GOOD_TILL_DATE,
  /** Fills what it can at the open of the first bar it can fill in; the rest is cancelled. */
  IMMEDIATE_OR_CANCEL
}
