// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.chain;

import java.util.EnumMap;
import java.util.Map;

/**
 * What a reader did with the rows of a file.
 *
 * @param options options in the file, two to a row of a two-sided table
 * @param kept options in the chain
 * @param counts options per reason; reasons that keep an option may add to one another
 */
public record ChainReport(int options, int kept, Map<RejectReason, Integer> counts) {
  public ChainReport {
    counts = Map.copyOf(counts);
  }

  /** Options with this reason. */
  public int count(RejectReason reason) {
    return counts.getOrDefault(reason, 0);
  }

  @Override
  public String toString() {
    return kept
        + " of "
        + options
        + " options kept, "
        + new EnumMap<>(
            counts.isEmpty() ? new EnumMap<RejectReason, Integer>(RejectReason.class) : counts);
  }
}
