// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.exposure;

/**
 * Which side of the open interest the dealers are assumed to hold: an assumption, not a
 * measurement.
 */
public enum DealerSign {
  /** Long the calls, short the puts that customers sold and bought (SqueezeMetrics 2016). */
  CALLS_LONG_PUTS_SHORT(1, -1),
  /** The opposite. */
  CALLS_SHORT_PUTS_LONG(-1, 1),
  /** Short everything. */
  ALL_SHORT(-1, -1),
  /** Long everything: the exposure of the holders themselves. */
  ALL_LONG(1, 1),
  /** What the positions say of each contract; see {@link OpenPositions}. */
  PER_CONTRACT(0, 0);

  private final int call;
  private final int put;

  DealerSign(int call, int put) {
    this.call = call;
    this.put = put;
  }

  /** +1 for long, −1 for short, 0 where each contract has its own. */
  public int of(boolean isCall) {
    return isCall ? call : put;
  }

  double of(OpenPositions p, int row) {
    return this == PER_CONTRACT ? p.side[row] : p.call[row] ? call : put;
  }
}
