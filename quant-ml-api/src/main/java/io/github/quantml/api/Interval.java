// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

/**
 * An interval that keeps its coverage: over many forecasts the share {@code level} of returns falls
 * inside.
 *
 * @param level nominal coverage in (0, 1)
 * @param lower lower bound as a simple return
 * @param upper upper bound as a simple return, at least {@code lower}
 */
public record Interval(double level, double lower, double upper) {
  public Interval {
    Checks.fraction("interval", "level", level);
    Checks.finite("interval", "lower bound", lower);
    Checks.finite("interval", "upper bound", upper);
    if (upper < lower) {
      throw new InvalidDataException(
          "interval: upper bound " + upper + " is below lower bound " + lower);
    }
  }

  public boolean contains(double r) {
    return r >= lower && r <= upper;
  }
}
