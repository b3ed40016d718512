// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

/** Takes trades one by one, oldest first. */
@FunctionalInterface
public interface TradeConsumer {
  /**
   * Takes one trade.
   *
   * @param timeNanos when it happened, in nanoseconds since 1970-01-01T00:00Z, not before the last
   * @param price finite and positive
   * @param amount in the instrument's units, finite and positive
   */
  void accept(long timeNanos, double price, double amount);
}
