// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.spectral;

import java.util.List;

/**
 * What a search for cycles found.
 *
 * @param length number of values analysed
 * @param cycles cycles in the order found, strongest first; the last one may be insignificant: it
 *     is the best candidate that remained
 * @param noise the red noise they were tested against
 * @param spectrum every frequency with its p-values, before any cycle was removed
 * @param warnings why the result deserves doubt, in words; empty for regular input
 */
public record CycleReport(
    int length, List<Cycle> cycles, RedNoise noise, RedNoiseTest spectrum, List<String> warnings) {

  /** Copies the lists. */
  public CycleReport {
    cycles = List.copyOf(cycles);
    warnings = List.copyOf(warnings);
  }

  /** The cycles whose family-wise p-value is below the level. */
  public List<Cycle> significant() {
    return cycles.stream().filter(Cycle::significant).toList();
  }

  /** Significant cycles that are not overtones of a slower one. */
  public List<Cycle> fundamentals() {
    return cycles.stream().filter(c -> c.significant() && c.harmonicOf() < 0).toList();
  }
}
