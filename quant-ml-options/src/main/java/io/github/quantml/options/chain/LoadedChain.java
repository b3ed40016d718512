// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.chain;

import io.github.quantml.api.OptionChain;
import java.util.List;

/**
 * A chain read from a file.
 *
 * @param chain the options kept
 * @param feed the source's Greeks, in the order of the chain's quotes
 * @param report what was left out and why
 */
public record LoadedChain(OptionChain chain, List<FeedGreeks> feed, ChainReport report) {
  public LoadedChain {
    feed = List.copyOf(feed);
    if (feed.size() != chain.quotes().size()) {
      throw new IllegalArgumentException(
          "feed: must have " + chain.quotes().size() + " rows, got " + feed.size());
    }
  }
}
