// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.time.Instant;

/**
 * A trade somebody had to disclose, usable from the moment its report was filed.
 *
 * @param filer who traded, as the source names them
 * @param symbol instrument traded
 * @param side bought or sold
 * @param amountLow lower end of the disclosed amount, at least 0
 * @param amountHigh upper end of the disclosed amount, at least {@code amountLow}
 * @param traded when the trade happened
 * @param filed when its report became public: what {@link #known} answers
 */
public record Disclosure(
    String filer,
    String symbol,
    Side side,
    double amountLow,
    double amountHigh,
    Instant traded,
    Instant filed)
    implements Known {

  /** Direction of a disclosed trade. */
  public enum Side {
    BUY,
    SELL,
    EXCHANGE
  }

  public Disclosure {
    String what = "disclosure by " + filer + " on " + symbol + " filed " + filed;
    Checks.nonNegative(what, "lower amount", amountLow);
    Checks.nonNegative(what, "upper amount", amountHigh);
    if (amountHigh < amountLow) {
      throw new InvalidDataException(
          what + ": upper amount " + amountHigh + " is below lower amount " + amountLow);
    }
    if (filed.isBefore(traded)) {
      throw new InvalidDataException(what + ": filed before the trade of " + traded);
    }
  }

  @Override
  public Instant known() {
    return filed;
  }

  void addTo(Fingerprint f) {
    f.add(filer).add(symbol).add(side.name()).add(amountLow).add(amountHigh);
    f.add(EpochNanos.saturated(traded)).add(EpochNanos.saturated(filed));
  }
}
