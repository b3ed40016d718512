// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.split;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts samples, oldest first, into folds. Immutable, thread-safe. */
public interface Splitter {
  /**
   * The folds of so many samples.
   *
   * @param spans when each label formed, to purge by; null to purge by count alone
   */
  List<Fold> split(int samples, @Nullable LabelSpans spans);

  /** The folds, purged by count alone. */
  default List<Fold> split(int samples) {
    return split(samples, null);
  }

  /** The folds, purged by label end times as well. */
  default List<Fold> split(LabelSpans spans) {
    return split(spans.size(), spans);
  }
}
