// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.surface;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a surface allows arbitrage.
 *
 * @param points examined
 * @param violations found, by expiry, then k
 */
public record ArbitrageReport(int points, List<Violation> violations) {
  private static final double SLACK = 1e-12;

  /** What is violated. */
  public enum Kind {
    /** w ≤ 0. */
    VARIANCE,
    /** g &lt; 0: a butterfly of negative price. */
    BUTTERFLY,
    /** w below that of the expiry before. */
    CALENDAR
  }

  /**
   * One violation.
   *
   * @param kind of arbitrage
   * @param years of the slice
   * @param k where
   * @param amount w, g, or the fall of w: how far below zero
   */
  public record Violation(Kind kind, double years, double k, double amount) {}

  public ArbitrageReport {
    violations = List.copyOf(violations);
  }

  /** Whether none was found. */
  public boolean isFree() {
    return violations.isEmpty();
  }

  static ArbitrageReport of(VolatilitySurface s, double low, double high, int points) {
    if (!(high > low) || points < 2) {
      throw new IllegalArgumentException(
          "grid: needs high above low and two points, got " + low + ", " + high + ", " + points);
    }
    List<Violation> out = new ArrayList<>();
    double[] years = s.years();
    for (int i = 0; i < years.length; i++) {
      Slice slice = s.slices().get(i);
      for (int j = 0; j < points; j++) {
        double k = low + (high - low) * j / (points - 1);
        double w = slice.totalVariance(k);
        if (!(w > 0)) {
          out.add(new Violation(Kind.VARIANCE, years[i], k, w));
          continue;
        }
        double g = slice.butterfly(k);
        if (g < -SLACK) {
          out.add(new Violation(Kind.BUTTERFLY, years[i], k, g));
        }
        if (i > 0) {
          double gap = w - s.slices().get(i - 1).totalVariance(k);
          if (gap < -SLACK) {
            out.add(new Violation(Kind.CALENDAR, years[i], k, gap));
          }
        }
      }
    }
    return new ArbitrageReport(years.length * points, out);
  }
}
