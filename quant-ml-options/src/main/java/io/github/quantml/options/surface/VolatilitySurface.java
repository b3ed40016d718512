// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.surface;

import java.util.List;

/**
 * Slices over expiries. Between two of them total variance is linear in time at fixed k, which
 * keeps it non-decreasing; before the first and after the last it is proportional to time.
 * Immutable.
 *
 * @param years ascending, positive
 * @param slices one per expiry
 */
public record VolatilitySurface(double[] years, List<Slice> slices) {
  public VolatilitySurface {
    slices = List.copyOf(slices);
    years = years.clone();
    if (years.length == 0 || years.length != slices.size()) {
      throw new IllegalArgumentException(
          "years and slices: must be equally many, got " + years.length + " and " + slices.size());
    }
    for (int i = 0; i < years.length; i++) {
      if (!(years[i] > (i == 0 ? 0 : years[i - 1]))) {
        throw new IllegalArgumentException(
            "years: must be positive and ascending, got " + years[i]);
      }
    }
  }

  /** Total variance at k and t. */
  public double totalVariance(double k, double t) {
    if (!(t > 0)) {
      throw new IllegalArgumentException("t: must be positive, got " + t);
    }
    int n = years.length;
    if (t <= years[0]) {
      return slices.get(0).totalVariance(k) * t / years[0];
    }
    if (t >= years[n - 1]) {
      return slices.get(n - 1).totalVariance(k) * t / years[n - 1];
    }
    int i = segment(t);
    double f = (t - years[i]) / (years[i + 1] - years[i]);
    return (1 - f) * slices.get(i).totalVariance(k) + f * slices.get(i + 1).totalVariance(k);
  }

  private int segment(double t) {
    int i = 0;
    while (i < years.length - 2 && years[i + 1] <= t) {
      i++;
    }
    return i;
  }

  /** Implied volatility at k and t. */
  public double volatility(double k, double t) {
    return Math.sqrt(totalVariance(k, t) / t);
  }

  /**
   * Local volatility √(∂w/∂t / g(k)) (Dupire 1994, in the form of Gatheral 2006, equation 1.10); 0
   * where an arbitrage makes it undefined.
   */
  public double localVolatility(double k, double t) {
    int n = years.length;
    double w = totalVariance(k, t);
    double growth;
    double d;
    double dd;
    if (t <= years[0] || t >= years[n - 1]) {
      Slice s = slices.get(t <= years[0] ? 0 : n - 1);
      double scale = t / (t <= years[0] ? years[0] : years[n - 1]);
      growth = w / t;
      d = s.slope(k) * scale;
      dd = s.curvature(k) * scale;
    } else {
      int i = segment(t);
      double f = (t - years[i]) / (years[i + 1] - years[i]);
      Slice a = slices.get(i);
      Slice b = slices.get(i + 1);
      growth = (b.totalVariance(k) - a.totalVariance(k)) / (years[i + 1] - years[i]);
      d = (1 - f) * a.slope(k) + f * b.slope(k);
      dd = (1 - f) * a.curvature(k) + f * b.curvature(k);
    }
    double lean = 1 - 0.5 * k * d / w;
    double g = lean * lean - 0.25 * d * d * (1 / w + 0.25) + 0.5 * dd;
    return growth > 0 && g > 0 ? Math.sqrt(growth / g) : 0;
  }

  /** Violations on a grid of k. */
  public ArbitrageReport arbitrage(double low, double high, int points) {
    return ArbitrageReport.of(this, low, high, points);
  }

  /**
   * This surface if it has no violation on a grid of k, else one near it that has none there: SVI
   * slices moved along their jump-wings and lifted to the one before, or the nearest eSSVI surface,
   * whichever is free of violations and nearer.
   */
  public VolatilitySurface repaired(double low, double high, int points) {
    return new ArbitrageRepair(low, high, points).of(this);
  }
}
