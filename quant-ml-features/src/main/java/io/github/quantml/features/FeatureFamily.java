// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features;

import java.util.List;

/**
 * Features that belong together.
 *
 * @param name short, such as {@code "talib"}
 * @param title one line
 * @param features in the order of their listing
 */
public record FeatureFamily(String name, String title, List<Feature> features) {
  public FeatureFamily {
    if (name.isBlank() || title.isBlank()) {
      throw new IllegalArgumentException("feature family: name and title must not be blank");
    }
    features = List.copyOf(features);
  }
}
