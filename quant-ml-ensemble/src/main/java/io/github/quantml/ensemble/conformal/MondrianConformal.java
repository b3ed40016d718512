// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble.conformal;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A threshold per category - per regime of the market, say - so that coverage holds within each and
 * not only over all; a category with few scores leans on the common threshold.
 *
 * <p>The threshold of a category with n scores is (n·own + κ·common)/(n + κ). Source: Vovk,
 * Gammerman and Shafer (2005), Algorithmic learning in a random world, section 4.5, for the
 * categories; the shrinkage is ours. Not thread-safe.
 */
public final class MondrianConformal {
  private final Supplier<OnlineConformal> maker;
  private final double shrinkage;
  private final OnlineConformal common;
  private final Map<Integer, OnlineConformal> own = new TreeMap<>();
  private final Map<Integer, Integer> counts = new TreeMap<>();

  private MondrianConformal(Supplier<OnlineConformal> maker, double shrinkage) {
    this.maker = maker;
    this.shrinkage = shrinkage;
    this.common = maker.get();
  }

  /**
   * Starts with no categories.
   *
   * @param maker makes a fresh threshold, first for all scores together and then per category
   * @param shrinkage κ, positive: how many scores a category needs to count half; +∞ for a common
   *     threshold only
   */
  public static MondrianConformal of(Supplier<OnlineConformal> maker, double shrinkage) {
    if (!(shrinkage > 0)) {
      throw new IllegalArgumentException("shrinkage: must be positive, got " + shrinkage);
    }
    return new MondrianConformal(maker, shrinkage);
  }

  /** The threshold of a category, one never seen included. */
  public double threshold(int category) {
    OnlineConformal mine = own.get(category);
    double all = common.threshold();
    if (mine == null) {
      return all;
    }
    double trust = trust(counts.getOrDefault(category, 0));
    return trust * mine.threshold() + (1 - trust) * all;
  }

  private double trust(int n) {
    return Double.isInfinite(shrinkage) ? 0 : n / (n + shrinkage);
  }

  /** The threshold without regard to categories. */
  public double commonThreshold() {
    return common.threshold();
  }

  /** The thresholds of all categories seen, by category. */
  public Map<Integer, Double> thresholds() {
    Map<Integer, Double> all = new TreeMap<>();
    own.keySet().forEach(category -> all.put(category, threshold(category)));
    return all;
  }

  /** Learns the score of an outcome of a category. */
  public void learn(int category, double score) {
    common.learn(score);
    if (!Double.isInfinite(shrinkage)) {
      own.computeIfAbsent(category, c -> maker.get()).learn(score);
      counts.merge(category, 1, Integer::sum);
    }
  }
}
