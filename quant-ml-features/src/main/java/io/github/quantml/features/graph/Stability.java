// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.graph;

/** What a value owes to bars before its lookback; ordered from best to worst. */
public enum Stability {
  /** Nothing: the value is the same function of its lookback's bars, bit for bit. */
  EXACT,
  /** Rounding only: within a few units in the last place of the window's scale. */
  EPSILON,
  /** A share that fades: negligible after the burn-in. */
  CONVERGING,
  /** Everything: the value counts from the first bar of the series. */
  CUMULATIVE;

  /** The worse of two. */
  public Stability and(Stability other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
