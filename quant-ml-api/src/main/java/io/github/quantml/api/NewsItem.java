// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.time.Instant;

/**
 * A text about an instrument, usable from the moment it was received.
 *
 * @param symbol instrument it speaks of
 * @param published the publisher's own time stamp
 * @param received when the host got it, not before {@code published}: what {@link #known} answers
 * @param source publisher or feed
 * @param text the words
 */
public record NewsItem(
    String symbol, Instant published, Instant received, String source, String text)
    implements Known {
  public NewsItem {
    if (received.isBefore(published)) {
      throw new InvalidDataException(
          "news on "
              + symbol
              + " from "
              + source
              + ": received "
              + received
              + " is before published "
              + published);
    }
  }

  @Override
  public Instant known() {
    return received;
  }

  void addTo(Fingerprint f) {
    f.add(symbol).add(source).add(text);
    f.add(EpochNanos.saturated(published)).add(EpochNanos.saturated(received));
  }
}
