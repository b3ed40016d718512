// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.io.Serial;

/** There is less data than the computation needs; carries both counts. */
public final class InsufficientDataException extends QuantMlException {
  @Serial private static final long serialVersionUID = 1L;

  private final long needed;
  private final long got;

  /**
   * States the shortfall.
   *
   * @param what what is short of data, for example {@code "AAPL: bars for the horizon of 21 bars"}
   * @param needed the smallest count that would do
   * @param got the count that was given
   */
  public InsufficientDataException(String what, long needed, long got) {
    super(what + ": needs at least " + needed + ", got " + got);
    this.needed = needed;
    this.got = got;
  }

  public long needed() {
    return needed;
  }

  public long got() {
    return got;
  }
}
