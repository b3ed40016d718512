// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a model recognised in the market beside its forecast.
 *
 * @param regime the current regime, null when the model knows none
 * @param similarPatterns stretches of the past that looked like now, nearest first
 * @param factors exposure to each factor by name
 */
public record Insights(
    @Nullable Regime regime,
    List<SimilarPattern> similarPatterns,
    Map<String, FactorExposure> factors) {
  /** Nothing recognised. */
  public static final Insights NONE = new Insights(null, List.of(), Map.of());

  public Insights {
    similarPatterns = List.copyOf(similarPatterns);
    factors = Collections.unmodifiableMap(new TreeMap<>(factors));
  }

  public static Insights of(Regime regime) {
    return new Insights(regime, List.of(), Map.of());
  }

  public static Insights of(List<SimilarPattern> similarPatterns) {
    return new Insights(null, similarPatterns, Map.of());
  }

  public static Insights of(Map<String, FactorExposure> factors) {
    return new Insights(null, List.of(), factors);
  }
}
