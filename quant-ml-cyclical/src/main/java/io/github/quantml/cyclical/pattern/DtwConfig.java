// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

/**
 * How two series are warped onto each other.
 *
 * <p>The variants combine: derivative and weighted together is WDDTW.
 *
 * @param cost cost of matching two points
 * @param band largest difference r of matched positions, |i − j| ≤ r (Sakoe and Chiba 1978), at
 *     least 0: 0 is the lock-step distance, {@link #UNCONSTRAINED} no limit. A library that counts
 *     the width of the band, such as dtaidistance, calls r a window of r + 1
 * @param derivative whether slopes rather than values are compared (DDTW): the series lose their
 *     first and last value
 * @param steepness g ≥ 0 of the weights 1/(1 + exp(−g(|i − j| − n/2))) that matching at different
 *     positions is punished by (WDTW), n being the longer length; 0 for none, not for g = 0
 * @param penalty ω ≥ 0 added for every step that is not diagonal (ADTW); 0 for none
 */
public record DtwConfig(
    PointCost cost, int band, boolean derivative, double steepness, double penalty) {
  /** A band that forbids nothing. */
  public static final int UNCONSTRAINED = Integer.MAX_VALUE;

  public DtwConfig {
    if (band < 0) {
      throw new IllegalArgumentException("band: must be at least 0, got " + band);
    }
    requireNonNegative("steepness", steepness);
    requireNonNegative("penalty", penalty);
  }

  private static void requireNonNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + ": must be finite and at least 0, got " + value);
    }
  }

  /** Squared cost, no band, no variant. */
  public static DtwConfig defaults() {
    return new DtwConfig(PointCost.SQUARED, UNCONSTRAINED, false, 0, 0);
  }

  /** This with another cost. */
  public DtwConfig withCost(PointCost cost) {
    return new DtwConfig(cost, band, derivative, steepness, penalty);
  }

  /** This with another band. */
  public DtwConfig withBand(int band) {
    return new DtwConfig(cost, band, derivative, steepness, penalty);
  }

  /** This on slopes (Keogh and Pazzani 2001). */
  public DtwConfig withDerivative(boolean derivative) {
    return new DtwConfig(cost, band, derivative, steepness, penalty);
  }

  /** This with weights (Jeong, Jeong and Omitaomu 2011); .05 is their usual choice. */
  public DtwConfig withSteepness(double steepness) {
    return new DtwConfig(cost, band, derivative, steepness, penalty);
  }

  /** This with an amercement (Herrmann and Webb 2023). */
  public DtwConfig withPenalty(double penalty) {
    return new DtwConfig(cost, band, derivative, steepness, penalty);
  }
}
