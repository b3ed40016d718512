// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest;

/** What happens to positions after the last bar. */
public enum EndOfRun {
  /** They stay open and are marked at the last close. */
  KEEP_OPEN,
  /** They are closed at the last close, with costs. */
  CLOSE_AT_LAST_CLOSE,
  /**
   * They are closed at the open of the last bar, which was over when that was decided. Not possible
   * in a market; for parity with an engine that does it.
   */
  CLOSE_AT_LAST_OPEN
}
