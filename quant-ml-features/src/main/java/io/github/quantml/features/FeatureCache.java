// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features;

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
}
