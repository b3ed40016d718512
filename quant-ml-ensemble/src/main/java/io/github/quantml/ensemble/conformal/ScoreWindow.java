// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble.conformal;

import java.util.Arrays;

/** The latest scores, in time and in order. */
final class ScoreWindow {
  private final double[] recent;
  private final double[] sorted;
  private int size;
  private int next;

  ScoreWindow(int window) {
    if (window < 1) {
      throw new IllegalArgumentException("window: must be at least 1, got " + window);
    }
    recent = new double[window];
    sorted = new double[window];
  }

  int size() {
    return size;
  }

  void add(double score) {
    if (!Double.isFinite(score)) {
      throw new IllegalArgumentException("score: must be finite, got " + score);
    }
    if (size == recent.length) {
      int gone = Arrays.binarySearch(sorted, 0, size, recent[next]);
      System.arraycopy(sorted, gone + 1, sorted, gone, size - gone - 1);
      size--;
    }
    int found = Arrays.binarySearch(sorted, 0, size, score);
    int at = found >= 0 ? found : -found - 1;
    System.arraycopy(sorted, at, sorted, at + 1, size - at);
    sorted[at] = score;
    size++;
    recent[next] = score;
    next = (next + 1) % recent.length;
  }

  /** The conformal threshold at a miss rate; the extremes where it asks for more than there is. */
  double threshold(double miss) {
    int rank = (int) Math.ceil((1 - miss) * (size + 1));
    return sorted[Math.min(size, Math.max(1, rank)) - 1];
  }
}
