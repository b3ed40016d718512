// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

/**
 * Something wrong with a bar.
 *
 * @param bar index of the bar
 * @param rule what is wrong
 * @param value how much: bars of standstill, factor of the split, price crossed by
 */
public record DataIssue(int bar, Rule rule, double value) {
  /** What can be wrong with a bar, as far as the bars up to it show. */
  public enum Rule {
    /** The same open, high, low and close as in the bars before. */
    STALE,
    /** The price moved by a ratio splits have, far beyond its volatility, between two bars. */
    SPLIT_LIKE,
    /** High below low, or open or close outside of them, or a price that is not positive. */
    CROSSED,
    /** The price moved without volume. */
    NO_VOLUME
  }
}
