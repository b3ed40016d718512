// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.sentiment;

import io.github.quantml.benchmarks.Comparison;
import java.util.List;
import java.util.function.Supplier;

/** Analyzers of texts. */
public final class SentimentComparisons {
  private SentimentComparisons() {}

  /** In the order of the table. A new comparison is added here. */
  public static List<Supplier<Comparison>> all() {
    return List.of(LexiconScores::new);
  }
}
