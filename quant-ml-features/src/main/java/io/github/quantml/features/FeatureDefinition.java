// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features;

/**
 * What a feature is, in words; what it computes is its {@link
 * io.github.quantml.features.graph.Node}.
 *
 * @param name unique within a registry: lower case letters, digits and underscores
 * @param meaning one line, no full stop
 * @param source of the formula: author, year, or the library whose convention it is
 * @param scaleFree whether the value stays when all prices, or all volumes, change their unit
 * @param availability when the value may be used
 * @param nanPolicy what a NaN among the inputs does
 */
public record FeatureDefinition(
    String name,
    String meaning,
    String source,
    boolean scaleFree,
    Availability availability,
    NanPolicy nanPolicy) {

  public FeatureDefinition {
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException(
          "feature name: must be lower case letters, digits and underscores, got '" + name + "'");
    }
    requireLine(name, "meaning", meaning);
    requireLine(name, "source", source);
  }

  private static void requireLine(String name, String field, String value) {
    if (value.isBlank() || value.indexOf('\n') >= 0) {
      throw new IllegalArgumentException(
          "feature " + name + ": " + field + " must be one line, got '" + value + "'");
    }
  }
}
