// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.significance;

/**
 * Where a metric may lie.
 *
 * @param level nominal coverage, of (0, 1)
 * @param lower lower bound in the metric's unit, finite
 * @param upper upper bound, at least {@code lower}, finite
 */
public record ConfidenceInterval(double level, double lower, double upper) {
  public ConfidenceInterval {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level: must lie inside (0, 1), got " + level);
    }
    if (!(lower <= upper && Double.isFinite(lower) && Double.isFinite(upper))) {
      throw new IllegalArgumentException(
          "bounds: must be finite and in order, got " + lower + " and " + upper);
    }
  }

  public boolean contains(double value) {
    return value >= lower && value <= upper;
  }
}
