// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

/**
 * How much a model file may ask for before it is refused.
 *
 * @param maxBytes largest file in bytes
 * @param maxEntries most entries of one bundle
 * @param maxDepth deepest nesting of bundles
 */
public record LoadLimits(long maxBytes, int maxEntries, int maxDepth) {
  public LoadLimits {
    if (maxBytes < 1 || maxEntries < 1 || maxDepth < 1) {
      throw new IllegalArgumentException(
          "load limits: all must be at least 1, got "
              + maxBytes
              + " bytes, "
              + maxEntries
              + " entries, depth "
              + maxDepth);
    }
  }

  /** 256 MiB, 10,000 entries, 8 levels. */
  public static LoadLimits defaults() {
    return new LoadLimits(256L << 20, 10_000, 8);
  }

  public LoadLimits withMaxBytes(long value) {
    return new LoadLimits(value, maxEntries, maxDepth);
  }
}
