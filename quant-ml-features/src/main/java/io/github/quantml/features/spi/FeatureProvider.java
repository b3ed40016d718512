// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.spi;

import io.github.quantml.api.spi.Provider;
import io.github.quantml.features.FeatureFamily;

/**
 * Offers a host's own features by service loader, so that saved models that use them can be read
 * back; {@link io.github.quantml.features.FeatureRegistry#installed} has them.
 */
public interface FeatureProvider extends Provider {
  /** The features; no name may be that of a feature of the library. */
  FeatureFamily family();
}
