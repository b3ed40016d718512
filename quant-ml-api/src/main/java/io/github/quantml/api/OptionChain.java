// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.time.Instant;
import java.util.List;

/**
 * Every quoted option of one underlying at one moment.
 *
 * @param underlying symbol of the underlying
 * @param known when the snapshot was taken
 * @param spot price of the underlying at that moment, positive
 * @param quotes in the source's order
 */
public record OptionChain(String underlying, Instant known, double spot, List<OptionQuote> quotes)
    implements Known {
  public OptionChain {
    Checks.positive(underlying + " option chain of " + known, "spot", spot);
    quotes = List.copyOf(quotes);
  }

  void addTo(Fingerprint f) {
    f.add(underlying).add(EpochNanos.saturated(known)).add(spot).add(quotes.size());
    quotes.forEach(q -> q.addTo(f));
  }
}
