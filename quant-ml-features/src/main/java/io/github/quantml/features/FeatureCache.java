// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * A place to keep tables already computed, for as long as the host likes: a table depends on its
 * key alone, so it never becomes wrong. The library's content cache fits with one lambda.
 */
@FunctionalInterface
public interface FeatureCache {
  /** The table of a key, computed if it is not there. */
  FeatureTable get(FeatureKey key, Supplier<FeatureTable> compute);

  /** Keeps nothing. */
  static FeatureCache none() {
    return (key, compute) -> compute.get();
  }

  /**
   * Keeps the {@code most} tables used last, each for {@code ttl} after it was computed, such as
   * {@code QuantMlSettings.featureCacheTtl()}. Thread-safe.
   *
   * @param ttl not negative; 0 keeps nothing
   * @param most at least 1
   */
  static FeatureCache withTtl(Duration ttl, int most, InstantSource clock) {
    return new TimedFeatureCache(ttl, most, clock);
  }
}
