// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

/** What it costs to match two points, and how the costs of a path become a distance. */
public enum PointCost {
  /** (a − b)²; the distance is the square root of the summed cost, as for Euclid. */
  SQUARED {
    @Override
    public double toDistance(double total) {
      return Math.sqrt(total);
    }

    @Override
    public double toTotal(double distance) {
      return distance * distance;
    }
  },
  /** |a − b|; the distance is the summed cost itself. */
  ABSOLUTE {
    @Override
    public double toDistance(double total) {
      return total;
    }

    @Override
    public double toTotal(double distance) {
      return distance;
    }
  };

  /** The distance that a summed cost stands for. */
  public abstract double toDistance(double total);

  /** The summed cost that a distance stands for. */
  public abstract double toTotal(double distance);
}
