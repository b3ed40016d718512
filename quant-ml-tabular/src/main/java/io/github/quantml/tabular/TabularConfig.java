// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.tabular;

import io.github.quantml.features.Feature;
import io.github.quantml.features.graph.Stability;
import io.github.quantml.features.selection.InformationSelector;
import io.github.quantml.features.selection.Selector;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How {@link TabularTrainer} works.
 *
 * @param features what the trees see: of bars alone, each known at the close
 * @param selector which of them are kept, from the training rows; if none passes, all are
 * @param maxFeatures most features kept, at least 1
 * @param labels what a bar is labelled by
 * @param barrier width of the triple barrier, and of "flat" for forward returns, in standard
 *     deviations over the horizon; positive
 * @param rounds most rounds of boosting, at least 1
 * @param depth of boosted trees, at least 1
 * @param shrinkage of each round, in (0, 1]
 * @param trees of the quantile forest, at least 10
 * @param leafSize fewest distinct rows of a leaf, at least 1
 * @param validation last share of the rows that chooses the rounds, in (0, 0.5]
 */
public record TabularConfig(
    List<Feature> features,
    Selector selector,
    int maxFeatures,
    Labels labels,
    double barrier,
    int rounds,
    int depth,
    double shrinkage,
    int trees,
    int leafSize,
    double validation) {

  /** What a bar is labelled by. */
  public enum Labels {
    /** The simple return over the horizon. */
    FORWARD_RETURN,
    /** The simple return up to the first touch of a {@link TripleBarrier}. */
    TRIPLE_BARRIER
  }

  public TabularConfig {
    features = List.copyOf(features);
    if (features.isEmpty()) {
      throw new IllegalArgumentException("features: must be at least one, got none");
    }
    for (Feature feature : features) {
      if (feature.isPanel() || feature.stability() == Stability.CUMULATIVE) {
        throw new IllegalArgumentException(
            "features: must look at one instrument and not at all its past, got " + feature.name());
      }
    }
    require("maxFeatures", maxFeatures >= 1, maxFeatures);
    require("barrier", barrier > 0 && barrier < 100, barrier);
    require("rounds", rounds >= 1, rounds);
    require("depth", depth >= 1 && depth <= 30, depth);
    require("shrinkage", shrinkage > 0 && shrinkage <= 1, shrinkage);
    require("trees", trees >= 10, trees);
    require("leafSize", leafSize >= 1, leafSize);
    require("validation", validation > 0 && validation <= 0.5, validation);
  }

  private static void require(String name, boolean holds, double value) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": out of range, got " + value);
    }
  }

  /**
   * 16 features of bars, screened by mutual information at a false discovery rate of one half;
   * forward returns; at most 150 rounds of depth 4 and shrinkage 0.05; 60 trees with leaves of 10
   * rows; the last quarter validates.
   */
  public static TabularConfig defaults() {
    return new TabularConfig(
        TabularFeatures.defaults(),
        InformationSelector.binned(0.5),
        200,
        Labels.FORWARD_RETURN,
        0.5,
        150,
        4,
        0.05,
        60,
        10,
        0.25);
  }

  public TabularConfig withFeatures(List<Feature> value) {
    return new TabularConfig(
        value,
        selector,
        maxFeatures,
        labels,
        barrier,
        rounds,
        depth,
        shrinkage,
        trees,
        leafSize,
        validation);
  }

  public TabularConfig withSelector(Selector value) {
    return new TabularConfig(
        features,
        value,
        maxFeatures,
        labels,
        barrier,
        rounds,
        depth,
        shrinkage,
        trees,
        leafSize,
        validation);
  }

  public TabularConfig withMaxFeatures(int value) {
    return new TabularConfig(
        features,
        selector,
        value,
        labels,
        barrier,
        rounds,
        depth,
        shrinkage,
        trees,
        leafSize,
        validation);
  }

  public TabularConfig withLabels(Labels value) {
    return new TabularConfig(
        features,
        selector,
        maxFeatures,
        value,
        barrier,
        rounds,
        depth,
        shrinkage,
        trees,
        leafSize,
        validation);
  }

  public TabularConfig withRounds(int value) {
    return new TabularConfig(
        features,
        selector,
        maxFeatures,
        labels,
        barrier,
        value,
        depth,
        shrinkage,
        trees,
        leafSize,
        validation);
  }

  public TabularConfig withTrees(int value) {
    return new TabularConfig(
        features,
        selector,
        maxFeatures,
        labels,
        barrier,
        rounds,
        depth,
        shrinkage,
        value,
        leafSize,
        validation);
  }

  Map<String, String> settings() {
    Map<String, String> out = new TreeMap<>();
    out.put("features", Integer.toString(features.size()));
    out.put("selector", selector.name());
    out.put("maxFeatures", Integer.toString(maxFeatures));
    out.put("labels", labels.name());
    out.put("barrier", Double.toString(barrier));
    out.put("rounds", Integer.toString(rounds));
    out.put("depth", Integer.toString(depth));
    out.put("shrinkage", Double.toString(shrinkage));
    out.put("trees", Integer.toString(trees));
    out.put("leafSize", Integer.toString(leafSize));
    out.put("validation", Double.toString(validation));
    return out;
  }
}
