// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.trading;

/** What a reader of disclosures did with a row, beside taking it as it is. */
public enum FilingNote {
  /** Left out: a report without rows, as of filings on paper that were scanned. Counts reports. */
  NO_TRANSACTIONS(true),
  /** Left out: no ticker. */
  NO_TICKER(true),
  /** Left out: several tickers in one cell. */
  SEVERAL_TICKERS(true),
  /** Left out: not a purchase, sale or exchange. */
  UNKNOWN_SIDE(true),
  /** Left out: an amount that is not a range of dollars. */
  BAD_AMOUNT(true),
  /** Left out: a date that cannot be read. */
  BAD_DATE(true),
  /** Left out: no filing date, without which nobody knows when the trade was public. */
  NO_FILING_DATE(true),
  /**
   * Left out: a trade before 2000 or more than a year after its filing, such as in 2202 or 1935.
   */
  IMPOSSIBLE_YEAR(true),
  /** Left out: a trade after its filing. */
  NEGATIVE_LAG(true),
  /** Left out: the same trade of the same owner in a later report of the same filer. */
  DUPLICATE(true),
  /** Repaired: markup in a field was taken out. */
  MARKUP_REMOVED(false),
  /** Kept: filed more than 45 days after the trade, which the law does not allow. */
  LATE(false);

  private final boolean leftOut;

  FilingNote(boolean leftOut) {
    this.leftOut = leftOut;
  }

  /** Whether rows with this note are left out. */
  public boolean isLeftOut() {
    return leftOut;
  }
}
