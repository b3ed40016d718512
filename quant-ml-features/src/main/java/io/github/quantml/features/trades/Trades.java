// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.trades;

import io.github.quantml.api.InvalidDataException;

/**
 * Trades of one instrument, oldest first. The arrays are copied.
 *
 * @param timeNanos when they happened, nanoseconds since 1970-01-01T00:00Z, not decreasing
 * @param price positive
 * @param size positive
 */
public record Trades(long[] timeNanos, double[] price, double[] size) {
  public Trades {
    timeNanos = timeNanos.clone();
    price = price.clone();
    size = size.clone();
    if (price.length != timeNanos.length || size.length != timeNanos.length) {
      throw new InvalidDataException(
          "trades: must have one price and size for each time, got "
              + timeNanos.length
              + " times, "
              + price.length
              + " prices and "
              + size.length
              + " sizes");
    }
    for (int i = 0; i < price.length; i++) {
      if (!(price[i] > 0 && price[i] < Double.POSITIVE_INFINITY)) {
        throw new InvalidDataException("trade " + i + ": price must be > 0, got " + price[i]);
      }
      if (!(size[i] > 0 && size[i] < Double.POSITIVE_INFINITY)) {
        throw new InvalidDataException("trade " + i + ": size must be > 0, got " + size[i]);
      }
      if (i > 0 && timeNanos[i] < timeNanos[i - 1]) {
        throw new InvalidDataException(
            "trade " + i + ": time must not be before that of the trade before it");
      }
    }
  }

  public int count() {
    return price.length;
  }

  /**
   * The side of each trade by the tick rule: +1 after a rise, −1 after a fall, that of the trade
   * before where the price stayed, 0 until it first moves.
   *
   * <p>Source: Lee and Ready (1991), Inferring trade direction from intraday data, Journal of
   * Finance 46.
   */
  public int[] tickRule() {
    int[] side = new int[price.length];
    for (int i = 1; i < side.length; i++) {
      double change = price[i] - price[i - 1];
      side[i] = change > 0 ? 1 : change < 0 ? -1 : side[i - 1];
    }
    return side;
  }
}
