// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.member;

import io.github.quantml.features.Feature;
import io.github.quantml.features.FeatureRegistry;
import io.github.quantml.features.FeatureSet;
import io.github.quantml.features.graph.Stability;
import io.github.quantml.features.selection.Selector;
import io.github.quantml.features.selection.UnivariateSelector;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How {@link FeatureRegressionTrainer} works.
 *
 * @param features what it chooses from: of one instrument's bars alone
 * @param selector which of them it keeps, from the training rows alone
 * @param maxFeatures most features kept, at least 1
 * @param penalty ridge penalty per row on standardised features, above 0
 * @param halfLife bars after which a squared return weighs half in today's variance, above 0
 * @param validation last share of the rows that decides how far forecasts are followed, in (0, 0.5]
 */
public record FeatureRegressionConfig(
    List<Feature> features,
    Selector selector,
    int maxFeatures,
    double penalty,
    double halfLife,
    double validation) {
  private static final int LONGEST = 130;

  public FeatureRegressionConfig {
    features = List.copyOf(features);
    if (features.isEmpty()) {
      throw new IllegalArgumentException("features: must be at least one, got none");
    }
    for (Feature feature : features) {
      if (feature.isPanel() || feature.stability() == Stability.CUMULATIVE) {
        throw new IllegalArgumentException(
            "features: must look at one instrument and not at all its past, got " + feature.name());
      }
      if (!feature.isOfBarsAlone()) {
        throw new IllegalArgumentException(
            "features: must need bars alone, got " + feature.name() + " of " + feature.inputs());
      }
    }
    require("maxFeatures", maxFeatures >= 1, maxFeatures);
    require("penalty", penalty > 0 && penalty < Double.POSITIVE_INFINITY, penalty);
    require("halfLife", halfLife > 0 && halfLife < Double.POSITIVE_INFINITY, halfLife);
    require("validation", validation > 0 && validation <= 0.5, validation);
  }

  private static void require(String name, boolean holds, double value) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": out of range, got " + value);
    }
  }

  /**
   * The scale-free features of the standard registry that look back at most 130 bars, screened by
   * HAC tests at a false discovery rate of 10 %; at most 30 of them; penalty 0.1.
   */
  public static FeatureRegressionConfig defaults() {
    List<Feature> features =
        FeatureRegistry.standard().features().stream()
            .filter(f -> f.definition().scaleFree() && !f.isPanel())
            .filter(f -> f.stability() != Stability.CUMULATIVE)
            .filter(f -> Math.max(f.lookback(), f.burnIn()) < LONGEST)
            .filter(f -> f.isOfBarsAlone())
            .toList();
    return new FeatureRegressionConfig(features, UnivariateSelector.hac(0.1), 30, 0.1, 21, 0.25);
  }

  public FeatureRegressionConfig withFeatures(List<Feature> value) {
    return new FeatureRegressionConfig(value, selector, maxFeatures, penalty, halfLife, validation);
  }

  public FeatureRegressionConfig withSelector(Selector value) {
    return new FeatureRegressionConfig(features, value, maxFeatures, penalty, halfLife, validation);
  }

  public FeatureRegressionConfig withMaxFeatures(int value) {
    return new FeatureRegressionConfig(features, selector, value, penalty, halfLife, validation);
  }

  public FeatureRegressionConfig withPenalty(double value) {
    return new FeatureRegressionConfig(
        features, selector, maxFeatures, value, halfLife, validation);
  }

  public FeatureRegressionConfig withHalfLife(double value) {
    return new FeatureRegressionConfig(features, selector, maxFeatures, penalty, value, validation);
  }

  Map<String, String> settings() {
    Map<String, String> out = new TreeMap<>();
    out.put("features", Long.toHexString(FeatureSet.of(features).definitionHash()));
    out.put("selector", selector.toString());
    out.put("maxFeatures", Integer.toString(maxFeatures));
    out.put("penalty", Double.toString(penalty));
    out.put("halfLife", Double.toString(halfLife));
    out.put("validation", Double.toString(validation));
    return out;
  }
}
