// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.split;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Marks the training samples that know something about a contiguous test block. */
final class Purge {
  private Purge() {}

  /** Takes off the training set what overlaps the test samples [from, to) in time. */
  static void byLabels(boolean[] train, @Nullable LabelSpans spans, int from, int to) {
    if (spans == null || from >= to) {
      return;
    }
    // Test labels may end in any order, but the block's time is one interval: from its first
    // feature to its last label end. A sample outside of it overlaps none of the block.
    long first = spans.start(from);
    long last = spans.lastEnd(from, to);
    for (int i = 0; i < train.length; i++) {
      if (train[i] && spans.start(i) <= last && spans.end(i) >= first) {
        train[i] = false;
      }
    }
  }

  static int[] positions(boolean[] marked) {
    int[] out = new int[marked.length];
    int count = 0;
    for (int i = 0; i < marked.length; i++) {
      if (marked[i]) {
        out[count++] = i;
      }
    }
    return Arrays.copyOf(out, count);
  }

  static int[] range(int from, int to) {
    int[] out = new int[Math.max(0, to - from)];
    for (int i = 0; i < out.length; i++) {
      out[i] = from + i;
    }
    return out;
  }
}
