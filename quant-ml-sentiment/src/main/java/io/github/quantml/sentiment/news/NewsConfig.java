// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.sentiment.news;

import java.time.Duration;

/**
 * How news are read.
 *
 * @param latency time from receiving an item to having read it, at least 0: it counts from then on
 * @param halfLife time after which an item counts half, positive
 * @param duplicateWindow how long after an item the same words are a repetition, at least 0
 * @param duplicateSimilarity share of common three-word shingles from which two texts are the same,
 *     in (0, 1]
 */
public record NewsConfig(
    Duration latency, Duration halfLife, Duration duplicateWindow, double duplicateSimilarity) {

  public NewsConfig {
    check("latency", latency, !latency.isNegative(), "must not be negative");
    check("halfLife", halfLife, !halfLife.isNegative() && !halfLife.isZero(), "must be positive");
    check(
        "duplicateWindow", duplicateWindow, !duplicateWindow.isNegative(), "must not be negative");
    check(
        "duplicateSimilarity",
        duplicateSimilarity,
        duplicateSimilarity > 0 && duplicateSimilarity <= 1,
        "must lie in (0, 1]");
  }

  private static void check(String name, Object value, boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": " + rule + ", got " + value);
    }
  }

  /** Read within a minute, half-forgotten after a day, repetitions of 80 % within three days. */
  public static NewsConfig defaults() {
    return new NewsConfig(Duration.ofMinutes(1), Duration.ofDays(1), Duration.ofDays(3), 0.8);
  }

  public NewsConfig withLatency(Duration value) {
    return new NewsConfig(value, halfLife, duplicateWindow, duplicateSimilarity);
  }

  public NewsConfig withHalfLife(Duration value) {
    return new NewsConfig(latency, value, duplicateWindow, duplicateSimilarity);
  }
}
