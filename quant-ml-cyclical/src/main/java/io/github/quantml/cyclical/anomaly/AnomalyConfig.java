// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

/**
 * Settings of an {@link AnomalyDetector}.
 *
 * @param window past values that each value is compared with, at least 60
 * @param perThousand expected false alarms of each method in 1,000 ordinary bars or trades, in (0,
 *     20]
 * @param refit bars between two fits of covariance and forest, at least 1
 * @param shape bars of a course, at least 3
 * @param seed of the random starts
 */
public record AnomalyConfig(int window, double perThousand, int refit, int shape, long seed) {
  /** Checks the ranges. */
  public AnomalyConfig {
    Values.atLeast("window", window, 60);
    if (!(perThousand > 0 && perThousand <= 20)) {
      throw new IllegalArgumentException("perThousand must be in (0, 20], got " + perThousand);
    }
    Values.atLeast("refit", refit, 1);
    Values.atLeast("shape", shape, 3);
  }

  /**
   * A year of bars, one false alarm in 1,000 for each method, fits every 50 bars, 20-bar shapes.
   */
  public static AnomalyConfig defaults() {
    return new AnomalyConfig(250, 1, 50, 20, 1);
  }

  /** With another rate of false alarms. */
  public AnomalyConfig withPerThousand(double value) {
    return new AnomalyConfig(window, value, refit, shape, seed);
  }

  /** With another window. */
  public AnomalyConfig withWindow(int value) {
    return new AnomalyConfig(value, perThousand, refit, shape, seed);
  }

  /** With another seed. */
  public AnomalyConfig withSeed(long value) {
    return new AnomalyConfig(window, perThousand, refit, shape, value);
  }

  /** Values of a stream from which its extreme-value level is set. */
  int calibration() {
    return Math.max(200, window);
  }
}
