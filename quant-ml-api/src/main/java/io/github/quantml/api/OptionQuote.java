// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One listed option as quoted.
 *
 * @param root option root, which tells settlement styles of one underlying apart (SPX, SPXW)
 * @param expiry last trading date
 * @param type call or put
 * @param strike positive, in the underlying's currency
 * @param bid at least 0, 0 for no bid
 * @param ask at least 0, 0 for no ask
 * @param impliedVolatility annualised as published by the source, null when it gave none
 * @param volume contracts traded today, at least 0
 * @param openInterest open contracts, at least 0
 */
public record OptionQuote(
    String root,
    LocalDate expiry,
    Type type,
    double strike,
    double bid,
    double ask,
    @Nullable Double impliedVolatility,
    long volume,
    long openInterest) {

  /** The right an option gives. */
  public enum Type {
    CALL,
    PUT
  }

  public OptionQuote {
    String what = root + " " + expiry + " " + type + " " + strike;
    Checks.positive(what, "strike", strike);
    Checks.nonNegative(what, "bid", bid);
    Checks.nonNegative(what, "ask", ask);
    if (volume < 0 || openInterest < 0) {
      throw new InvalidDataException(
          what
              + ": volume and open interest must be at least 0, got "
              + volume
              + " and "
              + openInterest);
    }
    if (impliedVolatility != null) {
      Checks.nonNegative(what, "implied volatility", impliedVolatility);
    }
  }

  void addTo(Fingerprint f) {
    f.add(root).add(expiry.toEpochDay()).add(type.name()).add(strike).add(bid).add(ask);
    f.add(impliedVolatility == null ? -1 : impliedVolatility).add(volume).add(openInterest);
  }
}
