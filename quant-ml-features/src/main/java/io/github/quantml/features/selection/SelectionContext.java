// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.selection;

/**
 * Circumstances of a selection.
 *
 * @param seed root of all randomness
 * @param threads how many threads may work, at least 1; never changes a result
 * @param maxFeatures most features to keep, best first; at least 1
 */
public record SelectionContext(long seed, int threads, int maxFeatures) {
  public SelectionContext {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: must be >= 1, got " + threads);
    }
    if (maxFeatures < 1) {
      throw new IllegalArgumentException("maxFeatures: must be >= 1, got " + maxFeatures);
    }
  }

  /** Seed 42, one thread, no cap. */
  public static SelectionContext defaults() {
    return new SelectionContext(42, 1, Integer.MAX_VALUE);
  }

  public SelectionContext withSeed(long value) {
    return new SelectionContext(value, threads, maxFeatures);
  }

  public SelectionContext withThreads(int value) {
    return new SelectionContext(seed, value, maxFeatures);
  }

  /** The cap that the setting {@code N_FEATURES} gives. */
  public SelectionContext withMaxFeatures(int value) {
    return new SelectionContext(seed, threads, value);
  }
}
