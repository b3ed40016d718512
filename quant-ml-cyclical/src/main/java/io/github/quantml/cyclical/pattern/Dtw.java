// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;

/**
 * Dynamic time warping of two series: the cheapest monotone matching of all their points.
 *
 * <p>D(i, j) = w(|i − j|)·c(aᵢ, bⱼ) + min(D(i−1, j−1), D(i−1, j) + ω, D(i, j−1) + ω) for |i − j| ≤
 * r. {@link #cost} is D at the end; {@link #distance} is its square root for squared costs and
 * itself for absolute ones. Values are compared as given: normalise first what should not depend on
 * level and scale.
 *
 * <p>Immutable, thread-safe; O(n·r) time, O(n) memory, except {@link #path}, which keeps n·(2r + 1)
 * cells. Without weights and penalty a cutoff prunes cells (see {@link #cost(double[], double[],
 * double, DtwScratch)}).
 *
 * <p>Source: Sakoe and Chiba (1978), Dynamic programming algorithm optimization for spoken word
 * recognition; Keogh and Pazzani (2001), Derivative dynamic time warping; Jeong, Jeong and Omitaomu
 * (2011), Weighted dynamic time warping, eq. 3; Herrmann and Webb (2023), Amercing: an intuitive
 * and effective constraint for dynamic time warping.
 */
public final class Dtw {
  private final DtwConfig config;
  private final boolean squared;

  private Dtw(DtwConfig config) {
    this.config = config;
    this.squared = config.cost() == PointCost.SQUARED;
  }

  public static Dtw of(DtwConfig config) {
    return new Dtw(config);
  }

  /** Squared cost inside a band, no variant. */
  public static Dtw banded(int band) {
    return new Dtw(DtwConfig.defaults().withBand(band));
  }

  public DtwConfig config() {
    return config;
  }

  /**
   * Distance of two series.
   *
   * @param a finite values, at least one, or three with derivatives
   * @param b the same; its length may differ by at most the band
   * @throws InvalidDataException naming the first value that is not finite
   */
  public double distance(double[] a, double[] b) {
    return config.cost().toDistance(cost(a, b));
  }

  /** Summed cost of the best path: for squared costs the square of the distance. */
  public double cost(double[] a, double[] b) {
    return cost(a, b, Double.POSITIVE_INFINITY, new DtwScratch());
  }

  /**
   * Summed cost of the best path, or infinity if it exceeds a cutoff.
   *
   * <p>The value equals that of {@link #cost(double[], double[])} bit by bit where it is finite.
   *
   * @param cutoff summed cost that is still of interest, not NaN
   * @param scratch this thread's memory; nothing else is allocated unless slopes are compared
   */
  public double cost(double[] a, double[] b, double cutoff, DtwScratch scratch) {
    if (Double.isNaN(cutoff)) {
      throw new IllegalArgumentException("cutoff: must be a number, got NaN");
    }
    check("a", a);
    check("b", b);
    double[] x = config.derivative() ? Warping.slopes(a) : a;
    double[] y = config.derivative() ? Warping.slopes(b) : b;
    requireReachable(x.length, y.length, config.band());
    if (config.steepness() > 0 || config.penalty() > 0) {
      double[] weights = scratch.weights(config.steepness(), Math.max(x.length, y.length));
      return Warping.general(
          x, y, squared, config.band(), weights, config.penalty(), cutoff, scratch);
    }
    return EarlyAbandoning.cost(
        x, y, squared, config.band(), cutoff, EarlyAbandoning.NO_TAIL, scratch);
  }

  /** The best path and its distance; of equal steps the diagonal one is taken. */
  public WarpingPath path(double[] a, double[] b) {
    check("a", a);
    check("b", b);
    double[] x = config.derivative() ? Warping.slopes(a) : a;
    double[] y = config.derivative() ? Warping.slopes(b) : b;
    requireReachable(x.length, y.length, config.band());
    return WarpingTable.of(x, y, config).path();
  }

  private void check(String name, double[] x) {
    int needed = config.derivative() ? 3 : 1;
    if (x.length < needed) {
      throw new InsufficientDataException("dtw: values of " + name, needed, x.length);
    }
    requireFinite("dtw: " + name, x);
  }

  static void requireFinite(String what, double[] x) {
    for (int i = 0; i < x.length; i++) {
      if (!(Math.abs(x[i]) < Double.POSITIVE_INFINITY)) {
        throw new InvalidDataException(what + ": value " + i + " must be finite, got " + x[i]);
      }
    }
  }

  static void requireReachable(int rows, int columns, int band) {
    if (Math.abs(rows - columns) > band) {
      throw new IllegalArgumentException(
          "band: must be at least the difference of the lengths "
              + rows
              + " and "
              + columns
              + ", got "
              + band);
    }
  }
}
